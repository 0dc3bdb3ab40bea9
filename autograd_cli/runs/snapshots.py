"""What is kept of a model's weights at the end of an epoch, and at the end of which."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Weights: TypeAlias = Mapping[str, NDArray[Any]]

_FEW = 16  # numbers of a parameter that are kept as they are
_BINS = 32  # of the histogram of one that has more
_TOGETHER = 1 << 16  # numbers that are counted at a time
_EPOCHS = 50  # that are kept, beside epoch 0
_PATH = 1_000  # of a model with so few numbers that they are drawn as a path


def distance(epoch: int, weights: "Weights") -> int:
    """From one epoch that is kept to the next, when a training is at the end of `epoch`.

    It doubles whenever there would be too many: so a training may go on for as long as it likes,
    and what is kept of it depends on nothing but the epoch that it has come to.
    """
    most = _PATH if sum(array.size for array in weights.values()) <= _FEW else _EPOCHS
    return 1 << max(0, -(-epoch // most) - 1).bit_length()


def is_kept(epoch: int, at: int, weights: "Weights", *, ended: bool) -> bool:
    """Whether that of `epoch` is, when a training is `at` an epoch; the last one always is."""
    return epoch % distance(at, weights) == 0 or (ended and epoch == at)


def snapshot(epoch: int, weights: "Weights") -> dict[str, Any]:
    """The line of an epoch: every number of a small parameter, the histogram of a large one."""
    return {"epoch": epoch, "weights": {name: _of(array) for name, array in weights.items()}}


def _of(array: "NDArray[Any]") -> dict[str, Any]:
    numbers = array.reshape(-1)
    if numbers.size <= _FEW:
        values = numbers.tolist()
        return {"values": [number if math.isfinite(number) else None for number in values]}
    low, high = float(numbers.min()), float(numbers.max())
    if not (math.isfinite(low) and math.isfinite(high)):
        import numpy as np

        numbers = numbers[np.isfinite(numbers)]
        if not numbers.size:
            return {"low": None, "high": None, "counts": [0] * _BINS}
        low, high = float(numbers.min()), float(numbers.max())
    return {"low": low, "high": high, "counts": _counts(numbers, low, high)}


def _counts(numbers: "NDArray[Any]", low: float, high: float) -> list[int]:
    """How many are in each of equal bins from `low` to `high`; in the first, if these are equal."""
    import numpy as np

    unit = 1.0 if math.isfinite(high - low) else 0.5  # else the width would be infinite
    low, width = low * unit, high * unit - low * unit
    counts = np.zeros(_BINS + 1, np.int64)
    for first in range(0, len(numbers), _TOGETHER):
        place = numbers[first : first + _TOGETHER] * np.float64(unit)
        place -= low
        if width:
            place /= width
        place *= _BINS
        counts += np.bincount(place.astype(np.intp), minlength=_BINS + 1)
    *found, highest = counts.tolist()
    found[-1] += highest  # which is in the last bin
    return found
