"""Variances and standard deviations along axes."""

import math

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import Axis, behind_batch, keep_axes
from autograd_cli.ops.norm import Norm
from autograd_cli.ops.reductions import Mean


class Var(Function):
    """The mean squared deviation from the mean m of the n elements along the axes.

    Formula   y  = sum (x - m)^2 / (n - ddof);  dx = 2 g (x - m) / (n - ddof)
    Source    Chan, Golub and LeVeque, Algorithms for computing the sample variance (1983): in two
              passes.
    """

    @staticmethod
    def forward(x, *, axis, ddof, keepdims):
        deviations, n = _deviations(x, axis, ddof)
        deviations *= deviations
        return np.add.reduce(deviations, axis=axis, keepdims=keepdims) / n

    @staticmethod
    def vjp_x(g, x, *, axis, ddof, x_shape):
        n = math.prod(x_shape) // (g.size or 1)
        g = (2 * g / (n - ddof)).reshape(keep_axes(x_shape, axis))
        return g * (x - Mean.compute(x, axis=axis, keepdims=True))

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


class Std(Function):
    """The root of the variance.

    Formula   y  = sqrt(sum (x - m)^2 / (n - ddof)), with m the mean of the n elements;
              dx = g (x - m) / ((n - ddof) y), and 0 where y = 0, as in PyTorch
    """

    @staticmethod
    def forward(x, *, axis, ddof, keepdims):
        deviations, n = _deviations(x, axis, ddof)
        return Norm.forward(deviations, axis=axis, keepdims=keepdims) / math.sqrt(n)

    @staticmethod
    def vjp_x(g, x, y, *, axis, ddof, x_shape):
        n = math.prod(x_shape) // (g.size or 1)
        g, y = g.reshape(keep_axes(x_shape, axis)), y.reshape(keep_axes(x.shape, axis))
        deviations = x - Mean.compute(x, axis=axis, keepdims=True)
        return g * (y != 0) * (deviations / ((n - ddof) * (y + (y == 0))))

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


def var(
    x: TensorLike,
    axis: Axis = None,
    *,
    ddof: float = 0,
    keepdims: bool = False,
    correction: float | None = None,
) -> Tensor:
    """The variance along `axis` (an axis, several, or None for all) of n elements.

    The squared deviations are divided by n - `ddof`, or its newer name `correction`: 0 as in NumPy,
    unlike PyTorch's 1.
    Raises ShapeError if no more than `ddof` elements come together, or for an axis that the tensor
    does not have; ValueError for both names at once.
    """
    return Var.apply(x, axis=axis, ddof=_one_of(ddof, correction), keepdims=keepdims)


def std(
    x: TensorLike,
    axis: Axis = None,
    *,
    ddof: float = 0,
    keepdims: bool = False,
    correction: float | None = None,
) -> Tensor:
    """The standard deviation: the root of `var`. Where it is 0, so is its derivative.

    Raises what `var` raises.
    """
    return Std.apply(x, axis=axis, ddof=_one_of(ddof, correction), keepdims=keepdims)


def _deviations(x, axis, ddof):
    """The differences x - m, and the n - ddof by which the sum of their squares is divided."""
    total = np.add.reduce(x, axis=axis, keepdims=True)
    n = x.size // (total.size or 1)
    if n <= ddof and total.size:
        raise ValueError(f"{n} elements have no variance with ddof = {ddof}")
    deviations = x - total / n
    # Rounding puts the mean beside equal elements: their deviations are equal too, but not 0.
    deviations -= np.add.reduce(deviations, axis=axis, keepdims=True) / n
    return deviations, n - ddof


def _one_of(ddof: float, correction: float | None) -> float:
    if correction is None:
        return ddof
    if ddof:
        raise ValueError("ddof and correction are two names of one thing: give one of them")
    return correction


register(np.var, var)
register(np.std, std)
