"""Which axes a reduction runs over."""

import math
from functools import lru_cache
from typing import Any, TypeAlias

from numpy.lib.array_utils import normalize_axis_tuple

from autograd_cli.engine import ShapeError

Axis: TypeAlias = int | tuple[int, ...] | None


def count(shape: tuple[int, ...], axis: Axis) -> int:
    """The number of elements that a reduction puts together in one."""
    if axis is None:
        return math.prod(shape)
    kept = keep_axes(shape, axis)
    return math.prod(n for n, m in zip(shape, kept, strict=True) if m == 1)


@lru_cache
def keep_axes(shape: tuple[int, ...], axis: Axis) -> tuple[int, ...]:
    """`shape` with length 1 at the reduced axes: what `keepdims=True` would have given."""
    ndim = len(shape)
    if axis is None or ndim == 0:  # NumPy lets a number have the axes 0 and -1
        return (1,) * ndim
    reduced = {a % ndim for a in (axis if isinstance(axis, tuple) else (axis,))}
    return tuple(1 if i in reduced else n for i, n in enumerate(shape))


def behind_batch(axis: Any, ndim: int) -> Any:
    """The axis, axes or None of a value of `ndim` axes, the same if one comes in front of these."""
    if axis is None or ndim == 0:
        return tuple(range(-ndim, 0))
    if isinstance(axis, tuple):
        return tuple(behind_batch(a, ndim) for a in axis)
    return axis if axis < 0 else axis - ndim


def from_front(axis: Any, ndim: int, where: str) -> tuple[int, ...]:
    """One axis or several, counted from the front.

    Raises ShapeError, which says `where`, for an axis that is not there or is named twice.
    """
    if type(axis) is int and -ndim <= axis < ndim:
        return (axis % ndim,)
    try:
        axes: tuple[int, ...] = normalize_axis_tuple(axis, ndim, where)
    except ValueError as error:
        raise ShapeError(str(error)) from error
    return axes


def along(axis: int, part: Any) -> tuple[Any, ...]:
    """The index that is `part` on one axis and `:` on the others."""
    if axis < 0:
        return (..., part, *(slice(None),) * ~axis)
    return (*(slice(None),) * axis, part)
