"""Products of several matrices."""

from collections.abc import Sequence
from functools import lru_cache
from operator import index
from typing import Any

import numpy as np

from autograd_cli.engine import ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.arithmetic import add
from autograd_cli.ops.casting import copy
from autograd_cli.ops.linalg.inverse import inv
from autograd_cli.ops.products import matmul


def matrix_power(a: TensorLike, n: int) -> Tensor:
    """The product of `n` times the same square matrices (..., N, N).

    For n = 0 it is the identity, and its derivative is 0; for n < 0 the power -n of the inverses.
    Raises LinAlgError for matrices that are not square, or singular where n < 0; TypeError if n is
    not an integer.
    """
    n = index(n)
    shape = shape_of(a)
    if len(shape) < 2 or shape[-1] != shape[-2]:
        raise np.linalg.LinAlgError(f"matrix_power of shape {shape}: these are no square matrices")
    if n == 0:  # in the graph, though no element matters
        nothing = (a if isinstance(a, Tensor) else np.asarray(a))[..., :0]
        return add(np.sum(nothing, axis=-1, keepdims=True), np.eye(shape[-1], dtype=nothing.dtype))
    if n < 0:
        return inv(a) if n == -1 else _power(inv(a), -n)
    return copy(a) if n == 1 else _power(a, n)


def multi_dot(arrays: Sequence[TensorLike]) -> Tensor:
    """The product of matrices, in the order that takes the fewest multiplications.

    The first may be a vector, which is a row, and so may the last, which is a column.
    Raises ShapeError if neighbours do not fit, or what is given are no matrices; ValueError for
    less than two.
    """
    arrays = list(arrays)
    shapes = tuple(map(shape_of, arrays))
    if len(arrays) < 2:
        raise ValueError(f"multi_dot of {len(arrays)}: it takes two matrices or more")
    dims = [len(shape) for shape in shapes]
    if any(n != 2 for n in dims[1:-1]) or any(n not in (1, 2) for n in (dims[0], dims[-1])):
        raise ShapeError(f"multi_dot of shapes {' and '.join(map(str, shapes))}: only matrices fit")
    rows = 1 if dims[0] == 1 else shapes[0][0]
    inner = [shape[0] for shape in shapes[1:]]
    columns = 1 if dims[-1] == 1 else shapes[-1][-1]
    return _product(arrays, _splits((rows, *inner, columns)), 0, len(arrays) - 1)


def _power(a: TensorLike, n: int) -> Tensor:
    """By squaring: a^n = (a^(n // 2))^2, times a for odd n; n is 2 or more."""
    half = _power(a, n // 2) if n > 3 else a
    square = matmul(half, half)
    return matmul(square, a) if n % 2 else square


def _product(arrays: Any, splits: dict[tuple[int, int], int], i: int, j: int) -> Tensor:
    """That of arrays i to j."""
    k = splits[i, j]
    left = arrays[i] if k == i else _product(arrays, splits, i, k)
    right = arrays[j] if k + 1 == j else _product(arrays, splits, k + 1, j)
    return matmul(left, right)


@lru_cache(maxsize=256)
def _splits(sizes: tuple[int, ...]) -> dict[tuple[int, int], int]:
    """Where to divide each part i..j of a chain of matrices, the i-th sizes[i] by sizes[i + 1].

    Source    Cormen et al., Introduction to Algorithms (2009), section 15.2.
    """
    n = len(sizes) - 1
    cost = {(i, i): 0 for i in range(n)}
    best = {}
    for length in range(1, n):
        for i in range(n - length):
            j = i + length
            cost[i, j], best[i, j] = min(
                (cost[i, k] + cost[k + 1, j] + sizes[i] * sizes[k + 1] * sizes[j + 1], k)
                for k in range(i, j)
            )
    return best


register(np.linalg.matrix_power, matrix_power)
register(np.linalg.multi_dot, multi_dot)
