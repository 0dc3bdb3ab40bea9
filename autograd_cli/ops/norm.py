"""Norms of vectors and of matrices, along axes."""

import math
from functools import cache
from typing import Any

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.absolute import abs
from autograd_cli.ops.axes import Axis, behind_batch, from_front, keep_axes
from autograd_cli.ops.casting import astype
from autograd_cli.ops.max_min import max, min
from autograd_cli.ops.permuting import moveaxis
from autograd_cli.ops.reductions import sum
from autograd_cli.ops.shape import reshape

__all__ = ["norm"]  # the others are of linalg


class Norm(Function):
    """The Euclidean norm along the axes; of matrices, that of Frobenius.

    Formula   y = sqrt(sum x^2);  dx = g x / y, and 0 where y = 0
    """

    @staticmethod
    def forward(x, *, axis, keepdims):
        with np.errstate(over="ignore"):
            if axis is None and not keepdims:
                y = np.sqrt(np.vdot(x, x))
            else:
                y = np.sqrt(np.add.reduce(x * x, axis=axis, keepdims=keepdims))
        low, high = _trusted(y.dtype)
        if ((low < y) & (y < high)).all():
            return y
        return PNorm.forward(x, p=2, axis=axis, keepdims=keepdims)

    @staticmethod
    def vjp_x(g, x, y, *, axis, x_shape):
        g, y = g.reshape(keep_axes(x_shape, axis)), y.reshape(keep_axes(x.shape, axis))
        return g * (y != 0) * (x / (y + (y == 0)))

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


class PNorm(Function):
    """The p-norm along the axes, for any number p but 0.

    Formula   y  = m (sum |x / m|^p)^(1/p), with m the largest |x| or, for p < 0, the smallest
              dx = g sign(x) |x / y|^(p - 1), and 0 where x = 0
    """

    @staticmethod
    def forward(x, *, p, axis, keepdims):
        sizes = np.abs(x)
        if p > 0:
            m = np.maximum.reduce(sizes, axis=axis, keepdims=True, initial=0)
        else:
            m = np.minimum.reduce(sizes, axis=axis, keepdims=True)
        is_norm = (m == 0) | ~np.isfinite(m)  # what else there is makes no difference
        with np.errstate(divide="ignore"):
            total = np.add.reduce((sizes / np.where(is_norm, 1, m)) ** p, axis=axis, keepdims=True)
            y = np.where(is_norm, m, m * total ** (1 / p))
        return y if keepdims else y.squeeze(axis)

    @staticmethod
    def vjp_x(g, x, y, *, p, axis, x_shape):
        g, y = g.reshape(keep_axes(x_shape, axis)), y.reshape(keep_axes(x.shape, axis))
        ratio = np.abs(x) / (y + (y == 0)) + (x == 0)  # no power of 0, which may be infinite
        return g * np.sign(x) * ratio ** (p - 1)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


def norm(
    x: TensorLike, ord: float | str | None = None, axis: Axis = None, keepdims: bool = False
) -> Tensor:
    """The norm of vectors (one axis) or of matrices (two); by default of all elements as a vector.

    `ord` is for vectors a number p, of which `inf` and `-inf` mean the largest and smallest |x| and
    0 the count of elements that are not 0; for matrices "fro", 1, -1, inf, -inf or, of singular
    values, 2, -2 and "nuc". Where a norm has no derivative the sub-gradient is finite, and at 0 it
    is 0, except for those of singular values.
    Raises ShapeError for an axis that is not there, ValueError for other numbers of axes or `ord`.
    """
    ndim = len(shape_of(x))
    if axis is None and ord is None:
        return vector_norm(x, keepdims=keepdims)
    axes = tuple(range(ndim)) if axis is None else from_front(axis, ndim, "norm")
    if len(axes) == 1:
        return vector_norm(x, axis=axes, keepdims=keepdims, ord=2 if ord is None else ord)
    if len(axes) == 2:
        return _matrix_norm(x, "fro" if ord is None else ord, axes, keepdims)
    raise ValueError(f"norm is of one axis or of two; given {len(axes)} of shape {shape_of(x)}")


def vector_norm(
    x: TensorLike, *, axis: Axis = None, keepdims: bool = False, ord: float | str = 2
) -> Tensor:
    """The norm of the elements along `axis`, one or several, as a vector. See `norm`."""
    x = _floats(x)
    if ord == 2 or (ord == math.inf and x.size == 0):  # the norm of nothing is 0
        return Norm.apply(x, axis=axis, keepdims=keepdims)
    if ord == 1:
        return sum(abs(x), axis, keepdims)
    if ord == math.inf:
        return max(abs(x), axis, keepdims)
    if ord == -math.inf:
        return min(abs(x), axis, keepdims)
    if ord == 0:
        return sum((x != 0).astype(x.dtype), axis, keepdims)
    if isinstance(ord, str) or ord != ord:
        raise ValueError(f"norm of a vector with ord = {ord!r}: it is a number, inf or -inf")
    return PNorm.apply(x, p=ord, axis=axis, keepdims=keepdims)


def matrix_norm(x: TensorLike, *, keepdims: bool = False, ord: float | str = "fro") -> Tensor:
    """The norm of the matrices in the last two axes. See `norm`."""
    axes = from_front((-2, -1), len(shape_of(x)), "matrix_norm")
    return _matrix_norm(x, ord, axes, keepdims)


def _matrix_norm(x: TensorLike, ord: Any, axes: tuple[int, ...], keepdims: bool) -> Tensor:
    x = _floats(x)
    if ord == "fro" or (ord in (1, 2, math.inf, "nuc") and x.size == 0):
        return Norm.apply(x, axis=axes, keepdims=keepdims)
    if ord in (1, -1, math.inf, -math.inf):
        row, column = axes
        sums = sum(abs(x), row if ord in (1, -1) else column, keepdims=True)
        return (max if ord > 0 else min)(sums, axes, keepdims)
    if ord not in (2, -2, "nuc"):
        raise ValueError(
            f"norm of a matrix with ord = {ord!r}: there are 'fro', 'nuc', 1, -1, 2, -2, inf, -inf"
        )
    from autograd_cli.ops.linalg import svdvals  # which imports this file

    values = svdvals(moveaxis(x, axes, (-2, -1)))
    y = sum(values, -1) if ord == "nuc" else (max if ord > 0 else min)(values, -1)
    return reshape(y, keep_axes(x.shape, axes)) if keepdims else y


def _floats(x: TensorLike) -> Tensor:
    x = x if isinstance(x, Tensor) else Tensor(x)
    return x if x.dtype.kind == "f" else astype(x, float)


@cache
def _trusted(dtype: np.dtype[Any]) -> tuple[float, float]:
    """Between which bounds a norm has lost nothing to squares too small or too large for floats."""
    info = np.finfo(dtype)
    return math.sqrt(info.tiny / info.eps), math.sqrt(info.max)


register(np.linalg.norm, norm)
register(np.linalg.vector_norm, vector_norm)
register(np.linalg.matrix_norm, matrix_norm)
