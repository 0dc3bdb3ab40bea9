"""Which axes a reduction runs over."""

from typing import TypeAlias

Axis: TypeAlias = int | tuple[int, ...] | None


def keep_axes(shape: tuple[int, ...], axis: Axis) -> tuple[int, ...]:
    """`shape` with length 1 at the reduced axes: what `keepdims=True` would have given."""
    ndim = len(shape)
    if axis is None:
        return (1,) * ndim
    reduced = {a % ndim for a in (axis if isinstance(axis, tuple) else (axis,))}
    return tuple(1 if i in reduced else n for i, n in enumerate(shape))
