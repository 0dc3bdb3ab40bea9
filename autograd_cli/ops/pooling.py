"""The largest of what windows on images see."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograd_cli.engine import Array, Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.unwrap import array_of
from autograd_cli.ops.masking import kept
from autograd_cli.ops.sliding import gathered
from autograd_cli.ops.windows import Axes, Size, pair, windows

__all__ = ["max_pool2d"]


class MaxPool2d(Function):
    """The largest element that each window sees, NaN if it sees one.

    Shapes    x (N, C, H, W)  ->  y (N, C, H', W')
    Formula   y  = max over the places that a window sees
              dx = g at the first of the largest (PutWinners), at the last NaN, as in PyTorch
    """

    @staticmethod
    def forward(x, *, axes):
        rows, columns = axes
        lowest = _lowest(x.dtype)
        highest = gathered(np.maximum, x, -2, rows, lowest)
        return gathered(np.maximum, highest, -1, columns, lowest)

    @staticmethod
    def vjp_x(g, x, y, *, axes):
        return PutWinners.compute(g, _winners(array_of(x), array_of(y), axes), axes=axes)

    @classmethod
    def batched(cls, params, x_shape):
        return params


class PutWinners(Function):
    """y = each window's x at its winner, summed, and 0 elsewhere;  dx = g at the winners."""

    @staticmethod
    def forward(x, winners, *, axes):
        rows, columns = axes
        x = _lying_like(winners, x)
        shape = (*x.shape[:-2], rows.length, columns.length)
        is_tiling = rows.is_tiling and columns.is_tiling
        y = (np.empty_like if is_tiling else np.zeros_like)(x, shape=shape)
        for place, own, seen in _places(axes):
            won = winners[own] == place
            if is_tiling:
                kept(x[own], won, out=y[seen])
            else:
                y[seen] += kept(x[own], won)
        return y

    @staticmethod
    def vjp_x(g, winners, *, axes):
        return TakeWinners.compute(g, winners, axes=axes)

    @classmethod
    def batched(cls, params, x_shape):
        return params


class TakeWinners(Function):
    """y = the x at each window's winner;  dx = g put back there (PutWinners)."""

    @staticmethod
    def forward(x, winners, *, axes):
        y = np.zeros_like(x, shape=(*x.shape[:-2], *winners.shape[-2:]))
        for place, own, seen in _places(axes):
            y[own] += kept(x[seen], winners[own] == place)
        return y

    @staticmethod
    def vjp_x(g, winners, *, axes):
        return PutWinners.compute(g, winners, axes=axes)

    @classmethod
    def batched(cls, params, x_shape):
        return params


def max_pool2d(
    x: TensorLike,
    kernel_size: Size,
    *,
    stride: Size | None = None,
    padding: Size = 0,
    dilation: Size = 1,
) -> Tensor:
    """The largest element that each window on images (N, C, H, W) sees: (N, C, H', W').

    Sizes are a number or a pair, for rows and columns; the stride is by default that of windows
    side by side, and padding is never the largest. The gradient goes to the first of equal
    elements. NaN counts as the largest. All as in PyTorch; `conv_output_size` tells H' and W'.
    Raises ShapeError if the windows do not fit the image, ValueError for what is no size.
    """
    axes = pool_windows("max_pool2d", x, kernel_size, stride, padding, dilation)
    return MaxPool2d.apply(x, axes=axes)


def pool_windows(
    function: str,
    x: TensorLike,
    kernel_size: Size,
    stride: Size | None,
    padding: Size,
    dilation: Size,
) -> Axes:
    """The windows of a pooling function on the images `x`; raises as these do."""
    shape = shape_of(x)
    kernel = pair(kernel_size, "kernel_size", 1)
    around, gaps = pair(padding, "padding"), pair(dilation, "dilation", 1)
    step = kernel if stride is None else pair(stride, "stride", 1)
    given = f"{function} of x {shape}"
    if len(shape) != 4:
        raise ShapeError(given, "It takes x (N, C, H, W).")
    try:
        axes = windows((shape[2], shape[3]), kernel, step, around, gaps)
    except ShapeError as error:
        raise ShapeError(f"{given}: {error.message}", error.hint) from None
    if any(2 * axis.padding > axis.kernel for axis in axes):
        raise ShapeError(
            f"{given} with a kernel of {kernel} and padding of {around}",
            "Padding is at most half the kernel.",
        )
    return axes


def _winners(x: Array, y: Array, axes: Axes) -> Array:
    """For every window, which of its places i kw + j has the first of the largest elements.

    Of NaN it is the last. Where there is only padding it is none of them: their number.
    """
    count = axes[0].kernel * axes[1].kernel
    w: Array = np.zeros_like(y, np.uint8 if count < 256 else np.intp)
    for _, own, seen in reversed([*_places(axes)]):
        w += 1
        w[own] *= (x[seen] != y[own]).view(np.uint8)
    if np.any(w == count):
        for place, own, seen in _places(axes):
            w[own][np.isnan(x[seen])] = place
    return w


def _places(axes: Axes) -> Iterator[tuple[int, Any, Any]]:
    """Each place of the windows: its number, the windows that see an element there, and these."""
    rows, columns = axes
    for i, (own_rows, seen_rows) in enumerate(rows.seen):
        for j, (own_columns, seen_columns) in enumerate(columns.seen):
            place = i * columns.kernel + j
            yield place, (..., own_rows, own_columns), (..., seen_rows, seen_columns)


def _lowest(dtype: np.dtype[Any]) -> Any:
    """What is never larger than an element."""
    if dtype.kind in "iu":
        return np.iinfo(dtype).min
    return -np.inf if dtype.kind in "fc" else False


def _lying_like(other: Array, x: Array) -> Array:
    """`x` in the memory order of an array of its shape: two orders in one loop are slow."""
    y = np.empty_like(other, x.dtype)
    if x.shape != y.shape or x.strides == y.strides:
        return x
    y[...] = x
    return y
