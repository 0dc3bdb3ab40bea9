"""Picking elements by NumPy's basic and advanced indices."""

from typing import Any

import numpy as np

from autograd_cli.engine import Function, Tensor
from autograd_cli.ops.indices import (
    all_differ,
    behind_batch,
    may_repeat,
    only_array,
    places,
    plain,
)

__all__: list[str] = []  # the brackets of Tensor have no other name

_SMALL = 500  # elements below which adding them one by one costs less than arranging them
_WIDE = 16  # elements at each index above which it pays to look whether every index is there once
_AT_ONCE = 1 << 14  # elements whose places are written down at a time, to stay in the cache


class GetItem(Function):
    """y = x[index];  dx = g put back at index, summed where an element was picked twice."""

    @staticmethod
    def forward(x, *, index):
        return x[index]

    @staticmethod
    def vjp_x(g, *, index, x_shape):
        return PutItem.compute(g, index=index, shape=x_shape)

    @classmethod
    def batched(cls, params, x_shape):
        return behind_batch(params["index"])


class PutItem(Function):
    """y = zeros of a shape with x added at index, the transpose of GetItem;  dx = g[index].

    What is added to one element is added in the order of x.
    """

    @staticmethod
    def forward(x, *, index, shape):
        y = np.zeros(shape, x.dtype)
        if not may_repeat(index):
            y[index] = x
        elif x.size < _SMALL:
            np.add.at(y, index, x)
        elif _rows_once(index, x, shape):
            y[index] = x
        elif isinstance(index, np.ndarray):
            _add_rows(y, index.reshape(-1), x)
        else:
            np.add.at(y.reshape(-1), places(index, shape), x.reshape(-1))
        return y

    @staticmethod
    def vjp_x(g, *, index):
        return GetItem.compute(g, index=index)

    @classmethod
    def batched(cls, params, x_shape):
        return behind_batch(params["index"])


def getitem(x: Tensor, index: Any) -> Tensor:
    """`x[index]`, with everything that NumPy accepts as an index.

    Raises IndexError as NumPy does.
    """
    return GetItem.apply(x, index=plain(index))


def _rows_once(index, x, shape):
    """Whether wide slices of one axis were picked, each at most once."""
    axis, numbers = only_array(index) or (0, None)
    if numbers is None or x.size < _WIDE * numbers.size:
        return False
    return all_differ(numbers, shape[axis])


def _add_rows(y, numbers, x):
    """Add the rows of x to those of y; to a vector, which NumPy does many times faster."""
    row = y[0].size
    if row == 1:
        np.add.at(y.reshape(-1), numbers, x.reshape(-1))
        return
    within, step = np.arange(row), max(1, _AT_ONCE // row)
    x = x.reshape(numbers.size, row)
    for start in range(0, numbers.size, step):
        part = slice(start, start + step)
        flat = numbers[part, None] * row + within
        np.add.at(y.reshape(-1), flat.reshape(-1), x[part].reshape(-1))
