"""What the windows along one axis see, put together, and what is handed back to the places."""

from typing import Any

import numpy as np

from autograd_cli.engine import Array
from autograd_cli.ops.axes import along
from autograd_cli.ops.windows import Windows

__all__: list[str] = []


def gathered(ufunc: Any, x: Array, axis: int, windows: Windows, neutral: Any) -> Array:
    """What each window sees along an axis, put together by a ufunc; padding is `neutral`."""
    seen = [(along(axis, own), along(axis, places)) for own, places in windows.seen]
    if windows.padding:
        y = np.full_like(x, neutral, shape=_length(x, axis, windows.count))
    else:
        y = x[seen.pop(0)[1]]
        if seen:  # in an array of its own from here on
            y = ufunc(y, x[seen.pop(0)[1]])
    for own, places in seen:
        ufunc(y[own], x[places], out=y[own])
    return y


def handed_back(u: Array, axis: int, windows: Windows) -> Array:
    """The sum at each place along an axis of the `u` of the windows that see it."""
    y = np.zeros_like(u, shape=_length(u, axis, windows.length))
    for own, places in windows.seen:
        y[along(axis, places)] += u[along(axis, own)]
    return y


def _length(x: Array, axis: int, length: int) -> tuple[int, ...]:
    shape = list(x.shape)
    shape[axis] = length
    return tuple(shape)
