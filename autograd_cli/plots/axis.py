"""Where the ticks of an axis stand, and what they say, for what Matplotlib does not draw."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_DECADES = 6  # with more, not every power of ten has a tick
_FEW = 2  # decades; with fewer, there are ticks at 2 and 5, too
_FARTHEST = 1e250  # what is beyond leaves the picture: sums and differences would overflow


@dataclass(frozen=True)
class Axis:
    """Values from `low` to `high`, and places from 0 to 1 for them."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def places(self, values: Iterable[float]) -> list[float]:
        """Between 0 and 1; NaN for what the axis cannot show."""
        scale: Callable[[float], float] = math.log10 if self.logarithmic else float
        low, high = scale(self.low), scale(self.high)
        return [
            (scale(value) - low) / (high - low) if _is_shown(value, self.logarithmic) else math.nan
            for value in values
        ]


def axis(
    values: Iterable[float], *, logarithmic: bool = False, whole: bool = False, count: int = 5
) -> Axis:
    """An axis that has all the values that it can show, with about `count` ticks.

    `whole`: ticks are whole numbers, as of epochs, and the axis begins with the first of them;
    others begin at 0 if that is near.
    """
    shown = [value for value in values if _is_shown(value, logarithmic)]
    if logarithmic and shown:
        return _logarithmic(min(shown), max(shown))
    return _linear(min(shown, default=0.0), max(shown, default=1.0), count, whole=whole)


def label(value: float) -> str:
    """A tick in few letters."""
    return f"{value:.6g}".replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")


def _is_shown(value: float, logarithmic: bool) -> bool:
    return abs(value) <= _FARTHEST and (value > 1 / _FARTHEST or not logarithmic)


def _linear(low: float, high: float, count: int, *, whole: bool) -> Axis:
    if high - low <= max(1e-12 * max(abs(low), abs(high)), 1 / _FARTHEST):  # but for rounding
        half = max(abs(low), 1 / _FARTHEST) if low or high else 1.0
        low, high = low - half / 2, high + half / 2
    if not whole and low > 0 and high > 3 * low:
        low = 0.0
    rough = high / count - low / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= 0.999 * rough)
    step = max(step, 1.0) if whole else step
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return Axis(low, high, False, tuple(i * step for i in range(first, last + 1)))


def _logarithmic(low: float, high: float) -> Axis:
    if low == high:
        low, high = low / 2, high * 2
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    if last - first < _FEW:
        between = (m * 10.0**p for p in range(first - 1, last + 1) for m in (1, 2, 5))
        ticks = tuple(tick for tick in between if low <= tick <= high)
    else:
        every = max(1, -(-(last - first) // _DECADES))
        ticks = tuple(10.0**p for p in range(first, last + 1, every))
    return Axis(low, high, True, ticks if len(ticks) > 1 else (low, high))
