"""The same elements in another shape, or repeated to a larger one."""

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np

from autograd_cli.engine import Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import from_front
from autograd_cli.ops.casting import Copy
from autograd_cli.ops.permuting import transpose

__all__ = [
    "atleast_1d",
    "atleast_2d",
    "atleast_3d",
    "broadcast_to",
    "expand_dims",
    "flatten",
    "ravel",
    "reshape",
    "squeeze",
]


class Reshape(Function):
    """y = the same elements in another shape;  dx = g in x's shape."""

    @staticmethod
    def forward(x, *, shape):
        return x.reshape(shape)

    @staticmethod
    def vjp_x(g, *, x_shape):
        return g.reshape(x_shape)

    @classmethod
    def batched(cls, params, x_shape):
        return params


class BroadcastTo(Function):
    """y = x repeated to a shape, as broadcasting would;  dx = g, which the sweep sums."""

    elementwise = True

    @staticmethod
    def forward(x, *, shape):
        y = np.empty(shape, x.dtype)
        y[...] = x
        return y

    @staticmethod
    def vjp_x(g):
        return g


def reshape(
    x: TensorLike, shape: int | Sequence[int], order: str = "C", *, copy: bool | None = None
) -> Tensor:
    """The same elements in `shape`; one length may be -1.

    They are read and placed with the last axis changing fastest (order "C") or the first ("F").
    `copy=True` gives the result memory of its own, `copy=False` insists that it has none.

    Raises ShapeError if the number of elements differs, ValueError for another order, or if
    `copy=False` cannot be.
    """
    if order != "C":
        if order != "F":
            raise ValueError(
                f"reshape in order {order!r}: a tensor has no layout to follow; use 'C' or 'F'"
            )
        lengths = tuple(shape) if isinstance(shape, (tuple, list)) else (shape,)
        return transpose(reshape(transpose(x), lengths[::-1], copy=copy))
    y = Reshape.apply(x, shape=shape)
    if copy is not None and isinstance(x, Tensor) and y.size:
        if copy:
            return Copy.apply(y)
        if not np.may_share_memory(x._data, y._data):
            raise ValueError(
                f"reshape of shape {x.shape} to {y.shape} has to copy here. Leave copy=False out."
            )
    return y


def ravel(x: TensorLike, order: str = "C") -> Tensor:
    """All elements along one axis. Raises ValueError for an order that `reshape` does not take."""
    return reshape(x, -1, order)


def flatten(x: TensorLike, start_dim: int = 1, end_dim: int = -1) -> Tensor:
    """The axes from `start_dim` to `end_dim` as one, by default all but the first.

    Unlike the method of the same name, which is NumPy's and flattens them all.
    Raises ShapeError for an axis that the tensor does not have, or if the second is before the
    first.
    """
    shape = shape_of(x)
    (start,), (end,) = (from_front(dim, len(shape), "flatten") for dim in (start_dim, end_dim))
    if start > end:
        raise ShapeError(f"flatten of shape {shape} from axis {start} to axis {end}, before it")
    length = prod(shape[start : end + 1])
    return Reshape.apply(x, shape=(*shape[:start], length, *shape[end + 1 :]))


def squeeze(x: TensorLike, axis: int | tuple[int, ...] | None = None) -> Tensor:
    """Without the axes of length 1, or without those of them that `axis` names.

    Raises ShapeError for an axis that is not there or is longer.
    """
    shape = shape_of(x)
    if axis is None:
        return Reshape.apply(x, shape=tuple(n for n in shape if n != 1))
    dropped = from_front(axis, len(shape), "squeeze")
    if any(shape[i] != 1 for i in dropped):
        raise ShapeError(f"squeeze of axis {axis} of shape {shape}: only axes of length 1 can go")
    return Reshape.apply(x, shape=tuple(n for i, n in enumerate(shape) if i not in dropped))


def expand_dims(x: TensorLike, axis: int | Sequence[int]) -> Tensor:
    """With axes of length 1 at the places `axis` of the result.

    Raises ShapeError for a place that the result does not have.
    """
    shape = shape_of(x)
    count = 1 if isinstance(axis, int) else len(np.atleast_1d(axis))
    ndim = len(shape) + count
    new = from_front(axis, ndim, "expand_dims")
    lengths = iter(shape)
    return Reshape.apply(x, shape=tuple(1 if i in new else next(lengths) for i in range(ndim)))


def atleast_1d(*arrays: TensorLike) -> Any:
    """A number as a tensor of one element, anything else in its shape; for several a tuple."""
    return _each(arrays, lambda shape: shape or (1,))


def atleast_2d(*arrays: TensorLike) -> Any:
    """A vector as a row, a number as (1, 1), anything else in its shape; for several a tuple."""
    return _each(arrays, lambda shape: (1,) * (2 - len(shape)) + shape)


def atleast_3d(*arrays: TensorLike) -> Any:
    """(N,) as (1, N, 1) and (N, M) as (N, M, 1), as NumPy has it; for several a tuple."""
    return _each(arrays, lambda shape: (1,) * (2 - len(shape)) + shape + (1,) * (len(shape) < 3))


def broadcast_to(x: TensorLike, shape: int | Sequence[int]) -> Tensor:
    """`x` repeated to `shape` (a new array, unlike NumPy's view).

    Raises ShapeError if NumPy's broadcasting does not lead from one shape to the other.
    """
    wanted = tuple(shape) if isinstance(shape, (tuple, list)) else (shape,)
    try:
        fits = np.broadcast_shapes(shape_of(x), wanted) == wanted
    except ValueError:
        fits = False
    if not fits:
        raise ShapeError(f"BroadcastTo of shape {shape_of(x)}: it does not broadcast to {wanted}")
    return BroadcastTo.apply(x, shape=wanted)


def reshape_method(x: Tensor, *shape: Any, order: str = "C", copy: bool | None = None) -> Tensor:
    """`x.reshape(2, 3)` or `x.reshape((2, 3))`."""
    return reshape(x, shape[0] if len(shape) == 1 else shape, order, copy=copy)


def _each(arrays: tuple[TensorLike, ...], shape: Any) -> Any:
    results = tuple(Reshape.apply(x, shape=shape(shape_of(x))) for x in arrays)
    return results[0] if len(results) == 1 else results


register(np.reshape, reshape)
register(np.ravel, ravel)
register(np.squeeze, squeeze)
register(np.expand_dims, expand_dims)
register(np.atleast_1d, atleast_1d)
register(np.atleast_2d, atleast_2d)
register(np.atleast_3d, atleast_3d)
register(np.broadcast_to, broadcast_to)
