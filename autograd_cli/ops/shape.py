"""Ops that move or repeat elements and compute nothing."""

from typing import Any

import numpy as np

from autograd_cli.engine import Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register


class Reshape(Function):
    """y = the same elements in another shape;  dx = g in x's shape."""

    @staticmethod
    def forward(x, *, shape):
        return x.reshape(shape)

    @staticmethod
    def vjp_x(g, *, x_shape):
        return g.reshape(x_shape)


class Transpose(Function):
    """y = x with its axes in the order `axes`;  dx = g with the order undone."""

    @staticmethod
    def forward(x, *, axes):
        return x.transpose(axes)

    @staticmethod
    def vjp_x(g, *, axes):
        return g.transpose(tuple(sorted(range(len(axes)), key=axes.__getitem__)))


class BroadcastTo(Function):
    """y = x repeated to a shape, as broadcasting would;  dx = g (the sweep sums the copies)."""

    @staticmethod
    def forward(x, *, shape):
        y = np.empty(shape, x.dtype)
        y[...] = x
        return y

    @staticmethod
    def vjp_x(g):
        return g


def reshape(x: TensorLike, shape: int | tuple[int, ...]) -> Tensor:
    """The same elements in `shape`, in row-major order; one length may be -1.

    Raises ShapeError if the number of elements differs.
    """
    return Reshape.apply(x, shape=shape)


def transpose(x: TensorLike, axes: tuple[int, ...] | None = None) -> Tensor:
    """The axes in the order `axes`, reversed by default.

    Raises ShapeError if `axes` is not a permutation of the tensor's axes.
    """
    ndim = len(shape_of(x))
    order = range(ndim)[::-1] if axes is None else axes
    return Transpose.apply(x, axes=tuple(a % ndim if -ndim <= a < ndim else a for a in order))


def swapaxes(x: TensorLike, axis1: int, axis2: int) -> Tensor:
    """Two axes exchanged. Raises ShapeError for an axis that the tensor does not have."""
    order = list(range(len(shape_of(x))))
    try:
        order[axis1], order[axis2] = order[axis2], order[axis1]
    except IndexError:
        raise ShapeError(f"swapaxes of axes {axis1} and {axis2} of shape {shape_of(x)}") from None
    return transpose(x, tuple(order))


def broadcast_to(x: TensorLike, shape: tuple[int, ...]) -> Tensor:
    """`x` repeated to `shape` (a new array, unlike NumPy's view).

    Raises ShapeError if NumPy's broadcasting does not lead from one shape to the other.
    """
    try:
        fits = np.broadcast_shapes(shape_of(x), shape) == tuple(shape)
    except ValueError:
        fits = False
    if not fits:
        raise ShapeError(f"BroadcastTo of shape {shape_of(x)}: it does not broadcast to {shape}")
    return BroadcastTo.apply(x, shape=shape)


def reshape_method(x: Tensor, *shape: Any) -> Tensor:
    """`x.reshape(2, 3)` or `x.reshape((2, 3))`."""
    return reshape(x, shape[0] if len(shape) == 1 else shape)


def transpose_method(x: Tensor, *axes: Any) -> Tensor:
    """`x.transpose()`, `x.transpose(1, 0)` or `x.transpose((1, 0))`."""
    order = axes[0] if len(axes) == 1 and isinstance(axes[0], (tuple, list)) else axes
    return transpose(x, tuple(order) or None)


register(np.reshape, reshape)
register(np.transpose, transpose)
register(np.swapaxes, swapaxes)
register(np.broadcast_to, broadcast_to)
