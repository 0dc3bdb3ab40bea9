"""A convolution and its two derivatives as products of matrices, one or more for a row of windows.

In comments and names A is the number of elements that a window sees, B that of the windows in a
row, of all images.
"""

from math import gcd

import numpy as np

from autograd_cli.engine import Array
from autograd_cli.ops.conv_layout import (
    by_image,
    by_row,
    folded,
    overlapping,
    rows_between,
    seen,
    seen_by_column,
)
from autograd_cli.ops.windows import Axes, Windows

__all__: list[str] = []

_AT_ONCE = 1 << 18  # numbers that the sums of several rows may take before they are added up

# OpenBLAS spares products of up to so many multiplications what only large ones repay: copies of
# the matrices, and threads. Those in between are the faster for being cut.
_SMALL_PRODUCT, _LARGE_PRODUCT = 1_000_000, 4_000_000

# From so large a weight on, rows of few windows are put together, for it to be read less often.
_LARGE_WEIGHT, _FEW_WINDOWS = 16_384, 256


def correlate(x: Array, weight: Array, axes: Axes, groups: int) -> Array:
    """What each window sees times the weight.

    x (N, C, H, W), weight (K, C / groups, kh, kw)  ->  y (N, K, H', W')
    """
    rows, columns = axes
    n, k = len(x), len(weight)
    kernel = _by_group(weight, groups).transpose(0, 1, 3, 2, 4)
    kernel = kernel.reshape(groups, 1, k // groups, weight[0].size)
    shape = (rows.count, groups, k // groups, columns.count * n)
    y = np.empty(shape, np.result_type(x, weight))
    for own, matrices in seen(x, axes, groups):
        _multiply(kernel, matrices, y.swapaxes(0, 1)[:, own])
    return by_image(y.reshape(rows.count, k, columns.count, n))


def correlate_weights(x: Array, u: Array, axes: Axes, groups: int) -> Array:
    """What each window sees times its u, summed over the windows.

    x (N, C, H, W), u (N, K, H', W')  ->  y (K, C / groups, kh, kw)
    """
    rows, columns = axes
    n, c, k = len(x), x.shape[1] // groups, u.shape[1] // groups
    u = by_row(u).reshape(rows.count, groups, k, columns.count * n).swapaxes(0, 1)
    y = np.zeros((groups, columns.kernel, rows.kernel * c, k), np.result_type(x, u))
    for own, matrices in seen_by_column(x, axes, groups):
        _add_products(y, matrices, u[:, None, own])
    y = y.reshape(groups, columns.kernel, rows.kernel, c, k).transpose(0, 4, 3, 2, 1)
    return y.reshape(groups * k, c, rows.kernel, columns.kernel)


def spread(u: Array, weight: Array, axes: Axes, groups: int) -> Array:
    """Each window's u times the weight, added up where the windows see the same place.

    u (N, K, H', W'), weight (K, C / groups, kh, kw)  ->  y (N, C, H, W)

    The rows of y that are alike modulo the stride meet the same rows of the kernel: for them it is
    a correlation, of stride 1, with these in reverse order.
    """
    rows, columns = axes
    n, k, c = len(u), u.shape[1] // groups, weight.shape[1]
    u = by_row(u).reshape(rows.count, groups, k, columns.count * n).swapaxes(0, 1)
    kernel = _by_group(weight, groups).transpose(0, 2, 4, 3, 1)  # (groups, C, kw, kh, K)
    shape = (groups, rows.length, c * columns.kernel, columns.count * n)
    y = np.empty(shape, np.result_type(u, weight))
    for phase in range(min(rows.stride, rows.length)):
        part = y[:, phase :: rows.stride]
        first, step = _kernel_rows(rows, phase)
        met = len(range(first, rows.kernel, step))
        if met == 0:
            part[...] = 0
            continue
        matrix = kernel[:, :, :, first::step][:, :, :, ::-1]
        matrix = matrix.reshape(groups, 1, c * columns.kernel, met * k)
        gap = step * rows.dilation // rows.stride
        last = (phase + rows.padding - first * rows.dilation) // rows.stride
        near = rows_between(u, last - (met - 1) * gap, last + part.shape[1])
        for own, matrices in overlapping(near, part.shape[1], met, 1, gap):
            _multiply(matrix, matrices, part[:, own])
    y = y.reshape(groups, rows.length, c, columns.kernel, columns.count, n)
    return by_image(folded(y, columns))


def _kernel_rows(rows: Windows, phase: int) -> tuple[int, int]:
    """The first row of the kernel that meets the row `phase`, and the step to the next ones.

    It is beyond the last one if there are none.
    """
    step = rows.stride // gcd(rows.stride, rows.dilation)
    for first in range(min(step, rows.kernel)):
        if (phase + rows.padding - first * rows.dilation) % rows.stride == 0:
            return first, step
    return rows.kernel, step


def _by_group(weight: Array, groups: int) -> Array:
    return weight.reshape(groups, weight.shape[0] // groups, *weight.shape[1:])


def _multiply(kernel: Array, x: Array, y: Array) -> None:
    """Fill y (G, H, K, B) with kernel (G, 1, K, A) times x (G, H, A, B)."""
    together = _together(x, kernel[0].size)
    if together > 1:
        product = np.matmul(kernel, _joined(x, together))
        groups, h, k, b = y.shape
        y = y.reshape(groups, h // together, together, k, b)
        y[...] = product.reshape(groups, h // together, k, together, b).swapaxes(2, 3)
        return
    pieces = _pieces(x.shape[-1], kernel[0].size)
    np.matmul(kernel[:, :, None], _cut(x, pieces), out=_cut(y, pieces))


def _add_products(y: Array, x: Array, u: Array) -> None:
    """Add to y (G, kw, A, K) x (G, kw, H, A, B) times u (G, 1, H, K, B) turned, over all H."""
    weight = y[0, 0].size
    together = _together(x, weight)
    x, u = _joined(x, together), _joined(u, together)
    pieces = _pieces(x.shape[-1], weight)
    x, u = _cut(x, pieces), _cut(u, pieces).mT
    step = max(1, _AT_ONCE // (y.size * pieces))
    for start in range(0, x.shape[2], step):
        part = slice(start, start + step)
        y += np.add.reduce(np.matmul(x[:, :, part], u[:, :, part]), axis=(2, 3))


def _together(x: Array, weight: int) -> int:
    """How many of the H rows of (..., H, A, B) to join: enough, as long as that divides H."""
    h, _, b = x.shape[-3:]
    if weight < _LARGE_WEIGHT or b >= _FEW_WINDOWS:
        return 1
    divisors = (count for count in range(1, h + 1) if h % count == 0)
    return next((count for count in divisors if count * b >= _FEW_WINDOWS), h)


def _joined(x: Array, together: int) -> Array:
    """(..., H, A, B) as (..., H / together, A, together B), a copy."""
    if together == 1:
        return x
    *lead, h, a, b = x.shape
    x = x.reshape(*lead, h // together, together, a, b).swapaxes(-3, -2)
    return x.reshape(*lead, h // together, a, together * b)


def _pieces(b: int, weight: int) -> int:
    """In how many equal pieces to cut a product of B columns with so large a weight."""
    if b * weight <= _LARGE_PRODUCT:
        for pieces in range(1, 9):
            if b % pieces == 0 and b * weight <= pieces * _SMALL_PRODUCT:
                return pieces
    return 1


def _cut(x: Array, pieces: int) -> Array:
    """(..., A, B) as (..., pieces, A, B / pieces), a view."""
    *lead, a, b = x.shape
    return x.reshape(*lead, a, pieces, b // pieces).swapaxes(-3, -2)
