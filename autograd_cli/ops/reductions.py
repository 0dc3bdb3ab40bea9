"""Sums and means along axes."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import Axis, count, keep_axes
from autograd_cli.ops.shape import BroadcastTo


class Sum(Function):
    """y = the sum over the axes;  dx = g, repeated along them."""

    @staticmethod
    def forward(x, *, axis, keepdims):
        return np.add.reduce(x, axis=axis, keepdims=keepdims)

    @staticmethod
    def vjp_x(g, *, axis, x_shape):
        return BroadcastTo.compute(g.reshape(keep_axes(x_shape, axis)), shape=x_shape)


class Mean(Function):
    """y = the mean over the n elements along the axes;  dx = g / n, repeated along them."""

    @staticmethod
    def forward(x, *, axis, keepdims):
        y = np.add.reduce(x, axis=axis, keepdims=keepdims)
        n = count(x.shape, axis)
        if n == 0:
            raise ValueError("no elements to take the mean of")
        return y / n

    @staticmethod
    def vjp_x(g, *, axis, x_shape):
        share = g.reshape(keep_axes(x_shape, axis)) / count(x_shape, axis)
        return BroadcastTo.compute(share, shape=x_shape)


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


def _add_reduce(x: Tensor, axis: Axis = 0, keepdims: bool = False) -> Tensor:
    return Sum.apply(x, axis=axis, keepdims=keepdims)  # np.add.reduce, unlike np.sum, has axis 0


register(np.sum, sum)
register((np.add, "reduce"), _add_reduce)
register(np.mean, mean)
