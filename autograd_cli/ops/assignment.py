"""Assignment to elements and augmented assignment: a tensor gets a new value, recorded."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd_cli.engine import Function, GraphError, RuleError, ShapeError, Tensor, TensorLike
from autograd_cli.engine.record import is_recording
from autograd_cli.ops.casting import astype
from autograd_cli.ops.indexing import GetItem
from autograd_cli.ops.indices import all_differ, behind_batch, may_repeat, only_array, plain
from autograd_cli.ops.shape import broadcast_to, reshape
from autograd_cli.ops.temporaries import UNNAMED, references, refuse_temporary

__all__: list[str] = []  # they are Python's operators


class SetItem(Function):
    """y = a copy of a in which the elements at index are b;  da = g with 0 there;  db = g[index].

    An index that names an element twice has another formula: `setitem` gives it none.
    """

    @staticmethod
    def forward(a, b, *, index):
        y = a.copy()
        # Not every NumPy takes an array of one element where the index names one.
        y[index] = b.reshape(()) if isinstance(b, np.ndarray) and b.size == 1 else b
        return y

    @staticmethod
    def vjp_a(g, *, index):
        return SetItem.compute(g, 0.0, index=index)

    @staticmethod
    def vjp_b(g, *, index, b_shape):
        picked = GetItem.compute(g, index=index)
        extra = len(b_shape) - picked.ndim  # NumPy lets a value have more axes, of length 1
        return picked.reshape((1,) * extra + picked.shape) if extra > 0 else picked

    @classmethod
    def batched(cls, params, x_shape):
        return None if x_shape[:1] == (1,) else behind_batch(params["index"])


def setitem(x: Tensor, index: Any, value: TensorLike) -> None:
    """`x[index] = value`, for every index that NumPy takes: `x` becomes the result of the op.

    Where the index names an element more than once, the last value stays.
    Raises IndexError and ShapeError as NumPy does; GraphError on a leaf that requires a gradient,
    and on a tensor that nothing refers to, as `t[0]` in `t[0][1] = 5`.
    """
    if references(x) <= UNNAMED:
        refuse_temporary(x)
    _refuse_leaf(x, "assignment to elements")
    if isinstance(value, Tensor) and value._node is not None:
        _refuse_dtype(x, value.dtype, "assignment to elements")
    index = plain(index)
    if may_repeat(index) and isinstance(value, Tensor) and value._node is not None:
        index, value = _last_values(x, index, value)
    _become(x, SetItem.apply(x, value, index=index))


def in_place(op: Callable[[Any, Any], Tensor], sign: str) -> Callable[[Tensor, Any], Tensor]:
    """The augmented assignment of a binary op; `sign` is what Python writes."""

    def assign(x: Tensor, other: TensorLike) -> Tensor:
        _refuse_leaf(x, sign)
        new = op(x, other)
        if new.shape != x.shape:
            raise ShapeError(
                f"{sign} would make shape {new.shape} of a tensor of shape {x.shape}",
                f"Write t = t {sign[:-1]} other to get a new tensor of that shape.",
            )
        _refuse_dtype(x, new.dtype, sign)
        _become(x, astype(new, x.dtype, copy=False))
        return x

    return assign


def _become(x: Tensor, new: Tensor) -> None:
    """Give `x` the value of `new` and its place in the graph; a leaf keeps its own, in no_grad."""
    x._data = new._data
    if x._node is None or not x.is_leaf:
        x._node = new._node


def _refuse_leaf(x: Tensor, what: str) -> None:
    if x._node is not None and x.is_leaf and is_recording():
        raise GraphError(
            f"{what} on a leaf that requires a gradient, which would be a leaf no more",
            "Assign within no_grad() to set its value, or work on t.copy().",
        )


def _refuse_dtype(x: Tensor, dtype: np.dtype[Any], what: str) -> None:
    if not np.can_cast(dtype, x.dtype, "same_kind"):
        raise RuleError(
            f"{what} would make {dtype} of a tensor of {x.dtype}",
            f"A tensor keeps its dtype: make it one of floats first, t = t.astype({dtype}).",
        )


def _last_values(x: Tensor, index: Any, value: Tensor) -> tuple[Any, Tensor]:
    """The same assignment by an index that names no element twice."""
    axis, numbers = only_array(index) or (0, None)
    if numbers is not None and all_differ(numbers, x.shape[axis]):
        return index, value
    named_by = np.zeros(x.shape, np.intp)
    order = np.arange(named_by[index].size).reshape(named_by[index].shape)
    named_by[index] = order
    stays = named_by[index] == order
    if stays.all():
        return index, value
    places = np.arange(x.size).reshape(x.shape)[index][stays]
    value = reshape(value, value.shape[max(value.ndim - stays.ndim, 0) :])
    return np.unravel_index(places, x.shape), broadcast_to(value, stays.shape)[stays]
