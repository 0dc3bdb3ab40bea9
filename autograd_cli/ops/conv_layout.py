"""Images in memory by rows, the batch last, and what the windows of a convolution see of them.

One row of all images and channels, (C, W, N), is written down kw times, each time shifted by a
column, for a kernel of kw columns: (C, kw, W', N). As the rows follow each other in memory, what a
kernel of kh rows sees is one matrix, (kh C kw, W' N), that need not be written down: those of
successive rows overlap. That is kh times less to write, and to keep, than in im2col.
"""

from collections.abc import Iterator
from math import gcd
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from autograd_cli.engine import Array
from autograd_cli.ops.windows import Axes, Windows

__all__: list[str] = []


def by_row(x: Array) -> Array:
    """(N, C, H, W) as (H, C, W, N), which is its order in memory."""
    return np.ascontiguousarray(x.transpose(2, 1, 3, 0))


def lies_by_row(x: Any) -> bool:
    """Whether this is an array that `by_row` need not copy."""
    return isinstance(x, np.ndarray) and x.transpose(2, 1, 3, 0).flags.c_contiguous


def by_image(x: Array) -> Array:
    """(H, C, W, N) as (N, C, H, W), a view; the inverse of `by_row`."""
    return x.transpose(3, 1, 0, 2)


def seen(x: Array, axes: Axes, groups: int) -> Iterator[tuple[slice, Array]]:
    """What the windows see of x (N, C, H, W), for some of their rows at a time.

    Tells which rows of windows, and gives their matrices (groups, rows, kh C / groups kw, W' N).
    """
    return _of_rows(_shifted(x, axes, groups), axes)


def seen_by_column(x: Array, axes: Axes, groups: int) -> Iterator[tuple[slice, Array]]:
    """The same for each column of the kernel, as (groups, kw, rows, kh C / groups, W' N).

    With a stride of 1 nothing is written down: shifted rows are parts of the same row.
    """
    _, columns = axes
    n, step = len(x), columns.dilation
    x = np.ascontiguousarray(_padded(x, axes, groups))
    if columns.stride > 1:
        end = (columns.count - 1) * columns.stride + 1
        starts = range(0, columns.reach, step)
        x = np.stack([x[..., j : j + end : columns.stride, :] for j in starts], axis=1)
        return _of_rows(x.reshape(*x.shape[:4], columns.count * n), axes)
    groups, h, c, _, _ = x.shape
    group, row, channel, column, number = x.strides
    shape = (groups, columns.kernel, h, c, columns.count * n)
    return _of_rows(as_strided(x, shape, (group, step * column, row, channel, number)), axes)


def _of_rows(x: Array, axes: Axes) -> Iterator[tuple[slice, Array]]:
    rows, _ = axes
    return overlapping(x, rows.count, rows.kernel, rows.stride, rows.dilation)


def overlapping(
    x: Array, count: int, kernel: int, stride: int, dilation: int
) -> Iterator[tuple[slice, Array]]:
    """From rows (..., H, A, B) the matrices (..., some, kernel A, B) of what `count` windows see.

    Tells which windows. Those that are alike modulo the dilation see rows that follow each other
    if only every so manyth is there.
    """
    common = gcd(stride, dilation)
    step = dilation // common
    for first in range(min(step, count)):
        own = slice(first, count, step)
        near = x[..., first * stride :: dilation, :, :]
        yield own, _windows(near, len(range(count)[own]), kernel, stride // common)


def folded(x: Array, columns: Windows) -> Array:
    """From (G, H, C, kw, W', N), shifted rows, the sum (H, G C, W, N) of what is at each place."""
    groups, h, c, _, _, n = x.shape
    x = x.swapaxes(0, 1)
    if _is_plain(columns):
        y = x
    else:
        y = np.zeros((h, groups, c, columns.length, n), x.dtype)
        for j, (windows, places) in enumerate(columns.seen):
            y[:, :, :, places] += x[:, :, :, j, windows]
    return y.reshape(h, groups * c, columns.length, n)


def rows_between(x: Array, start: int, stop: int) -> Array:
    """`x[:, start:stop]` of (G, H, A, B), with zeros where there are no such rows."""
    if start >= 0 and stop <= x.shape[1]:
        return x[:, start:stop]
    y = np.zeros((x.shape[0], stop - start, *x.shape[2:]), x.dtype)
    inner = x[:, max(start, 0) : max(stop, 0)]
    first = max(-start, 0)
    y[:, first : first + inner.shape[1]] = inner
    return y


def _shifted(x: Array, axes: Axes, groups: int) -> Array:
    """The rows that windows see, padding among them, as (groups, H, C / groups kw, W' N)."""
    rows, columns = axes
    n, c, h, w = x.shape
    c //= groups
    x = by_row(x).reshape(h, groups, c, w, n).swapaxes(0, 1)
    if rows.padding == 0 and _is_plain(columns):
        return x.reshape(groups, h, c, w * n)
    y, inner, x = _with_margins(x, rows, (c, columns.kernel, columns.count, n))
    for j, (windows, places) in enumerate(columns.seen):
        column = inner[:, :, :, j]
        column[:, :, :, windows] = x[:, :, :, places]
        column[:, :, :, : windows.start] = 0
        column[:, :, :, windows.stop :] = 0
    return y.reshape(*y.shape[:2], c * columns.kernel, columns.count * n)


def _padded(x: Array, axes: Axes, groups: int) -> Array:
    """The rows that windows see with their padding, as (groups, H, C / groups, W, N)."""
    rows, columns = axes
    n, c, h, w = x.shape
    c //= groups
    x = by_row(x).reshape(h, groups, c, w, n).swapaxes(0, 1)
    if rows.padding == columns.padding == 0:
        return x
    before, after = columns.padding, columns.padding + w
    y, inner, x = _with_margins(x, rows, (c, w + 2 * before, n))
    inner[:, :, :, :before] = 0
    inner[:, :, :, before:after] = x
    inner[:, :, :, after:] = 0
    return y


def _with_margins(x: Array, rows: Windows, shape: tuple[int, ...]) -> tuple[Array, Array, Array]:
    """Rows of a shape with the padding of x (groups, H, ...); what to fill, and from what of x."""
    used = (rows.count - 1) * rows.stride + rows.reach
    y = np.empty((len(x), used, *shape), x.dtype)
    before, after = rows.padding, min(used, rows.padding + x.shape[1])
    y[:, :before] = 0
    y[:, after:] = 0
    return y, y[:, before:after], x[:, : after - before]


def _windows(x: Array, count: int, kernel: int, stride: int) -> Array:
    """(..., H, A, B) as (..., count, kernel A, B): views, of a copy if rows do not follow."""
    if kernel == 1:
        return x[..., : (count - 1) * stride + 1 : stride, :, :]
    *lead, _, a, b = x.shape
    if x.strides[-3] != a * x.strides[-2]:
        x = np.ascontiguousarray(x)
    *outer, row, line, number = x.strides
    strides = (*outer, row * stride, line, number)
    return as_strided(x, (*lead, count, kernel * a, b), strides)


def _is_plain(columns: Windows) -> bool:
    """Whether there is a window for every column, which sees just that."""
    return columns.kernel == columns.stride == 1 and columns.padding == 0
