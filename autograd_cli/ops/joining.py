"""Tensors put together in one."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np

from autograd_cli.engine import Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import along
from autograd_cli.ops.indexing import GetItem
from autograd_cli.ops.shape import atleast_1d, atleast_2d, atleast_3d, ravel, reshape


class Concatenate(Function):
    """y = the xs one after the other along an axis;  dxs = each its part of g.

    `ends` says where along the axis each of them ends.
    """

    @staticmethod
    def forward(*xs, axis, ends):
        return np.concatenate(xs, axis)

    @staticmethod
    def vjp_xs(g, *, position, axis, ends):
        part = slice(ends[position - 1] if position else 0, ends[position])
        return GetItem.compute(g, index=along(axis, part))

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": params["axis"] + 1}


class Stack(Function):
    """y = the xs side by side along a new axis;  dxs = each its part of g."""

    @staticmethod
    def forward(*xs, axis):
        return np.stack(xs, axis)

    @staticmethod
    def vjp_xs(g, *, position, axis):
        return GetItem.compute(g, index=along(axis, position))

    @classmethod
    def batched(cls, params, x_shape):
        return {"axis": params["axis"] + 1}


def concatenate(arrays: Sequence[TensorLike], axis: int | None = 0) -> Tensor:
    """The arrays one after the other along `axis`; with None, all of them flattened.

    Raises ShapeError for shapes that differ elsewhere, for an axis that they do not have, and for
    no array at all.
    """
    xs = _parts(arrays, "concatenate")
    if axis is None:
        xs, axis = [x if x.ndim == 1 else ravel(x) for x in xs], 0
    if not -xs[0].ndim <= axis < xs[0].ndim:
        raise ShapeError(f"concatenate along axis {axis} of shape {xs[0].shape}")
    axis %= xs[0].ndim
    # Where the numbers of axes differ, the op says so.
    ends = tuple(accumulate(x.shape[axis] if x.ndim > axis else 0 for x in xs))
    return Concatenate.apply(*xs, axis=axis, ends=ends)


concat = concatenate


def stack(arrays: Sequence[TensorLike], axis: int = 0) -> Tensor:
    """Arrays of one shape side by side along a new axis, which will be number `axis`.

    Raises ShapeError if the shapes differ, for such an axis, and for no array at all.
    """
    xs = _parts(arrays, "stack")
    ndim = xs[0].ndim + 1
    if not -ndim <= axis < ndim:
        raise ShapeError(f"stack of shape {xs[0].shape} along a new axis {axis}")
    return Stack.apply(*xs, axis=axis % ndim)


def vstack(tup: Sequence[TensorLike]) -> Tensor:
    """Matrices above one another; vectors as rows. Raises ShapeError as `concatenate` does."""
    return concatenate([x if x.ndim > 1 else atleast_2d(x) for x in _parts(tup, "vstack")])


def hstack(tup: Sequence[TensorLike]) -> Tensor:
    """Matrices beside one another; vectors end to end. Raises ShapeError as `concatenate` does."""
    xs = [x if x.ndim else atleast_1d(x) for x in _parts(tup, "hstack")]
    return concatenate(xs, axis=0 if xs[0].ndim == 1 else 1)


def dstack(tup: Sequence[TensorLike]) -> Tensor:
    """Matrices behind one another, along a third axis. Raises ShapeError as `concatenate` does."""
    xs = _parts(tup, "dstack")
    return concatenate([x if x.ndim > 2 else atleast_3d(x) for x in xs], axis=2)


def column_stack(tup: Sequence[TensorLike]) -> Tensor:
    """Vectors as columns, and matrices, beside one another. Raises as `concatenate` does."""
    xs = _parts(tup, "column_stack")
    columns = [x if x.ndim > 1 else reshape(x, (-1, 1)) for x in xs]
    return concatenate(columns, axis=1)


def append(arr: TensorLike, values: TensorLike, axis: int | None = None) -> Tensor:
    """`values` after `arr` along `axis`; with None, both flattened. Raises like `concatenate`."""
    return concatenate([arr, values], axis)


def block(arrays: Any) -> Tensor:
    """A tensor from nested lists of blocks: the innermost lists are joined along the last axis.

    Raises ShapeError for lists of unlike depths and for blocks that do not fit.
    """
    depth, ndim = _depth_and_ndim(arrays)
    return _joined(arrays, depth, max(depth, ndim))


def _parts(arrays: Any, function: str) -> list[Any]:
    """Tensors as they are and everything else as arrays; a number widens no float32."""
    if isinstance(arrays, (Tensor, np.ndarray)) and arrays.ndim == 0:
        raise ShapeError(f"{function} of a number: it takes a list or tuple of tensors")
    xs = [_part(x) for x in arrays]
    if not xs:
        raise ShapeError(f"{function} of no tensors: at least one is needed")
    if all(hasattr(x, "dtype") for x in xs):
        return xs
    dtype = np.result_type(*(getattr(x, "dtype", x) for x in xs))
    return [x if hasattr(x, "dtype") else np.asarray(x, dtype) for x in xs]


def _part(x: Any) -> Any:
    if isinstance(x, (Tensor, np.ndarray)):
        return x
    if isinstance(x, np.generic):
        return x.item()
    return x if isinstance(x, (int, float)) else np.asarray(x)


def _depth_and_ndim(arrays: Any) -> tuple[int, int]:
    """How deep the lists are nested, and the largest number of axes of a block."""
    if not isinstance(arrays, list):
        return 0, len(shape_of(arrays))
    inner = [_depth_and_ndim(part) for part in arrays]
    depths = {depth for depth, _ in inner}
    if len(depths) != 1:
        raise ShapeError(
            "block of lists that are empty or of unlike depths",
            "Every block must lie in equally many lists, as in [[a, b], [c, d]].",
        )
    return depths.pop() + 1, max(ndim for _, ndim in inner)


def _joined(arrays: Any, depth: int, ndim: int) -> Tensor:
    if depth == 0:
        shape = shape_of(arrays)
        return reshape(arrays, (1,) * (ndim - len(shape)) + shape)
    return concatenate([_joined(part, depth - 1, ndim) for part in arrays], axis=-depth)


register(np.concatenate, concatenate)  # np.concat is the same function
register(np.stack, stack)
register(np.vstack, vstack)
register(np.hstack, hstack)
register(np.dstack, dstack)
register(np.column_stack, column_stack)
register(np.append, append)
register(np.block, block)
