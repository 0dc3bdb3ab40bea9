"""A tensor taken apart."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from autograd_cli.engine import ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import along, from_front
from autograd_cli.ops.indexing import GetItem
from autograd_cli.ops.integers import integers

Sections: TypeAlias = int | Sequence[int]


def split(x: TensorLike, indices_or_sections: Sections, axis: int = 0) -> list[Tensor]:
    """Equal parts along `axis`, if given their number; or the parts between given indices.

    Raises ShapeError if so many parts would not be equal; `array_split` allows that.
    """
    n = _length(x, axis, "split")
    sections = integers(indices_or_sections, "split")
    if sections.ndim == 0 and (sections < 1 or n % sections):
        raise ShapeError(
            f"split of axis {axis} of shape {shape_of(x)} in {sections} equal parts",
            "array_split makes parts that differ in length by one.",
        )
    return array_split(x, indices_or_sections, axis)


def array_split(x: TensorLike, indices_or_sections: Sections, axis: int = 0) -> list[Tensor]:
    """Parts along `axis`, as equal as can be, if given their number; or those between indices.

    Raises ShapeError for an axis that the tensor does not have, or for no parts.
    """
    n = _length(x, axis, "array_split")
    sections = integers(indices_or_sections, "array_split")
    if sections.ndim:
        ends = [0, *sections.tolist(), n]
    else:
        count = int(sections)
        if count < 1:
            raise ShapeError(f"array_split in {count} parts")
        short, longer = divmod(n, count)
        ends = [i * short + min(i, longer) for i in range(count + 1)]
    axis %= len(shape_of(x))
    return [GetItem.apply(x, index=along(axis, slice(*part))) for part in pairwise(ends)]


def hsplit(x: TensorLike, indices_or_sections: Sections) -> list[Tensor]:
    """`split` along the columns; of a vector along its only axis. Raises as `split` does."""
    ndim = len(shape_of(x))
    _need_axes(ndim, 1, "hsplit")
    return split(x, indices_or_sections, axis=min(ndim - 1, 1))


def vsplit(x: TensorLike, indices_or_sections: Sections) -> list[Tensor]:
    """`split` along the rows, of two axes or more. Raises as `split` does."""
    _need_axes(len(shape_of(x)), 2, "vsplit")
    return split(x, indices_or_sections, axis=0)


def dsplit(x: TensorLike, indices_or_sections: Sections) -> list[Tensor]:
    """`split` along the third axis, of three or more. Raises as `split` does."""
    _need_axes(len(shape_of(x)), 3, "dsplit")
    return split(x, indices_or_sections, axis=2)


def unstack(x: TensorLike, *, axis: int = 0) -> tuple[Tensor, ...]:
    """What lies at each place along `axis`, without that axis: the inverse of `stack`.

    Raises ShapeError for an axis that the tensor does not have.
    """
    n = _length(x, axis, "unstack")
    axis %= len(shape_of(x))
    return tuple(GetItem.apply(x, index=along(axis, i)) for i in range(n))


def _length(x: TensorLike, axis: int, function: str) -> int:
    shape = shape_of(x)
    return shape[from_front(axis, len(shape), function)[0]]


def _need_axes(ndim: int, least: int, function: str) -> None:
    if ndim < least:
        raise ShapeError(f"{function} needs {least} axes or more; the tensor has {ndim}")


register(np.split, split)
register(np.array_split, array_split)
register(np.hsplit, hsplit)
register(np.vsplit, vsplit)
register(np.dsplit, dsplit)
if hasattr(np, "unstack"):  # since NumPy 2.1
    register(np.unstack, unstack)
