"""The larger of two values, element by element, and the largest along axes."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import Axis, keep_axes
from autograd_cli.ops.shape import BroadcastTo


class Maximum(Function, numpy=np.maximum):
    """y = max(a, b);  da = g where a > b, g / 2 where a = b, else 0, and db = g - da."""

    forward = np.maximum

    @staticmethod
    def vjp_a(g, a, b):
        return 0.5 * (g * (a > b) + g * (a >= b))

    @staticmethod
    def vjp_b(g, a, b):
        return 0.5 * (g * (b > a) + g * (b >= a))


class Max(Function):
    """y = the largest element along the axes;  dx = g there, shared evenly by equal ones."""

    @staticmethod
    def forward(x, *, axis, keepdims):
        return np.maximum.reduce(x, axis=axis, keepdims=keepdims)

    @staticmethod
    def vjp_x(g, x, y, *, axis, keepdims, x_shape):
        kept = keep_axes(x_shape, axis)
        winners = x == y.reshape(kept)
        count = np.add.reduce(winners, axis=axis, keepdims=True, dtype=y.dtype)
        return BroadcastTo.compute(g.reshape(kept) / count, shape=x_shape) * winners


maximum = Maximum.apply


def max(x: TensorLike, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """The largest element along `axis` (an axis, several, or None for all).

    Raises ShapeError for an empty tensor or an axis that it does not have.
    """
    return Max.apply(x, axis=axis, keepdims=keepdims)


register(np.max, max)
