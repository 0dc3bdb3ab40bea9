"""Wall time of several calls, taken in turn, so that a busy machine slows all of them alike."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Cost:
    """What one unit of work took, round by round: seconds, or bytes."""

    rounds: tuple[float, ...]

    @property
    def best(self) -> float:
        """The least: what other processes do only ever adds to it."""
        return min(self.rounds)

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)

    def ratio(self, base: "Cost") -> float:
        """Of the least to the least of `base`."""
        return self.best / base.best

    def ratio_by_round(self, base: "Cost") -> float:
        """The median of the ratios within a round, whose calls saw the machine in one state.

        The rounds that only one of the two took part in, which are its last, do not count.
        """
        pairs = zip(self.rounds, base.rounds, strict=False)
        return statistics.median(own / other for own, other in pairs)


def in_turn(
    calls: Mapping[str, Callable[[], Result]],
    rounds: int,
    units: int = 1,
    patience: float = float("inf"),
) -> tuple[dict[str, Cost], dict[str, Result]]:
    """Call all of `calls`, of `units` units of work each, once a round.

    Returns each one's time and its last result. Every round begins with another one. A call that
    has taken `patience` seconds in all sits out the rounds that are left. The garbage collector
    stays on, because a graph's garbage is a part of its price, but does not look at what was
    imported and built before.
    """
    names = list(calls)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    results: dict[str, Result] = {}
    gc.collect()
    gc.freeze()
    try:
        for turn in range(rounds):
            first = turn % len(names)
            for name in names[first:] + names[:first]:
                if sum(seconds[name]) > patience:
                    continue
                start = time.perf_counter()
                results[name] = calls[name]()
                seconds[name].append(time.perf_counter() - start)
    finally:
        gc.unfreeze()
    costs = {name: Cost(tuple(s / units for s in seconds[name])) for name in names}
    return costs, results
