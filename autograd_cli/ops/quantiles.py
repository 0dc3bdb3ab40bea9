"""Medians, quantiles and percentiles along axes."""

import math

import numpy as np

from autograd_cli.engine import Array, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import Axis, from_front, keep_axes
from autograd_cli.ops.indexing import GetItem
from autograd_cli.ops.permuting import moveaxis, transpose
from autograd_cli.ops.reductions import sum
from autograd_cli.ops.shape import reshape
from autograd_cli.ops.sorting import picking


def quantile(
    x: TensorLike,
    q: TensorLike,
    axis: Axis = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Tensor:
    """The value below which the share `q` of the elements along `axis` lies.

    Between two elements it is interpolated linearly, and they share the gradient in the same
    proportion; of equal elements one has it all. The value is NaN if an element is.
    `q` is a constant; if it is an array, its axes come first in the result.
    Raises ShapeError for an empty tensor or an axis that it does not have, ValueError for a share
    outside 0..1 or another method.
    """
    if method != "linear":
        raise ValueError(f"quantile by the method {method!r}: there is only 'linear'")
    shares = np.asarray(q.detach().data if isinstance(q, Tensor) else q, float)
    if not ((shares >= 0) & (shares <= 1)).all():
        raise ValueError(f"a quantile is of a share from 0 to 1; given {q}")
    rows, kept = _in_rows(x, axis)
    n = rows.shape[-1]
    shape = shares.shape + (kept if keepdims else rows.shape[:-1])
    if n == 0:
        if math.prod(rows.shape[:-1]):
            raise ShapeError(f"quantile of shape {shape_of(x)}: no elements")
        return reshape(rows, shape)
    position = shares.reshape(-1) * (n - 1)
    low, high = np.floor(position).astype(int), np.ceil(position).astype(int)
    # An element alone is both, in equal parts: infinity, which no 0 may be multiplied with, too.
    upper = np.where(low == high, 0.5, position - low)
    weights = np.stack([1 - upper, upper])
    if rows.dtype.kind == "f":
        weights = weights.astype(rows.dtype)
    y = sum(_of_rank(rows, np.stack([low, high])) * weights, axis=-2)
    return reshape(moveaxis(y, -1, 0), shape)


def percentile(
    x: TensorLike,
    q: TensorLike,
    axis: Axis = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Tensor:
    """The `quantile` of the share `q / 100`. Raises what it raises."""
    percents = np.asarray(q.detach().data if isinstance(q, Tensor) else q, float)
    return quantile(x, percents / 100, axis, method=method, keepdims=keepdims)


def median(x: TensorLike, axis: Axis = None, *, keepdims: bool = False) -> Tensor:
    """The element in the middle along `axis`, or the mean of the two there.

    Raises ShapeError for an empty tensor or an axis that it does not have.
    """
    return quantile(x, 0.5, axis, keepdims=keepdims)


def _in_rows(x: TensorLike, axis: Axis) -> tuple[Tensor, tuple[int, ...]]:
    """The axes put together into one at the end; and the shape that `keepdims` gives."""
    shape = shape_of(x)
    if axis is None:
        return reshape(x, -1), (1,) * len(shape)
    axes = from_front(axis, len(shape), "quantile")
    others = [i for i in range(len(shape)) if i not in axes]
    lengths = (*[shape[i] for i in others], math.prod(shape[i] for i in axes))
    return reshape(transpose(x, [*others, *axes]), lengths), keep_axes(shape, axes)


def _of_rank(rows: Tensor, ranks: Array) -> Tensor:
    """The elements of these ranks in each row, in the shape of `ranks`; NaN if the row has one."""
    axis, values = rows.ndim - 1, rows.data
    last = values.shape[axis] - 1
    order = np.argpartition(values, np.unique([*ranks.flat, last]), axis)
    chosen = order[..., ranks.reshape(-1)]
    if values.dtype.kind == "f":
        highest = np.take_along_axis(values, order[..., last:], axis)  # where NaN is sorted to
        chosen = np.where(np.isnan(highest), order[..., last:], chosen)
    picked = GetItem.apply(rows, index=picking(chosen, rows.shape, axis))
    return reshape(picked, rows.shape[:-1] + ranks.shape)


register(np.quantile, quantile)
register(np.percentile, percentile)
register(np.median, median)
