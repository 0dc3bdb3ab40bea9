"""Slices along an axis, picked, left out or put in between."""

from typing import Any

import numpy as np

from autograd_cli.engine import Array, RuleError, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import along, from_front
from autograd_cli.ops.casting import astype
from autograd_cli.ops.indexing import GetItem
from autograd_cli.ops.integers import integers
from autograd_cli.ops.joining import concatenate
from autograd_cli.ops.permuting import moveaxis
from autograd_cli.ops.shape import broadcast_to, ravel, reshape

__all__ = ["compress", "delete", "extract", "insert", "take", "take_along_axis"]


def take(x: TensorLike, indices: Any, axis: int | None = None, mode: str = "raise") -> Tensor:
    """What lies at `indices` along `axis`, which their own axes replace; None is as if flattened.

    An index outside raises IndexError in the mode "raise", counts around in "wrap", and stands for
    the nearest one in "clip", where a negative index is 0.
    """
    x, axis = _along(x, axis, "take")
    n = shape_of(x)[axis]
    places = integers(indices, "take")
    if mode != "raise":
        if mode not in ("wrap", "clip"):
            raise ValueError(f"take in the mode {mode!r}: use 'raise', 'wrap' or 'clip'")
        if n == 0 and places.size:
            raise IndexError("take from an axis of length 0")
        places = places % n if mode == "wrap" else places.clip(0, n - 1)
    return _at(x, axis, places if places.ndim else int(places))


def take_along_axis(x: TensorLike, indices: Any, axis: int | None = -1) -> Tensor:
    """Along `axis`, what `indices` say at each place of the other axes: such as argsort gives.

    Without an axis as if flattened. Raises ShapeError if `indices` have other axes than `x`,
    IndexError for an index outside.
    """
    x, axis = _along(x, axis, "take_along_axis")
    shape = shape_of(x)
    places = integers(indices, "take_along_axis")
    if places.ndim != len(shape):
        raise ShapeError(f"take_along_axis of shape {shape} at indices of shape {places.shape}")
    grid: list[Any] = list(np.ogrid[tuple(map(slice, shape))])
    grid[axis] = places
    return GetItem.apply(x, index=tuple(grid))


def compress(condition: Any, x: TensorLike, axis: int | None = None) -> Tensor:
    """The slices along `axis` for which `condition`, a vector, holds; None is as if flattened.

    Places beyond its end are left out. Raises ShapeError if it is no vector, IndexError if it holds
    at a place that the axis does not have.
    """
    x, axis = _along(x, axis, "compress")
    n = shape_of(x)[axis]
    holds = np.asarray(condition).astype(bool)
    if holds.ndim != 1:
        raise ShapeError(f"compress by a condition of shape {holds.shape}: it must be a vector")
    if holds[n:].any():
        raise IndexError(f"compress: the condition holds beyond the end of an axis of length {n}")
    kept = np.zeros(n, bool)
    kept[: holds.size] = holds[:n]
    return _at(x, axis, kept)


def compress_method(x: Tensor, condition: Any, axis: int | None = None) -> Tensor:
    """`x.compress(condition, axis)`."""
    return compress(condition, x, axis)


def extract(condition: Any, x: TensorLike) -> Tensor:
    """The elements for which `condition` holds, place by place, as a vector."""
    return compress(np.ravel(np.asarray(condition)), x)


def delete(x: TensorLike, obj: Any, axis: int | None = None) -> Tensor:
    """Without the slices at `obj`: a number, a slice, or an array of numbers or booleans.

    Without an axis as if flattened. Raises IndexError for a place that the axis does not have.
    """
    x, axis = _along(x, axis, "delete")
    n = shape_of(x)[axis]
    kept = np.zeros(n, bool)
    kept[np.delete(np.arange(n), _places(obj, n, "delete"))] = True
    return _at(x, axis, kept)


def insert(x: TensorLike, obj: Any, values: TensorLike, axis: int | None = None) -> Tensor:
    """With `values` put in before the places `obj` along `axis`; None is as if flattened.

    Several values at one place, given as a number, lie along the first axis of `values`. The result
    has the dtype of `x`.
    Raises IndexError for a place that the axis does not have, ShapeError if the values do not fit.
    """
    tensor, axis = _along(x if isinstance(x, Tensor) else np.asarray(x), axis, "insert")
    shape = shape_of(tensor)
    n = shape[axis]
    places = _places(obj, n, "insert")
    new = _of_dtype(values, tensor.dtype)
    new = reshape(new, (1,) * (len(shape) - new.ndim) + new.shape)
    if places.ndim == 0:
        new = moveaxis(new, 0, axis)
    count = new.shape[axis] if places.size == 1 else places.size
    order = np.insert(np.arange(n), places, np.arange(n, n + count))
    new = broadcast_to(new, (*shape[:axis], count, *shape[axis + 1 :]))
    return _at(concatenate([tensor, new], axis), axis, order)


def _along(x: Any, axis: int | None, function: str) -> tuple[Any, int]:
    """`x`, or `x` flattened, and the axis counted from the front."""
    if axis is None:
        return ravel(x), 0
    return x, from_front(axis, len(shape_of(x)), function)[0]


def _at(x: TensorLike, axis: int, places: Any) -> Tensor:
    return GetItem.apply(x, index=along(axis, places))


def _places(obj: Any, n: int, function: str) -> Array:
    """What a number, a slice, or an array of numbers or booleans names on an axis of length n."""
    named = obj if isinstance(obj, slice) else np.asarray(obj)
    if isinstance(named, slice) or (named.dtype.kind == "b" and named.ndim):
        places: Array = np.arange(n)[named]
        return places
    return integers(named, function)


def _of_dtype(values: TensorLike, dtype: np.dtype[Any]) -> Tensor:
    if isinstance(values, Tensor) and values.requires_grad and dtype.kind != "f":
        raise RuleError(
            f"insert of values that require a gradient into a tensor of {dtype}",
            "It would lose the gradient: make it one of floats first, with astype(float).",
        )
    return astype(values, dtype, copy=False)


register(np.take, take)
register(np.take_along_axis, take_along_axis)
register(np.compress, compress)
register(np.extract, extract)
register(np.delete, delete)
register(np.insert, insert)
