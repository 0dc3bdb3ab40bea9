"""Which axes a reduction runs over."""

import math
from typing import TypeAlias

Axis: TypeAlias = int | tuple[int, ...] | None


def count(shape: tuple[int, ...], axis: Axis) -> int:
    """The number of elements that a reduction puts together in one."""
    if axis is None:
        return math.prod(shape)
    kept = keep_axes(shape, axis)
    return math.prod(n for n, m in zip(shape, kept, strict=True) if m == 1)


def keep_axes(shape: tuple[int, ...], axis: Axis) -> tuple[int, ...]:
    """`shape` with length 1 at the reduced axes: what `keepdims=True` would have given."""
    ndim = len(shape)
    if axis is None or ndim == 0:  # NumPy lets a number have the axes 0 and -1
        return (1,) * ndim
    reduced = {a % ndim for a in (axis if isinstance(axis, tuple) else (axis,))}
    return tuple(1 if i in reduced else n for i, n in enumerate(shape))
