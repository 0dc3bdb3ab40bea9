"""Elements, or the whole, several times."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd_cli.engine import Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import along, from_front
from autograd_cli.ops.indexing import GetItem
from autograd_cli.ops.integers import integers
from autograd_cli.ops.shape import ravel


class Tile(Function):
    """y = copies of x side by side, reps of them along each axis;  dx = the sum of theirs of g."""

    @staticmethod
    def forward(x, *, reps):
        return np.tile(x, reps)

    @staticmethod
    def vjp_x(g, *, reps, x_shape):
        shape = (1,) * (len(reps) - len(x_shape)) + x_shape
        apart = [n for pair in zip(reps, shape, strict=True) for n in pair]
        copies = tuple(range(0, len(apart), 2))
        return np.add.reduce(g.reshape(apart), axis=copies).reshape(x_shape)

    @classmethod
    def batched(cls, params, x_shape):
        new_axes = len(params["reps"]) - len(x_shape)
        return None if new_axes else {"reps": (1, *params["reps"])}


class Repeat(Function):
    """y = every element of x along an axis `repeats` times;  dx = the sum over these of g."""

    @staticmethod
    def forward(x, *, repeats, axis):
        return x.repeat(repeats, axis)

    @staticmethod
    def vjp_x(g, *, repeats, axis, x_shape):
        apart = (*x_shape[: axis + 1], repeats, *x_shape[axis + 1 :])
        return np.add.reduce(g.reshape(apart), axis=axis + 1)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": params["axis"] + 1}


def tile(x: TensorLike, reps: int | Sequence[int]) -> Tensor:
    """Copies of `x` side by side: `reps` of them along each axis, the last ones if it names fewer.

    Raises ShapeError for a negative number of copies.
    """
    counts = tuple(np.atleast_1d(integers(reps, "tile")).tolist())
    if min(counts, default=0) < 0:
        raise ShapeError(f"tile of {counts} copies: a number of copies is not negative")
    missing = len(shape_of(x)) - len(counts)
    return Tile.apply(x, reps=(1,) * missing + counts)


def repeat(x: TensorLike, repeats: Any, axis: int | None = None) -> Tensor:
    """Every element, or slice along `axis`, `repeats` times; or each its own number of times.

    Without an axis the elements are those of the flattened tensor.
    Raises ShapeError for a negative number, or for other than one number or one for each.
    """
    if axis is None:
        x, axis = ravel(x), 0
    shape = shape_of(x)
    (axis,) = from_front(axis, len(shape), "repeat")
    counts = integers(repeats, "repeat")
    if counts.min(initial=0) < 0:
        raise ShapeError("repeat a negative number of times")
    if counts.size == 1:
        return Repeat.apply(x, repeats=int(counts.item()), axis=axis)
    if counts.shape != (shape[axis],):
        raise ShapeError(f"repeat of axis {axis} of shape {shape} by counts of {counts.shape}")
    index = np.arange(shape[axis]).repeat(counts)
    return GetItem.apply(x, index=along(axis, index))


register(np.tile, tile)
register(np.repeat, repeat)
