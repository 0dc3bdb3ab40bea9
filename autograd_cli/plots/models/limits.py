"""How far the axes of a picture reach."""

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HIGHEST = 1e250  # what is beyond leaves the picture: margins and ticks would overflow
_FINEST = 1e-9  # of its size, that a number must differ by to be seen apart


def limits(*values: "NDArray[Any]", margin: float = 0.06) -> tuple[float, float]:
    """From below the least to above the largest of all finite numbers; of none, from 0 to 1."""
    given = np.concatenate([np.ravel(some) for some in values]).astype(np.float64)
    given = given[np.isfinite(given)].clip(-_HIGHEST, _HIGHEST)
    if not len(given):
        return 0.0, 1.0
    low, high = float(given.min()), float(given.max())
    size = max(-low, high)
    room = max(margin * (high - low), _FINEST * size) if high > low else (0.1 * size or 1.0)
    return low - room, high + room
