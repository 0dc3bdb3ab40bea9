"""Determinants, and their logarithms."""

from typing import NamedTuple

import numpy as np

from autograd_cli.engine import Array, Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register


class Det(Function):
    """The determinant of square matrices.

    Shapes    a (..., N, N)  ->  y (...)
    Formula   y = det a;  da = g times the cofactors of a, which is g y a^-T if a has an inverse
    Source    Giles, An extended collection of matrix derivative results (2008), section 2.2.4.
    """

    @staticmethod
    def forward(a):
        return np.linalg.det(a)

    @staticmethod
    def vjp_a(g, a):
        return g[..., None, None] * Cofactors.compute(a)

    @classmethod
    def batched(cls, params, x_shape):
        return params


class Cofactors(Function):
    """The cofactors of square matrices, right for singular ones too.

    Shapes    a (..., N, N)  ->  y (..., N, N)
    Formula   y = det(a) a^-T, which keeps its digits also for nearly singular matrices, as the
              errors of the two cancel; or, where there is no inverse, det(U) det(V) U T V^T from
              a = U S V^T, where T_ii is the product of all S but S_ii
              da = SecondCofactors of g at a
    Source    Stewart, On the adjugate matrix (1998).
    """

    @staticmethod
    def forward(a):
        try:
            inverse = np.linalg.inv(a)
        except np.linalg.LinAlgError:
            return _cofactors_by_svd(a)
        with np.errstate(over="ignore"):
            y = np.linalg.det(a)
        bounds = np.finfo(y.dtype)
        if ((np.abs(y) > bounds.tiny / bounds.eps) & (np.abs(y) < np.inf)).all():
            return y[..., None, None] * inverse.mT
        return _cofactors_by_svd(a)  # the product would have lost the digits that y has not

    @staticmethod
    def vjp_a(g, a):
        return SecondCofactors.compute(g, a)

    @classmethod
    def batched(cls, params, x_shape):
        return params


class SecondCofactors(Function):
    """The derivative of the cofactors at a in the direction x, right for singular a too.

    With a = U S V^T it is in the bases U and V, up to det(U) det(V), off the diagonal -P_ij x_ji
    and on it the sum of P_ij x_jj, where P_ij is the product of all S but S_ii and S_jj.

    Shapes    x (..., N, N), a (..., N, N)  ->  y (..., N, N)
    Formula   y = det(a) (<x, X> X - X x^T X) with X = a^-T, linear in x and its own transpose;
              dx = the same of g,  da = its derivative, for which a must have an inverse
    """

    @staticmethod
    def forward(x, a):
        u, s, vh, sign = _signed_svd(a)
        x = u.mT @ x @ vh.mT
        p = _products_without_two(s)
        sums = p @ np.diagonal(x, axis1=-2, axis2=-1)[..., None]
        y = sums * np.eye(s.shape[-1], dtype=s.dtype) - p * x.mT
        return sign * (u @ y @ vh)

    @staticmethod
    def vjp_x(g, a):
        return SecondCofactors.compute(g, a)

    @staticmethod
    def vjp_a(g, x, a):
        inverse = np.linalg.inv(a).mT
        xi, gi = x.mT @ inverse, g.mT @ inverse
        along_x, along_g = inverse @ xi, inverse @ gi
        total_x, total_g = _inner(x, inverse), _inner(g, inverse)
        return np.linalg.det(a)[..., None, None] * (
            (total_x * total_g - _inner(g, along_x)) * inverse
            - total_g * along_x
            - total_x * along_g
            + along_x @ gi
            + along_g @ xi
        )

    @classmethod
    def batched(cls, params, x_shape):
        return params


class SLogDet(Function):
    """Sign and logarithm of the determinant, stacked because an op has one result.

    Shapes    a (..., N, N)  ->  y (..., 2)
    Formula   y = (sign det a, ln |det a|);  da = g_2 a^-T
    Source    Giles, An extended collection of matrix derivative results (2008), section 2.2.4.
    """

    @staticmethod
    def forward(a):
        return np.stack(np.linalg.slogdet(a), axis=-1)

    @staticmethod
    def vjp_a(g, a):
        try:
            inverse = np.linalg.inv(a)
        except np.linalg.LinAlgError as error:
            raise np.linalg.LinAlgError(
                "slogdet of a singular matrix has no derivative: the logarithm is -inf there"
            ) from error
        return g[..., 1, None, None] * inverse.mT

    @classmethod
    def batched(cls, params, x_shape):
        return params


class SlogdetResult(NamedTuple):
    """det a = sign e^logabsdet."""

    sign: Tensor
    logabsdet: Tensor


def det(a: TensorLike) -> Tensor:
    """The determinants of square matrices (..., N, N).

    First and second derivatives are right for singular matrices too; the third needs an inverse.
    Raises LinAlgError for a matrix that is not square.
    """
    return Det.apply(a)


def slogdet(a: TensorLike) -> SlogdetResult:
    """The sign of the determinants and the logarithm of their absolute value; batched as `det`.

    Neither overflows. The sign, 0 for a singular matrix, is outside the graph; the logarithm is
    then -inf, and its derivative raises LinAlgError.
    Raises LinAlgError for a matrix that is not square.
    """
    y = SLogDet.apply(a)
    return SlogdetResult(Tensor(y.data[..., 0]), y[..., 1])


def _cofactors_by_svd(a: Array) -> Array:
    u, s, vh, sign = _signed_svd(a)
    one_left_out = np.where(np.eye(s.shape[-1], dtype=bool), 1, s[..., None, :])
    products: Array = one_left_out.prod(axis=-1)
    cofactors: Array = sign * ((u * products[..., None, :]) @ vh)
    return cofactors


def _signed_svd(a: Array) -> tuple[Array, Array, Array, Array]:
    u, s, vh = np.linalg.svd(a)
    return u, s, vh, (np.linalg.det(u) * np.linalg.det(vh))[..., None, None]


def _products_without_two(s: Array) -> Array:
    """P_ij = the product of all s but s_i and s_j, and 0 for i = j; without dividing."""
    n = s.shape[-1]
    one = np.ones((*s.shape[:-1], min(n, 1)), s.dtype)
    shifted = np.concatenate([one, s[..., :-1]], axis=-1)
    before = np.cumprod(shifted, axis=-1)
    after = np.cumprod(np.concatenate([one, s[..., :0:-1]], axis=-1), axis=-1)[..., ::-1]
    later = np.tri(n, k=-2, dtype=bool).T  # j > i + 1
    between = np.cumprod(np.where(later, shifted[..., None, :], 1), axis=-1)
    p = np.triu(before[..., :, None] * between * after[..., None, :], 1)
    result: Array = p + p.mT
    return result


def _inner(x, y):
    """The sum of the products of all elements of matrices, as (..., 1, 1)."""
    return np.sum(x * y, axis=(-2, -1), keepdims=True)


register(np.linalg.det, det)
register(np.linalg.slogdet, slogdet)
