"""Wall time of several calls, taken in turn, so that a busy machine slows all of them alike."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Timing:
    """Seconds that one unit of work took, round by round."""

    rounds: tuple[float, ...]

    @property
    def best(self) -> float:
        """The fastest: what other processes do only ever adds to it."""
        return min(self.rounds)

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)

    def ratio(self, base: "Timing") -> float:
        """Of the fastest to the fastest of `base`."""
        return self.best / base.best

    def ratio_by_round(self, base: "Timing") -> float:
        """The median of the ratios within a round, whose calls saw the machine in one state."""
        pairs = zip(self.rounds, base.rounds, strict=True)
        return statistics.median(own / other for own, other in pairs)


def in_turn(
    calls: Mapping[str, Callable[[], Result]], rounds: int, units: int = 1
) -> tuple[dict[str, Timing], dict[str, Result]]:
    """Call all of `calls`, of `units` units of work each, once a round.

    Returns each one's timing and its last result. Every round begins with another one. The garbage
    collector stays on, because a graph's garbage is a part of its price, but does not look at what
    was imported and built before.
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
                start = time.perf_counter()
                results[name] = calls[name]()
                seconds[name].append((time.perf_counter() - start) / units)
    finally:
        gc.unfreeze()
    return {name: Timing(tuple(seconds[name])) for name in names}, results
