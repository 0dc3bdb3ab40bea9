"""Sums and means along axes."""

import math

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import Axis, behind_batch, keep_axes
from autograd_cli.ops.shape import BroadcastTo

# From here on a view that repeats one element is cheaper to make than an array that is full of it.
# Before NumPy 2.3 matmul did without BLAS for such views, and took 30 times as long.
_LARGE = 8192 if np.lib.NumpyVersion(np.__version__) >= "2.3.0" else math.inf


class Sum(Function):
    """y = the sum over the axes;  dx = g, repeated along them."""

    @staticmethod
    def forward(x, *, axis, keepdims):
        return np.add.reduce(x, axis=axis, keepdims=keepdims)

    @staticmethod
    def vjp_x(g, *, axis, x_shape):
        return _repeated(g, axis, x_shape)

    @classmethod
    def batched(cls, params, x_shape):
        return {"axis": behind_batch(params["axis"], len(x_shape))}


class Mean(Function):
    """y = the mean over the n elements along the axes;  dx = g / n, repeated along them."""

    @staticmethod
    def forward(x, *, axis, keepdims):
        y = np.add.reduce(x, axis=axis, keepdims=keepdims)
        n = x.size // (y.size or 1)
        if n == 0 and y.size:
            raise ValueError("no elements to take the mean of")
        return y / n

    @staticmethod
    def vjp_x(g, *, axis, x_shape):
        return _repeated(g / (math.prod(x_shape) // (g.size or 1)), axis, x_shape)

    @classmethod
    def batched(cls, params, x_shape):
        return {"axis": behind_batch(params["axis"], len(x_shape))}


def sum(x: TensorLike, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """The sum along `axis` (an axis, several, or None for all).

    Raises ShapeError for an axis that the tensor does not have.
    """
    return Sum.apply(x, axis=axis, keepdims=keepdims)


def mean(x: TensorLike, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """The mean along `axis` (an axis, several, or None for all).

    Raises ShapeError for an empty tensor or an axis that it does not have.
    """
    return Mean.apply(x, axis=axis, keepdims=keepdims)


def _repeated(g, axis, shape):
    if axis is not None:
        g = g.reshape(keep_axes(shape, axis))
    if isinstance(g, Tensor) or math.prod(shape) < _LARGE:
        return BroadcastTo.compute(g, shape=shape)
    return np.broadcast_to(g, shape)


def _add_reduce(x: Tensor, axis: Axis = 0, keepdims: bool = False) -> Tensor:
    return Sum.apply(x, axis=axis, keepdims=keepdims)  # np.add.reduce, unlike np.sum, has axis 0


register(np.sum, sum)
register((np.add, "reduce"), _add_reduce)
register(np.mean, mean)
