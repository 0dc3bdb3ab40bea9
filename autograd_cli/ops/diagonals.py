"""Diagonals of matrices, and matrices from them."""

import numpy as np

from autograd_cli.engine import Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import from_front
from autograd_cli.ops.reductions import sum
from autograd_cli.ops.shape import ravel

__all__ = ["diag", "diagflat", "diagonal", "trace"]


class Diagonal(Function):
    """y = a diagonal of x, along a new last axis in place of two;  dx = g there, 0 elsewhere."""

    @staticmethod
    def forward(x, *, offset, axes):
        return x.diagonal(offset, *axes).copy()

    @staticmethod
    def vjp_x(g, *, offset, axes, x_shape):
        return PutDiagonal.compute(g, offset=offset, axes=axes, shape=x_shape)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axes": tuple(a + 1 for a in params["axes"])}


class PutDiagonal(Function):
    """y = zeros of a shape with x on a diagonal, the transpose of Diagonal;  dx = g there."""

    @staticmethod
    def forward(x, *, offset, axes, shape):
        y = np.zeros(shape, x.dtype)
        diagonal = y.diagonal(offset, *axes)
        diagonal.flags.writeable = True  # a view, which NumPy gives to be read only
        diagonal[...] = x
        return y

    @staticmethod
    def vjp_x(g, *, offset, axes):
        return Diagonal.compute(g, offset=offset, axes=axes)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axes": tuple(a + 1 for a in params["axes"])}


def diagonal(x: TensorLike, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Tensor:
    """The diagonal of the planes of two axes, along the last axis of the result.

    `offset` counts diagonals to the right of the main one. Raises ShapeError unless the axes are
    two of the tensor's.
    """
    axes = from_front((axis1, axis2), len(shape_of(x)), "diagonal")
    return Diagonal.apply(x, offset=int(offset), axes=axes)


def trace(x: TensorLike, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Tensor:
    """The sum of that `diagonal`. Raises ShapeError unless the axes are two of the tensor's."""
    return sum(diagonal(x, offset, axis1, axis2), axis=-1)


def diag(x: TensorLike, k: int = 0) -> Tensor:
    """A vector as the diagonal of a matrix, or the diagonal of a matrix as a vector.

    `k` counts diagonals to the right of the main one. Raises ShapeError for anything else.
    """
    shape = shape_of(x)
    if len(shape) == 2:
        return diagonal(x, k)
    if len(shape) != 1:
        raise ShapeError(f"diag of shape {shape}: it takes a vector or a matrix")
    n = shape[0] + abs(int(k))
    return PutDiagonal.apply(x, offset=int(k), axes=(0, 1), shape=(n, n))


def diagflat(x: TensorLike, k: int = 0) -> Tensor:
    """All elements as the diagonal of a matrix, `k` to the right of the main one."""
    return diag(ravel(x), k)


register(np.diagonal, diagonal)
register(np.trace, trace)
register(np.diag, diag)
register(np.diagflat, diagflat)
