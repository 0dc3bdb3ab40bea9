"""Eigenvalues and eigenvectors of symmetric matrices."""

from typing import NamedTuple

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register


class Eigh(Function):
    """The eigenvalues w of symmetric matrices, ascending, above their eigenvectors V, in columns.

    Shapes    a (..., N, N), of which the lower triangle is read  ->  y (..., N + 1, N)
    Formula   y = (w, V), a = V diag(w) V^T;  da = (s + s^T) / 2 with
              s = V (diag(g_w) + F (V^T g_V)) V^T, where F_ij = 1 / (w_j - w_i), or 0 if they are
              equal, multiplies element by element
    Source    Giles, An extended collection of matrix derivative results (2008), section 3.1.
    """

    @staticmethod
    def forward(a):
        w, v = np.linalg.eigh(a)
        return np.concatenate([w[..., None, :], v], axis=-2)

    @staticmethod
    def vjp_a(g, y):
        w, v = y[..., 0, :], y[..., 1:, :]
        gap = w[..., None, :] - w[..., :, None]
        values = g[..., :1, :] * np.eye(y.shape[-1], dtype=y.dtype)
        s = v @ (values + finite_reciprocal(gap) * (v.mT @ g[..., 1:, :])) @ v.mT
        return 0.5 * (s + s.mT)

    @classmethod
    def batched(cls, params, x_shape):
        return params


class EighResult(NamedTuple):
    """a = V diag(w) V^T, with w ascending and the columns of V orthonormal."""

    eigenvalues: Tensor
    eigenvectors: Tensor


def eigh(a: TensorLike, UPLO: str = "L") -> EighResult:
    """The eigenvalues (..., N) and eigenvectors (..., N, N) of symmetric matrices (..., N, N).

    Only the lower triangle is read, or with UPLO "U" the upper one; the gradient is symmetric. An
    eigenvector may as well be its negative, and those of equal eigenvalues any basis of their
    space: only what does not depend on that choice has a derivative, and it is given for distinct
    eigenvalues to any order, for equal ones to the first.
    Raises LinAlgError for a matrix that is not square; ValueError for another UPLO.
    """
    if UPLO.upper() not in ("L", "U"):
        raise ValueError(f"eigh with UPLO {UPLO!r}: it is 'L' or 'U', the triangle that is read")
    y = Eigh.apply(a if UPLO.upper() == "L" else np.matrix_transpose(a))
    return EighResult(y[..., 0, :], y[..., 1:, :])


def eigvalsh(a: TensorLike, UPLO: str = "L") -> Tensor:
    """The eigenvalues (..., N), ascending, of symmetric matrices (..., N, N); see `eigh`."""
    return eigh(a, UPLO).eigenvalues


def finite_reciprocal(x):
    """1 / x, and 0 where x is 0: what is multiplied with it is 0 there too."""
    zero = x == 0
    return ~zero / (x + zero)


register(np.linalg.eigh, eigh)
register(np.linalg.eigvalsh, eigvalsh)
