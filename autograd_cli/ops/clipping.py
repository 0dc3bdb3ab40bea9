"""Values kept within bounds, element by element."""

from typing import Any

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register

__all__ = ["clip"]


class Clip(Function):
    """y = x within [low, high], and high where low > high.

    dx = g where low <= x <= high, as in PyTorch at the bounds too;  dlow = g where x < low <= high;
    dhigh = g where x > high or low > high;  each is 0 elsewhere.
    """

    elementwise = True

    @staticmethod
    def forward(x, low, high):
        return np.minimum(np.maximum(x, low), high)

    @staticmethod
    def vjp_x(g, x, low, high):
        return np.where((low <= x) & (x <= high), g, 0)

    @staticmethod
    def vjp_low(g, x, low, high):
        return np.where((x < low) & (low <= high), g, 0)

    @staticmethod
    def vjp_high(g, x, low, high):
        return np.where((x > high) | (low > high), g, 0)


def clip(
    a: TensorLike,
    a_min: TensorLike | None = None,
    a_max: TensorLike | None = None,
    *,
    min: TensorLike | None = None,
    max: TensorLike | None = None,
) -> Tensor:
    """`a` within the bounds, each of which may be a number, a tensor, or None for no bound.

    Raises ShapeError for shapes that do not broadcast, ValueError for a bound given twice.
    """
    if (a_min is not None and min is not None) or (a_max is not None and max is not None):
        raise ValueError("clip takes a bound as a_min or min, and as a_max or max, not as both")
    low = a_min if min is None else min
    high = a_max if max is None else max
    least, most = _range(a) if low is None or high is None else (None, None)
    return Clip.apply(a, least if low is None else low, most if high is None else high)


def clip_method(x: Tensor, min: TensorLike | None = None, max: TensorLike | None = None) -> Tensor:
    """`x.clip(0, 1)` or `x.clip(max=1)`, like `clip`."""
    return clip(x, min, max)


def _range(x: Any) -> tuple[float, float]:
    """The bounds that no value of the dtype of `x` exceeds, as Python's numbers."""
    dtype = getattr(x, "dtype", None)
    if dtype is None or dtype.kind == "f":
        return -np.inf, np.inf
    return (0, 1) if dtype.kind == "b" else (int(np.iinfo(dtype).min), int(np.iinfo(dtype).max))


register(np.clip, clip)
