"""Assignment to elements and augmented assignment: a tensor gets a new value, recorded."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd_cli.engine import Function, GraphError, ShapeError, Tensor, TensorLike
from autograd_cli.engine.record import is_recording
from autograd_cli.ops.casting import astype
from autograd_cli.ops.indexing import GetItem, is_basic, plain


class SetItem(Function):
    """y = a copy of x in which the elements at index are b;  da = g, 0 there;  db = g[index].

    Where an index names an element more than once the last value stays, and `last` says which one
    that is; it is None if there is no such element.
    """

    @staticmethod
    def forward(a, b, *, index, last):
        y = a.copy()
        y[index] = b
        return y

    @staticmethod
    def vjp_a(g, *, index):
        return SetItem.compute(g, 0.0, index=index, last=None)

    @staticmethod
    def vjp_b(g, *, index, last):
        picked = GetItem.compute(g, index=index)
        return picked if last is None else picked * last


def setitem(x: Tensor, index: Any, value: TensorLike) -> None:
    """`x[index] = value`, for every index that NumPy takes: `x` becomes the result of the op.

    Raises IndexError and ShapeError as NumPy does; GraphError on a leaf that requires a gradient.
    """
    index = plain(index)
    last = _last_ones(x.shape, index)
    _become(x, SetItem.apply(x, value, index=index, last=last), "assignment to elements")


def in_place(op: Callable[[Any, Any], Tensor], sign: str) -> Callable[[Tensor, Any], Tensor]:
    """The augmented assignment of a binary op; `sign` is what Python writes."""

    def assign(x: Tensor, other: TensorLike) -> Tensor:
        new = op(x, other)
        if new.shape != x.shape:
            raise ShapeError(
                f"{sign} would make shape {new.shape} of a tensor of shape {x.shape}",
                f"Write t = t {sign[0]} other to get a new tensor of that shape.",
            )
        _become(x, astype(new, x.dtype, copy=False), sign)
        return x

    return assign


def _become(x: Tensor, new: Tensor, what: str) -> None:
    """Give `x` the value of `new` and its place in the graph."""
    if x._node is not None and x.is_leaf:
        if is_recording():
            raise GraphError(
                f"{what} on a leaf that requires a gradient, which would be a leaf no more",
                "Assign within no_grad() to set its value, or work on t.copy().",
            )
        x.data = new
    else:
        x._data, x._node = new._data, new._node


def _last_ones(shape: tuple[int, ...], index: Any) -> Any:
    """Where an assigned value stays, if an index names some element more than once, else None."""
    if is_basic(index):
        return None
    order = np.zeros(shape, np.intp)
    picked = order[index]
    numbers = np.arange(1, picked.size + 1).reshape(picked.shape)
    order[index] = numbers
    last = order[index] == numbers
    return None if last.all() else last
