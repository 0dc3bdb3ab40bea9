"""Where the ticks of an axis stand, and what they say."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

_DECADES = 6  # with more, not every power of ten has a tick
_FARTHEST = 1e250  # what is beyond leaves the picture: sums and differences would overflow


@dataclass(frozen=True)
class Axis:
    """Values from `low` to `high`, and places from 0 to 1 for them."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def places(self, values: ArrayLike) -> NDArray[Any]:
        """Between 0 and 1; NaN for what the axis cannot show."""
        found = _shown(np.asarray(values, float), self.logarithmic)
        low, high = self.low, self.high
        if self.logarithmic:
            found, low, high = np.log10(found), math.log10(low), math.log10(high)
        return (found - low) / (high - low)


def axis(
    values: NDArray[Any], *, logarithmic: bool = False, whole: bool = False, count: int = 5
) -> Axis:
    """An axis that has all the values that it can show, with about `count` ticks.

    `whole`: ticks are whole numbers, as of epochs, and the axis begins with the first of them;
    others begin at 0 if that is near.
    """
    shown = _shown(values, logarithmic)
    shown = shown[~np.isnan(shown)]
    low, high = (float(shown.min()), float(shown.max())) if len(shown) else (0.0, 1.0)
    return (
        _logarithmic(low, high)
        if logarithmic and len(shown)
        else _linear(low, high, count, whole=whole)
    )


def label(value: float) -> str:
    """A tick in few letters."""
    return f"{value:.6g}".replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")


def _shown(values: NDArray[Any], logarithmic: bool) -> NDArray[Any]:
    """The values, NaN in the place of those that no such axis can show."""
    fit = np.abs(values) <= _FARTHEST
    return np.where(fit & (values > 1 / _FARTHEST) if logarithmic else fit, values, np.nan)


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
    every = max(1, -(-(last - first) // _DECADES))
    ticks = tuple(10.0**p for p in range(first, last + 1, every))
    return Axis(low, high, True, ticks if len(ticks) > 1 else (low, high))
