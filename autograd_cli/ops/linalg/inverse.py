"""Inverses of matrices, and what they multiply: systems of linear equations."""

from collections.abc import Sequence
from math import prod

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.permuting import moveaxis
from autograd_cli.ops.shape import reshape


class Inv(Function):
    """The inverse of square matrices.

    Shapes    a (..., N, N)  ->  y (..., N, N)
    Formula   y = a^-1;  da = -y^T g y^T
    Source    Giles, An extended collection of matrix derivative results (2008), section 2.2.3.
    """

    @staticmethod
    def forward(a):
        return np.linalg.inv(a)

    @staticmethod
    def vjp_a(g, y):
        return -(y.mT @ g @ y.mT)

    @classmethod
    def batched(cls, params, x_shape):
        return params


class Solve(Function):
    """The solution of a y = b, without the inverse of a.

    Shapes    a (..., N, N), b (..., N, M) or one vector (N,)  ->  y (..., N, M) or (..., N)
    Formula   y = a^-1 b;  db = a^-T g,  da = -db y^T
    Source    Giles, An extended collection of matrix derivative results (2008), section 2.3.1.
    """

    @staticmethod
    def forward(a, b):
        return np.linalg.solve(a, b)

    @staticmethod
    def vjp_a(g, a, y):
        if y.ndim < a.ndim:  # of vectors
            return -(np.linalg.solve(a.mT, g[..., None]) * y[..., None, :])
        return -(np.linalg.solve(a.mT, g) @ y.mT)

    @staticmethod
    def vjp_b(g, a, *, b_shape):
        if len(b_shape) == 1:
            return np.linalg.solve(a.mT, g[..., None])[..., 0]
        return np.linalg.solve(a.mT, g)

    @classmethod
    def batched(cls, params, x_shape):
        return params if len(x_shape) > 1 else None  # a vector's rule goes by its axes


def inv(a: TensorLike) -> Tensor:
    """The inverses of square matrices (..., N, N).

    Raises LinAlgError for a singular matrix, or one that is not square.
    """
    return Inv.apply(a)


def solve(a: TensorLike, b: TensorLike) -> Tensor:
    """The x of a x = b, for square matrices a (..., N, N).

    As in NumPy 2, b is a vector (N,) if it has one axis, and else made of matrices (..., N, M).
    Raises LinAlgError for a singular matrix, or one that is not square; ShapeError if b does not
    fit.
    """
    return Solve.apply(a, b)


def tensorinv(a: TensorLike, ind: int = 2) -> Tensor:
    """The inverse for tensordot over `ind` axes: of the map from a's last axes to its first `ind`.

    Raises LinAlgError if it has none; ValueError if `ind` is not positive.
    """
    shape = shape_of(a)
    if ind <= 0:
        raise ValueError(
            f"tensorinv with ind {ind}: it says how many axes are the first, 1 or more"
        )
    inverse = inv(reshape(a, (prod(shape[:ind]), prod(shape[ind:]))))
    return reshape(inverse, shape[ind:] + shape[:ind])


def tensorsolve(a: TensorLike, b: TensorLike, axes: Sequence[int] | None = None) -> Tensor:
    """The x of tensordot(a, x, x.ndim) = b; `axes` of a are moved to its end before.

    Raises LinAlgError if there is none; ShapeError if the shapes do not fit.
    """
    if axes is not None:
        a = moveaxis(a, axes, tuple(range(-len(axes), 0)))
    x_shape = shape_of(a)[len(shape_of(b)) :]
    x = solve(reshape(a, (prod(shape_of(b)), prod(x_shape))), reshape(b, -1))
    return reshape(x, x_shape)


register(np.linalg.inv, inv)
register(np.linalg.solve, solve)
register(np.linalg.tensorinv, tensorinv)
register(np.linalg.tensorsolve, tensorsolve)
