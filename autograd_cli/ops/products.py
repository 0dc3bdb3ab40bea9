"""Matrix products."""

import numpy as np

from autograd_cli.engine import Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.arithmetic import Mul


class MatMul(Function, numpy=np.matmul):
    """Matrix product over the last two axes.

    Shapes    a (..., N, K), b (..., K, M)  ->  y (..., N, M); a or b may be a vector (K,), which
              is a row on the left and a column on the right and is dropped from y
    Formula   y = a b;  da = g b^T,  db = a^T g
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
        if len(b_shape) == 1:
            return g * a if a.ndim == 1 else (a.mT @ g[..., None])[..., 0]
        if a.ndim == 1:
            return a[:, None] * g[..., None, :]
        return a.mT @ g


class Linear(Function):
    """A fully connected layer, in one op.

    Shapes    x (N, D) inputs, w (K, D) weights, b (K,) bias  ->  y (N, K)
    Formula   y = x w^T + b;  dx = g w,  dw = g^T x,  db = g (the sweep sums over the N)
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
        return g.T @ x

    @staticmethod
    def vjp_b(g):
        return g


matmul = MatMul.apply
linear = Linear.apply


def dot(a: TensorLike, b: TensorLike) -> Tensor:
    """NumPy's dot for up to two axes: the product of numbers, vectors and matrices.

    Raises ShapeError if the shapes do not fit, or for more axes (use matmul there).
    """
    dims = [len(shape_of(x)) for x in (a, b)]
    if max(dims) > 2:
        raise ShapeError(f"dot of {dims[0]} and {dims[1]} axes", "Use matmul for batches.")
    return Mul.apply(a, b) if min(dims) == 0 else matmul(a, b)


register(np.dot, dot)
