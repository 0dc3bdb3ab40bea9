"""A row of the table: what one candidate took, and what that is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from benchmarks.timing import Cost

Outcome: TypeAlias = Cost | str  # what it took, or why there is nothing to tell

SCALES = {
    "ns": 1e9,
    "us": 1e6,
    "ms": 1e3,
    "s": 1.0,
    "B": 1.0,
    "MB": 1e-6,
}  # units of the table in seconds or bytes


@dataclass(frozen=True)
class Row:
    """One candidate of one benchmark, and the candidates that it is compared with."""

    benchmark: str
    candidate: str
    unit: str
    outcome: Outcome
    base: Outcome  # of PyTorch, or of what else the benchmark is held against
    ours: Outcome
    goal: float | None  # the largest ratio to `base` that the project allows itself
    aim: float | None  # how many times ours this one should take, at the least

    def numbers(self) -> dict[str, float | None]:
        """What it took, in the row's unit, and ratios; None where there is nothing to tell."""
        own, scale = self.outcome, SCALES[self.unit]
        if not isinstance(own, Cost):
            return dict.fromkeys(("best", "median", "ratio", "ratio_by_round", "times_ours"))
        base, ours = (x if isinstance(x, Cost) and x.best else None for x in (self.base, self.ours))
        return {
            "best": own.best * scale,
            "median": own.median * scale,
            "ratio": own.ratio(base) if base else None,
            "ratio_by_round": own.ratio_by_round(base) if base else None,
            "times_ours": own.ratio(ours) if ours else None,
        }


def compared(
    benchmark: str,
    outcomes: Mapping[str, Outcome],
    *,
    baseline: str,
    unit: str,
    goals: Mapping[str, float | None],
    aims: Mapping[str, float | None] | None = None,
) -> list[Row]:
    """A row for each outcome, in their order.

    They are compared with the one called `baseline`, and with ours: the first that has a goal.
    """
    ours = next(outcomes[name] for name in outcomes if goals.get(name) is not None)
    base, aims = outcomes[baseline], aims or {}
    return [
        Row(benchmark, name, unit, outcome, base, ours, goals.get(name), aims.get(name))
        for name, outcome in outcomes.items()
    ]
