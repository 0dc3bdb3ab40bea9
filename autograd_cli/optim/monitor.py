"""Whether a metric has improved on the best so far."""

import math
from collections.abc import Mapping


def improves(
    value: float | None, best: float | None, *, lower: bool, min_delta: float = 0.0
) -> bool:
    """Whether `value` is below `best`, or above it if not `lower`, by more than `min_delta`.

    Every finite number improves on None; NaN, an infinity or None improves on nothing.
    """
    if value is None or not math.isfinite(value):
        return False
    if best is None:
        return True
    return value < best - min_delta if lower else value > best + min_delta


class Monitor:
    """The best of the values that it is shown, and how many of them have come since."""

    def __init__(self, lower_is_better: bool, min_delta: float = 0.0) -> None:
        self.lower_is_better = lower_is_better
        self.min_delta = min_delta
        self.best: float | None = None
        self.waited = 0

    def observe(self, value: float | None) -> bool:
        """Whether `value` improves on the best, which it then becomes."""
        better = improves(value, self.best, lower=self.lower_is_better, min_delta=self.min_delta)
        if better:
            self.best = value
        self.waited = 0 if better else self.waited + 1
        return better

    @property
    def state(self) -> dict[str, float | int]:
        """What the next answer depends on, for JSON."""
        best = {} if self.best is None else {"best": self.best}
        return {"waited": self.waited, **best}

    def load_state(self, state: Mapping[str, float | int]) -> None:
        """Go on from `state`."""
        self.waited, self.best = int(state["waited"]), state.get("best")
