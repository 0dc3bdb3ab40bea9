"""Products of vectors, and of vectors and matrices, over batches that broadcast."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.permuting import moveaxis
from autograd_cli.ops.products import matmul
from autograd_cli.ops.shape import reshape


class VecDot(Function):
    """y = the sum of a b over the last axis;  da = g b,  db = g a."""

    forward = np.vecdot

    @staticmethod
    def vjp_a(g, b):
        return g[..., None] * b

    @staticmethod
    def vjp_b(g, a):
        return g[..., None] * a

    @classmethod
    def batched(cls, params, x_shape):
        return params


class Cross(Function):
    """The vector product of vectors along the last axis.

    Shapes    a (..., 3), b (..., 3)  ->  y (..., 3)
    Formula   y = a x b;  da = b x g,  db = -a x g
    """

    @staticmethod
    def forward(a, b):
        if a.shape[-1:] != (3,) or b.shape[-1:] != (3,):
            raise ValueError("vectors have 3 elements here")
        return np.cross(a, b)

    @staticmethod
    def vjp_a(g, b):
        return Cross.compute(b, g)

    @staticmethod
    def vjp_b(g, a):
        return Cross.compute(g, a)

    @classmethod
    def batched(cls, params, x_shape):
        return params


def vecdot(a: TensorLike, b: TensorLike, *, axis: int = -1) -> Tensor:
    """The products of vectors along `axis`, over batches that broadcast.

    Raises ShapeError if the shapes do not fit or there is no such axis.
    """
    return VecDot.apply(_last(a, axis), _last(b, axis))


def matvec(a: TensorLike, b: TensorLike) -> Tensor:
    """Matrices (..., N, K) times vectors (..., K), over batches that broadcast: (..., N).

    Raises ShapeError if the shapes do not fit.
    """
    if len(shape_of(b)) < 2:
        return matmul(a, b)
    y = matmul(a, reshape(b, (*shape_of(b), 1)))
    return reshape(y, y.shape[:-1])


def vecmat(a: TensorLike, b: TensorLike) -> Tensor:
    """Vectors (..., K) times matrices (..., K, M), over batches that broadcast: (..., M).

    Raises ShapeError if the shapes do not fit.
    """
    if len(shape_of(a)) < 2:
        return matmul(a, b)
    rows = shape_of(a)
    y = matmul(reshape(a, (*rows[:-1], 1, rows[-1])), b)
    return reshape(y, (*y.shape[:-2], y.shape[-1]))


def cross(
    a: TensorLike,
    b: TensorLike,
    axisa: int = -1,
    axisb: int = -1,
    axisc: int = -1,
    axis: int | None = None,
) -> Tensor:
    """The vector products of vectors of 3 elements, over batches that broadcast.

    The vectors lie along `axisa` of a and `axisb` of b, and those of the result along `axisc`;
    `axis` stands for all three.
    Raises ShapeError for vectors of other lengths, or batches that do not fit.
    """
    if axis is not None:
        axisa = axisb = axisc = axis
    y = Cross.apply(_last(a, axisa), _last(b, axisb))
    return y if axisc == -1 else moveaxis(y, -1, axisc)


def _last(x: TensorLike, axis: int) -> TensorLike:
    return x if axis == -1 else moveaxis(x, axis, -1)


def _linalg_cross(x1: TensorLike, x2: TensorLike, /, *, axis: int = -1) -> Tensor:
    return cross(x1, x2, axis=axis)


register(np.vecdot, vecdot)
register(np.linalg.vecdot, vecdot)
register(np.cross, cross)
register(np.linalg.cross, _linalg_cross)
if hasattr(np, "matvec"):  # since NumPy 2.2
    register(np.matvec, matvec)
    register(np.vecmat, vecmat)
