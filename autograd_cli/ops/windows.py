"""Windows that move along the axes of an image: how many there are, and the places they see."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import index
from typing import TypeAlias

from autograd_cli.engine import ShapeError

__all__ = ["conv_output_size"]

Pair: TypeAlias = tuple[int, int]  # of the rows and of the columns
Size: TypeAlias = int | Sequence[int]  # one number for both, or a pair


@dataclass(frozen=True)
class Windows:
    """Windows along one axis of `length`, of which window c sees the places

        c stride + j dilation - padding,  j = 0 .. kernel - 1;

    what lies before the axis or behind it is padding.
    """

    length: int
    kernel: int
    stride: int
    padding: int
    dilation: int

    @cached_property
    def reach(self) -> int:
        """The number of places from the first that a window sees to its last."""
        return (self.kernel - 1) * self.dilation + 1

    @cached_property
    def count(self) -> int:
        """The number of windows."""
        return (self.length + 2 * self.padding - self.reach) // self.stride + 1

    @cached_property
    def is_tiling(self) -> bool:
        """Whether every place is seen once, and there is no padding to be seen."""
        tight = self.reach == self.kernel == self.stride and self.padding == 0
        return tight and self.length % self.kernel == 0

    @cached_property
    def seen(self) -> tuple[tuple[slice, slice], ...]:
        """For every j: the windows that see a place of the axis there, and these places."""
        return tuple(self._seen(j * self.dilation - self.padding) for j in range(self.kernel))

    def _seen(self, offset: int) -> tuple[slice, slice]:
        first = max(0, -(offset // self.stride))
        end = max(first, min(self.count, (self.length - 1 - offset) // self.stride + 1))
        start = first * self.stride + offset
        stop = max(start, (end - 1) * self.stride + offset + 1)
        return slice(first, end), slice(start, stop, self.stride)


Axes: TypeAlias = tuple[Windows, Windows]  # rows and columns


@lru_cache(maxsize=1024)
def windows(size: Pair, kernel: Pair, stride: Pair, padding: Pair, dilation: Pair) -> Axes:
    """Those along the rows and along the columns.

    Raises ShapeError if the kernel is larger than the padded image.
    """
    rows, columns = map(Windows, size, kernel, stride, padding, dilation)
    if rows.count < 1 or columns.count < 1:
        height, width = (axis.length + 2 * axis.padding for axis in (rows, columns))
        raise ShapeError(
            f"a kernel that reaches over {rows.reach} x {columns.reach} places is larger than the "
            f"image, {height} x {width} with its padding",
            "Take a smaller kernel or dilation, more padding, or less pooling before it.",
        )
    return rows, columns


def conv_output_size(
    size: Size, kernel: Size, *, stride: Size = 1, padding: Size = 0, dilation: Size = 1
) -> Pair:
    """The rows and columns that conv2d and the pools make of an image of `size`.

    All of them are one number for both, or a pair.
    Raises ShapeError if the kernel is larger than the padded image, ValueError for what is no size.
    """
    rows, columns = windows(
        pair(size, "size"),
        pair(kernel, "kernel", 1),
        pair(stride, "stride", 1),
        pair(padding, "padding"),
        pair(dilation, "dilation", 1),
    )
    return rows.count, columns.count


def pair(size: Size, name: str, least: int = 0) -> Pair:
    """One integer for rows and columns, or one for each; raises ValueError for anything else."""
    sizes = tuple(size) if isinstance(size, Sequence) else (size, size)
    try:
        numbers = tuple(map(index, sizes))
    except TypeError:
        numbers = ()
    if len(numbers) != 2 or min(numbers) < least:
        raise ValueError(f"{name} is an integer from {least}, or two of them; given {size!r}")
    return numbers
