"""Singular values and vectors, and the pseudoinverse."""

from typing import Any, NamedTuple, cast

import numpy as np

from autograd_cli.engine import Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.linalg.eigenvalues import finite_reciprocal


class SVD(Function):
    """Singular values s, descending, between the singular vectors U and V, in columns.

    Shapes    a (..., M, N), K = min(M, N)  ->  y (..., M + 1 + N, K)
    Formula   y = (U, s, V), a = U diag(s) V^T
              da = U (E (U^T g_U) S + S E (V^T g_V) + diag(g_s)) V^T
                   + (1 - U U^T) g_U S^-1 V^T + U S^-1 g_V^T (1 - V V^T),  with S = diag(s) and
              E(x)_ij = (x_ij - x_ji) / (s_j^2 - s_i^2), or 0 if s_i = s_j
    Source    Townsend, Differentiating the singular value decomposition (2016).
    """

    @staticmethod
    def forward(a):
        u, s, vh = np.linalg.svd(a, full_matrices=False)
        return np.concatenate([u, s[..., None, :], vh.mT], axis=-2)

    @staticmethod
    def vjp_a(g, y, *, a_shape):
        m, n = a_shape[-2:]
        u, s, v = y[..., :m, :], y[..., m : m + 1, :], y[..., m + 1 :, :]
        g_u, g_s, g_v = g[..., :m, :], g[..., m : m + 1, :], g[..., m + 1 :, :]
        turn_u, turn_v = u.mT @ g_u, v.mT @ g_v
        share = s * finite_reciprocal(s + s.mT)  # S E and E S, without squares that overflow
        middle = (turn_u - turn_u.mT) * share + share.mT * (turn_v - turn_v.mT)
        middle = middle * finite_reciprocal(s - s.mT) + g_s * np.eye(y.shape[-1], dtype=y.dtype)
        result = u @ middle @ v.mT
        if m > n:
            result = result + ((g_u - u @ turn_u) * finite_reciprocal(s)) @ v.mT
        if m < n:
            result = result + (u * finite_reciprocal(s)) @ (g_v - v @ turn_v).mT
        return result

    @classmethod
    def batched(cls, params, x_shape):
        return params


class PInv(Function):
    """The Moore-Penrose pseudoinverse of matrices, of constant rank near a.

    Shapes    a (..., M, N)  ->  y (..., N, M)
    Formula   y = a^+;  da = -y^T g y^T + (1 - a y) g^T y y^T + y^T y g^T (1 - y a)
    Source    Golub and Pereyra, The differentiation of pseudo-inverses and nonlinear least squares
              problems whose variables separate (1973).
    """

    @staticmethod
    def forward(a, *, rcond):
        return np.linalg.pinv(a, rcond)

    @staticmethod
    def vjp_a(g, a, y):
        return (
            (g.mT - a @ (y @ g.mT)) @ (y @ y.mT)
            + (y.mT @ y) @ (g.mT - (g.mT @ y) @ a)
            - y.mT @ g @ y.mT
        )

    @classmethod
    def batched(cls, params, x_shape):
        return params


class SVDResult(NamedTuple):
    """a = U diag(S) Vh, with S descending and U and Vh^T of orthonormal columns."""

    U: Tensor
    S: Tensor
    Vh: Tensor


def svd(a: TensorLike, full_matrices: bool = True, compute_uv: bool = True) -> SVDResult | Tensor:
    """U (..., M, K), S (..., K) and Vh (..., K, N) of matrices (..., M, N), where K = min(M, N).

    S alone unless `compute_uv`. The sign of a pair of singular vectors is arbitrary, and so is the
    basis for equal singular values: only what does not depend on it has a derivative, and it is
    given for distinct ones above 0 to any order, for others to the first.
    Raises ShapeError for M x N matrices unless they are square or `full_matrices` is false: what
    completes U or Vh is arbitrary. LinAlgError for less than two axes.
    """
    m, n = shape_of(a)[-2:] if len(shape_of(a)) > 1 else (0, 0)
    if compute_uv and full_matrices and m != n:
        raise ShapeError(
            f"svd of shape {shape_of(a)}: the last columns of the full U or rows of the full Vh "
            "have no derivative",
            "Pass full_matrices=False.",
        )
    y = SVD.apply(a)
    if not compute_uv:
        return y[..., m, :]
    return SVDResult(y[..., :m, :], y[..., m, :], y[..., m + 1 :, :].mT)


def svdvals(x: TensorLike, /) -> Tensor:
    """The singular values (..., K), descending, of matrices (..., M, N); see `svd`."""
    return cast(Tensor, svd(x, compute_uv=False))


def pinv(a: TensorLike, rcond: Any = None, *, rtol: Any = ...) -> Tensor:
    """The pseudoinverses (..., N, M) of matrices (..., M, N).

    Singular values of at most `rcond` times the largest count as 0, by default 1e-15 times;
    `rtol` is the same by another name, and as None max(M, N) times the spacing of floats at 1. The
    derivative is that along matrices of the same rank.
    Raises LinAlgError if the singular values cannot be found; ValueError for both names at once.
    """
    if rtol is not ...:
        if rcond is not None:
            raise ValueError("pinv takes rcond or rtol, which is the same; given both")
        rcond = rtol
        if rtol is None:
            shape, dtype = shape_of(a)[-2:], getattr(a, "dtype", np.float64)
            rcond = max(shape) * float(np.finfo(dtype).eps)
    return PInv.apply(a, rcond=rcond)


register(np.linalg.svd, svd)
register(np.linalg.svdvals, svdvals)
register(np.linalg.pinv, pinv)
