"""Picking elements by NumPy's basic and advanced indices."""

from typing import Any

import numpy as np

from autograd_cli.engine import Function, Tensor


class GetItem(Function):
    """y = x[index];  dx = g put back at index, summed where an element was picked twice."""

    @staticmethod
    def forward(x, *, index):
        return x[index]

    @staticmethod
    def vjp_x(g, *, index, x_shape):
        return PutItem.compute(g, index=index, shape=x_shape)


class PutItem(Function):
    """y = zeros of a shape with x added at index, the transpose of GetItem;  dx = g[index]."""

    @staticmethod
    def forward(x, *, index, shape):
        y = np.zeros(shape, x.dtype)
        if is_basic(index):
            y[index] = x  # a basic index picks no element twice
        else:
            np.add.at(y, index, x)
        return y

    @staticmethod
    def vjp_x(g, *, index):
        return GetItem.compute(g, index=index)


def getitem(x: Tensor, index: Any) -> Tensor:
    """`x[index]`, with everything that NumPy accepts as an index.

    Raises IndexError as NumPy does.
    """
    return GetItem.apply(x, index=plain(index))


def plain(index: Any) -> Any:
    """The index with its arrays copied, so that changing them later cannot spoil the gradient."""
    if isinstance(index, tuple):
        return tuple(plain(part) for part in index)
    if isinstance(index, Tensor):
        if index.dtype.kind == "f":
            raise IndexError("a tensor of floats is no index: index with integers or booleans")
        index = index.numpy()
    if isinstance(index, list):
        index = np.array(index, dtype=None if index else np.intp)  # [] picks nothing
    return index.copy() if isinstance(index, np.ndarray) else index


def is_basic(index: Any) -> bool:
    """Whether an index is made of numbers, slices, None and ... alone: it picks nothing twice."""
    parts = index if isinstance(index, tuple) else (index,)
    return all(
        part is None or part is Ellipsis or isinstance(part, (slice, int, np.integer))
        for part in parts
    )
