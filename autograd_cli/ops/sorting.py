"""Elements in ascending order along an axis."""

from typing import Any

import numpy as np

from autograd_cli.engine import Array, Function, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import behind_batch, from_front
from autograd_cli.ops.indexing import PutItem
from autograd_cli.ops.shape import ravel

__all__ = ["sort"]


class Sort(Function):
    """y = x in ascending order along the axis;  dx = g put back, each to the place it came from.

    Equal elements keep their order, and NaN comes last.
    """

    @staticmethod
    def forward(x, *, axis):
        return np.sort(x, axis, kind="stable")

    @staticmethod
    def vjp_x(g, x, *, axis, x_shape):
        order = np.argsort(x, axis, kind="stable")
        return PutItem.compute(g, index=(..., *picking(order, x.shape, axis)), shape=x_shape)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


def sort(x: TensorLike, axis: int | None = -1) -> Tensor:
    """The elements in ascending order along `axis`; with None, all of them in one row.

    Equal elements keep their order, which decides whose gradient is whose; NaN comes last.
    Raises ShapeError for an axis that the tensor does not have.
    """
    ndim = len(shape_of(x))
    if axis is None:
        return Sort.apply(ravel(x) if ndim != 1 else x, axis=0)
    return Sort.apply(x, axis=from_front(axis, ndim, "sort")[0])


def picking(indices: Array, shape: tuple[int, ...], axis: int) -> tuple[Any, ...]:
    """The index by which `x[...]` does what take_along_axis does, for an x of that shape."""
    ndim = len(shape)
    places = [np.arange(n).reshape((-1,) + (1,) * (ndim - 1 - i)) for i, n in enumerate(shape)]
    places[axis] = indices
    return tuple(places)


def _numpy_sort(
    a: Tensor,
    axis: int | None = -1,
    kind: str | None = None,
    order: None = None,
    *,
    stable: bool | None = None,
) -> Tensor:
    return sort(a, axis)  # stable, whatever kind says


register(np.sort, _numpy_sort)
