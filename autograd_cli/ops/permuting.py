"""Axes in another order."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd_cli.engine import Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import from_front

__all__ = [
    "matrix_transpose",
    "moveaxis",
    "permute_dims",
    "rollaxis",
    "swapaxes",
    "transpose",
]


class Transpose(Function):
    """y = x with its axes in the order `axes`;  dx = g with the order undone."""

    @staticmethod
    def forward(x, *, axes):
        return x.transpose(axes)

    @staticmethod
    def vjp_x(g, *, axes):
        if axes is not None:
            axes = tuple(sorted(range(len(axes)), key=axes.__getitem__))
        return g.transpose(axes)

    @classmethod
    def batched(cls, params, x_shape):
        axes = params["axes"]
        order = range(len(x_shape))[::-1] if axes is None else axes
        return {"axes": (0, *(a + 1 for a in order))}


def transpose(x: TensorLike, axes: Sequence[int] | None = None) -> Tensor:
    """The axes in the order `axes`, reversed by default.

    Raises ShapeError if `axes` is not a permutation of the tensor's axes.
    """
    if axes is None:
        return Transpose.apply(x, axes=None)
    ndim = len(shape_of(x))
    order = from_front(axes, ndim, "transpose")
    if len(order) != ndim:
        raise ShapeError(f"transpose of shape {shape_of(x)} to the axes {order}: name every axis")
    return Transpose.apply(x, axes=order)


permute_dims = transpose


def swapaxes(x: TensorLike, axis1: int, axis2: int) -> Tensor:
    """Two axes exchanged. Raises ShapeError for an axis that the tensor does not have."""
    ndim = len(shape_of(x))
    (first,), (second,) = (from_front(axis, ndim, "swapaxes") for axis in (axis1, axis2))
    order = list(range(ndim))
    order[first], order[second] = second, first
    return Transpose.apply(x, axes=tuple(order))


def matrix_transpose(x: TensorLike) -> Tensor:
    """The last two axes exchanged. Raises ShapeError for a tensor with fewer than two."""
    ndim = len(shape_of(x))
    if ndim < 2:
        raise ShapeError(f"matrix_transpose of shape {shape_of(x)}, which has no matrices")
    return Transpose.apply(x, axes=(*range(ndim - 2), ndim - 1, ndim - 2))


def moveaxis(
    x: TensorLike, source: int | Sequence[int], destination: int | Sequence[int]
) -> Tensor:
    """The axes `source` moved to the places `destination`; the others keep their order.

    Raises ShapeError for an axis that the tensor does not have, or for unlike numbers of axes.
    """
    ndim = len(shape_of(x))
    moved = from_front(source, ndim, "moveaxis source")
    places = from_front(destination, ndim, "moveaxis destination")
    if len(moved) != len(places):
        raise ShapeError(f"moveaxis of {len(moved)} axes to {len(places)} places")
    order = [axis for axis in range(ndim) if axis not in moved]
    for place, axis in sorted(zip(places, moved, strict=True)):
        order.insert(place, axis)
    return Transpose.apply(x, axes=tuple(order))


def rollaxis(x: TensorLike, axis: int, start: int = 0) -> Tensor:
    """`axis` moved to lie before the axis `start`. `moveaxis` is easier to read.

    Raises ShapeError for an axis that the tensor does not have.
    """
    ndim = len(shape_of(x))
    (moved,) = from_front(axis, ndim, "rollaxis")
    place = start + ndim if start < 0 else start
    if not 0 <= place <= ndim:
        raise ShapeError(f"rollaxis to before axis {start} of shape {shape_of(x)}")
    order = [axis for axis in range(ndim) if axis != moved]
    order.insert(place - (place > moved), moved)
    return Transpose.apply(x, axes=tuple(order))


def transpose_method(x: Tensor, *axes: Any) -> Tensor:
    """`x.transpose()`, `x.transpose(1, 0)` or `x.transpose((1, 0))`."""
    order = axes[0] if len(axes) == 1 and not isinstance(axes[0], (int, np.integer)) else axes
    return transpose(x, order or None)


register(np.transpose, transpose)  # np.permute_dims is the same function
register(np.matrix_transpose, matrix_transpose)
register(np.swapaxes, swapaxes)
register(np.moveaxis, moveaxis)
register(np.rollaxis, rollaxis)
