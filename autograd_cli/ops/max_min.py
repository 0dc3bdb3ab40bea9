"""The largest and the smallest element along axes."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import Axis, behind_batch, keep_axes


class Max(Function):
    """y = the largest element along the axes;  dx = g there, shared evenly by equal ones."""

    @staticmethod
    def forward(x, *, axis, keepdims):
        return np.maximum.reduce(x, axis=axis, keepdims=keepdims)

    @staticmethod
    def vjp_x(g, x, y, *, axis, x_shape):
        g, y = g.reshape(keep_axes(x_shape, axis)), y.reshape(keep_axes(x.shape, axis))
        return _shared(g, x < y, axis)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


class Min(Function):
    """y = the smallest element along the axes;  dx = g there, shared evenly by equal ones."""

    @staticmethod
    def forward(x, *, axis, keepdims):
        return np.minimum.reduce(x, axis=axis, keepdims=keepdims)

    @staticmethod
    def vjp_x(g, x, y, *, axis, x_shape):
        g, y = g.reshape(keep_axes(x_shape, axis)), y.reshape(keep_axes(x.shape, axis))
        return _shared(g, x > y, axis)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


def max(x: TensorLike, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """The largest element along `axis` (an axis, several, or None for all); NaN if there is one.

    Raises ShapeError for an empty tensor or an axis that it does not have.
    """
    return Max.apply(x, axis=axis, keepdims=keepdims)


def min(x: TensorLike, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """The smallest element along `axis` (an axis, several, or None for all); NaN if there is one.

    Raises ShapeError for an empty tensor or an axis that it does not have.
    """
    return Min.apply(x, axis=axis, keepdims=keepdims)


def ptp(x: TensorLike, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """`max(x) - min(x)`: from peak to peak.

    Raises ShapeError for an empty tensor or an axis that it does not have.
    """
    return max(x, axis, keepdims) - min(x, axis, keepdims)


def _shared(g, others, axis):
    """Equal parts of g for all but the others: for every element if y is NaN, as none is beaten."""
    winners = np.add.reduce(~others, axis=axis, keepdims=True, dtype=g.dtype)
    return np.where(others, 0, g / winners)


def _max_reduce(x: Tensor, axis: Axis = 0, keepdims: bool = False) -> Tensor:
    return Max.apply(x, axis=axis, keepdims=keepdims)  # ufunc.reduce, unlike np.max, has axis 0


def _min_reduce(x: Tensor, axis: Axis = 0, keepdims: bool = False) -> Tensor:
    return Min.apply(x, axis=axis, keepdims=keepdims)


amax = max
amin = min
register(np.max, max)
register(np.amax, amax)
register(np.min, min)
register(np.amin, amin)
register(np.ptp, ptp)
register((np.maximum, "reduce"), _max_reduce)
register((np.minimum, "reduce"), _min_reduce)
