"""Matrices without what lies above or below a diagonal."""

import numpy as np

from autograd_cli.engine import Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register


class Tril(Function):
    """y = x with 0 above the k-th diagonal of its last two axes;  dx = g likewise."""

    @staticmethod
    def forward(x, *, k):
        return np.tril(x, k)

    @staticmethod
    def vjp_x(g, *, k):
        return np.tril(g, k)

    @classmethod
    def batched(cls, params, x_shape):
        return params if len(x_shape) > 1 else None


class Triu(Function):
    """y = x with 0 below the k-th diagonal of its last two axes;  dx = g likewise."""

    @staticmethod
    def forward(x, *, k):
        return np.triu(x, k)

    @staticmethod
    def vjp_x(g, *, k):
        return np.triu(g, k)

    @classmethod
    def batched(cls, params, x_shape):
        return params if len(x_shape) > 1 else None


def tril(x: TensorLike, k: int = 0) -> Tensor:
    """The lower triangle: 0 to the right of diagonal `k`; a vector counts as rows of a matrix.

    Raises ShapeError for a number.
    """
    if not shape_of(x):
        raise ShapeError("tril of a number: it takes a vector, a matrix or several")
    return Tril.apply(x, k=k)


def triu(x: TensorLike, k: int = 0) -> Tensor:
    """The upper triangle: 0 to the left of diagonal `k`; a vector counts as rows of a matrix.

    Raises ShapeError for a number.
    """
    if not shape_of(x):
        raise ShapeError("triu of a number: it takes a vector, a matrix or several")
    return Triu.apply(x, k=k)


register(np.tril, tril)
register(np.triu, triu)
