"""Matrix products."""

from math import prod

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.arithmetic import Mul
from autograd_cli.ops.contraction import Contract, letters
from autograd_cli.ops.shape import reshape
from autograd_cli.ops.tensordot import tensordot


class MatMul(Function, numpy=np.matmul):
    """Matrix product over the last two axes; those before them broadcast.

    Shapes    a (..., N, K), b (..., K, M)  ->  y (..., N, M); a or b may be a vector (K,), which
              is a row on the left and a column on the right and is dropped from y
    Formula   y = a @ b;  da = g @ b^T,  db = a^T @ g
    Source    Giles, An extended collection of matrix derivative results (2008), section 2.2.
    """

    forward = np.matmul

    @staticmethod
    def vjp_a(g, b, *, a_shape):
        if b.ndim == 1:
            return g[..., None] * b
        if len(a_shape) == 1:
            return (b @ g[..., None])[..., 0]
        return g @ b.mT

    @staticmethod
    def vjp_b(g, a, *, b_shape):
        if len(b_shape) == 1:  # one product with all the rows: a batch of products wants a sum
            return g.reshape(g.size) @ a.reshape(g.size, a.shape[-1])
        if a.ndim == 1:
            return a[:, None] * g[..., None, :]
        if a.ndim > 2 and len(b_shape) == 2:
            n = prod(a.shape[:-1])
            return a.reshape(n, a.shape[-1]).mT @ g.reshape(n, g.shape[-1])
        return a.mT @ g

    @classmethod
    def batched(cls, params, x_shape):
        return params if len(x_shape) > 1 else None  # a vector's rule goes by its number of axes


class Linear(Function):
    """A fully connected layer, in one op.

    Shapes    x (N, D) inputs, w (K, D) weights, b (K,) bias  ->  y (N, K)
    Formula   y = x @ w^T + b;  dx = g @ w,  dw = g^T @ x,  db = g, which the sweep sums over the N
    """

    @staticmethod
    def forward(x, w, b):
        if x.ndim != 2:
            raise ValueError("x must be (N, D)")  # else g^T x would not be the sum over all N
        return x @ w.T + b

    @staticmethod
    def vjp_x(g, w):
        return g @ w

    @staticmethod
    def vjp_w(g, x):
        return g.mT @ x

    @staticmethod
    def vjp_b(g):
        return g

    @classmethod
    def batched(cls, params, x_shape):
        return params


matmul = MatMul.apply
linear = Linear.apply


def dot(a: TensorLike, b: TensorLike) -> Tensor:
    """The sum over the last axis of `a` and the last but one (or only) axis of `b`.

    That is the product of numbers, vectors and matrices; for more axes unlike matmul, which takes
    the axes before the last two for batches. Raises ShapeError if the two lengths differ.
    """
    dims = len(shape_of(a)), len(shape_of(b))
    if min(dims) == 0:
        return Mul.apply(a, b)
    if dims[0] == 1 or dims[1] <= 2:
        return matmul(a, b)
    return tensordot(a, b, (-1, -2))


def inner(a: TensorLike, b: TensorLike) -> Tensor:
    """The sum over the last axis of both. Raises ShapeError if the two lengths differ."""
    dims = len(shape_of(a)), len(shape_of(b))
    if min(dims) == 0:
        return Mul.apply(a, b)
    return matmul(a, b) if max(dims) == 1 else tensordot(a, b, (-1, -1))


def outer(a: TensorLike, b: TensorLike) -> Tensor:
    """Every element of `a`, one a row, times every element of `b`: a matrix."""
    return Contract.apply(_flat(a), _flat(b), terms=("i", "j", "ij"))


def vdot(a: TensorLike, b: TensorLike) -> Tensor:
    """The sum of the products of all elements. Raises ShapeError if their numbers differ."""
    return matmul(_flat(a), _flat(b))


def kron(a: TensorLike, b: TensorLike) -> Tensor:
    """The Kronecker product: every element of `a` replaced by itself times `b`."""
    shapes = shape_of(a), shape_of(b)
    n = max(map(len, shapes))
    if n == 0:
        return Mul.apply(a, b)
    long_a, long_b = ((1,) * (n - len(shape)) + shape for shape in shapes)
    a_term, b_term = letters(n), letters(n, start=n)
    y_term = "".join(map("".join, zip(a_term, b_term, strict=True)))
    blocks = Contract.apply(reshape(a, long_a), reshape(b, long_b), terms=(a_term, b_term, y_term))
    return reshape(blocks, tuple(p * q for p, q in zip(long_a, long_b, strict=True)))


def _flat(x: TensorLike) -> TensorLike:
    return x if len(shape_of(x)) == 1 else reshape(x, -1)


register(np.linalg.matmul, matmul)
register(np.dot, dot)
register(np.inner, inner)
register(np.outer, outer)
register(np.linalg.outer, outer)
register(np.vdot, vdot)
register(np.kron, kron)
