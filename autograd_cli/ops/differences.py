"""Differences of neighbours, and the integral by trapezoids, along an axis."""

import numpy as np

from autograd_cli.engine import Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import along, from_front
from autograd_cli.ops.indexing import GetItem
from autograd_cli.ops.joining import concatenate
from autograd_cli.ops.reductions import sum
from autograd_cli.ops.shape import broadcast_to, reshape


def diff(
    x: TensorLike,
    n: int = 1,
    axis: int = -1,
    prepend: TensorLike | None = None,
    append: TensorLike | None = None,
) -> Tensor:
    """Each element less the one before it along `axis`, n times over.

    `prepend` and `append`, numbers or arrays, are put before and after `x` first.
    Raises ShapeError for an axis that the tensor does not have, ValueError for a negative n.
    """
    if n < 0:
        raise ValueError(f"diff takes differences n = {n} times: n must not be negative")
    shape = shape_of(x)
    (axis,) = from_front(axis, len(shape), "diff")
    one = (*shape[:axis], 1, *shape[axis + 1 :])
    ends = [
        [] if end is None else [end if shape_of(end) else broadcast_to(end, one)]
        for end in (prepend, append)
    ]
    y = concatenate([*ends[0], x, *ends[1]], axis) if ends != [[], []] else _tensor(x)
    for _ in range(n):
        y = _after(y, axis) - _before(y, axis)
    return y


def trapezoid(
    y: TensorLike, x: TensorLike | None = None, dx: TensorLike = 1.0, axis: int = -1
) -> Tensor:
    """The integral of `y` along `axis` by the trapezoidal rule.

    `y` is known at the points `x`, of its shape or a length for its axis, or at distances `dx`.
    Raises ShapeError for an axis that is not there or shapes that do not fit.
    """
    ndim = len(shape_of(y))
    (axis,) = from_front(axis, ndim, "trapezoid")
    if x is not None:
        dx = diff(x) if len(shape_of(x)) == 1 else diff(x, axis=axis)
        if dx.ndim == 1:
            dx = reshape(dx, (-1, *(1,) * (ndim - 1 - axis)))
    y = _tensor(y)
    return sum(dx * (_after(y, axis) + _before(y, axis)), axis) / 2


def _after(x: Tensor, axis: int) -> Tensor:
    return GetItem.apply(x, index=along(axis, slice(1, None)))


def _before(x: Tensor, axis: int) -> Tensor:
    return GetItem.apply(x, index=along(axis, slice(-1)))


def _tensor(x: TensorLike) -> Tensor:
    return x if isinstance(x, Tensor) else Tensor(x)


register(np.diff, diff)
register(np.trapezoid, trapezoid)
