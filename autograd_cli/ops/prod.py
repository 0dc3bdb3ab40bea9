"""The product along axes."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import Axis, along, behind_batch, from_front, keep_axes
from autograd_cli.ops.casting import copy


class Prod(Function):
    """y = the product along one axis;  dx = g times the product of the other elements.

    That is the product of those before times the product of those after: there is no division, and
    elements may be 0.
    """

    @staticmethod
    def forward(x, *, axis, keepdims):
        return np.multiply.reduce(x, axis=axis, keepdims=keepdims)

    @staticmethod
    def vjp_x(g, x, *, axis, x_shape):
        after = np.flip(_before(np.flip(x, axis), axis), axis)
        return g.reshape(keep_axes(x_shape, axis)) * (_before(x, axis) * after)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


def prod(x: TensorLike, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """The product along `axis` (an axis, several, or None for all), 1 if there is nothing.

    Raises ShapeError for an axis that the tensor does not have.
    """
    ndim = len(shape_of(x))
    axes = range(ndim) if axis is None else sorted(from_front(axis, ndim, "prod"))
    if not axes:
        return copy(x)
    y = Prod.apply(x, axis=axes[-1], keepdims=keepdims)
    for each in reversed(axes[:-1]):
        y = Prod.apply(y, axis=each, keepdims=keepdims)
    return y


def _before(x, axis):
    """The products of the elements before each."""
    first, others = x[along(axis, slice(1))], x[along(axis, slice(-1))]
    return np.concatenate([np.ones_like(first), np.cumprod(others, axis)], axis)


def _multiply_reduce(x: Tensor, axis: Axis = 0, keepdims: bool = False) -> Tensor:
    return prod(x, axis, keepdims)  # np.multiply.reduce, unlike np.prod, has axis 0


register(np.prod, prod)
register((np.multiply, "reduce"), _multiply_reduce)
