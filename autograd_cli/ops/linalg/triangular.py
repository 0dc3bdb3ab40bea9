"""Factors of matrices that are triangular: Cholesky's and QR."""

from typing import NamedTuple

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.joining import concatenate
from autograd_cli.ops.products import matmul
from autograd_cli.ops.splitting import split


class Cholesky(Function):
    """The lower triangular factor of symmetric positive definite matrices.

    Shapes    a (..., N, N), of which the lower triangle is read  ->  y (..., N, N)
    Formula   y y^T = a, that is y = chol a;  da = (s + s^T) / 2 with s = y^-T P y^-1, where P is
              the lower triangle of y^T g with its diagonal halved
    Source    Murray, Differentiation of the Cholesky decomposition (2016).
    """

    @staticmethod
    def forward(a):
        return np.linalg.cholesky(a)

    @staticmethod
    def vjp_a(g, y):
        p = (y.mT @ g) * _lower(y, diagonal=0.5)
        s = np.linalg.solve(y.mT, np.linalg.solve(y.mT, p).mT)
        return 0.5 * (s + s.mT)

    @classmethod
    def batched(cls, params, x_shape):
        return params


class QR(Function):
    """The factors Q and R of matrices with independent columns, Q above R.

    Shapes    a (..., M, N) with M >= N  ->  y (..., M + N, N)
    Formula   y = (Q, R), Q R = a;  da = (g_Q + Q c) R^-T, where c is the symmetric matrix that has
              the lower triangle of R g_R^T - g_Q^T Q
    Source    Walter and Lehmann, Algorithmic differentiation of linear algebra functions (2010).
    """

    @staticmethod
    def forward(a):
        return np.concatenate(np.linalg.qr(a), axis=-2)

    @staticmethod
    def vjp_a(g, y):
        m = y.shape[-2] - y.shape[-1]
        q, r = y[..., :m, :], y[..., m:, :]
        g_q, g_r = g[..., :m, :], g[..., m:, :]
        c = r @ g_r.mT - g_q.mT @ q
        c = c * _lower(y, diagonal=1) + (c * _lower(y, diagonal=0)).mT
        return np.linalg.solve(r, (g_q + q @ c).mT).mT

    @classmethod
    def batched(cls, params, x_shape):
        return params


class QRResult(NamedTuple):
    """Q R = a; the columns of Q are orthonormal, R is upper triangular."""

    Q: Tensor
    R: Tensor


def cholesky(a: TensorLike, /, *, upper: bool = False) -> Tensor:
    """The lower triangular L of L L^T = a, or the upper triangular U of U^T U = a.

    Only that triangle of a (..., N, N) is read, a being symmetric; the gradient is symmetric, so
    that a step along it keeps a so.
    Raises LinAlgError for a matrix that is not positive definite, or not square.
    """
    return Cholesky.apply(np.matrix_transpose(a)).mT if upper else Cholesky.apply(a)


def qr(a: TensorLike, mode: str = "reduced") -> QRResult | Tensor:
    """The factors Q (..., M, K) and R (..., K, N) of matrices (..., M, N), where K = min(M, N).

    With the mode "r" R alone. The first K columns of a must be independent to have derivatives.
    Raises ValueError for NumPy's other modes; LinAlgError for less than two axes.
    """
    if mode not in ("reduced", "r"):
        raise ValueError(f"qr with mode {mode!r}: only 'reduced' and 'r' have derivatives")
    m, n = shape_of(a)[-2:] if len(shape_of(a)) > 1 else (0, 0)
    first, others = split(a, [m], axis=-1) if m < n else (a, None)
    y = QR.apply(first)
    q, r = y[..., :m, :], y[..., m:, :]
    if others is not None:  # R of the first columns, then Q^T times the others
        r = concatenate([r, matmul(q.mT, others)], axis=-1)
    return r if mode == "r" else QRResult(q, r)


def _lower(like, *, diagonal):
    """1 below the diagonal, `diagonal` on it, 0 above it; in the dtype of `like`."""
    n = like.shape[-1]
    return np.tri(n, k=-1, dtype=like.dtype) + diagonal * np.eye(n, dtype=like.dtype)


register(np.linalg.cholesky, cholesky)
register(np.linalg.qr, qr)
