"""The Gaussian error function, and the activation function that is made of it."""

import math

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.ops.promotion import as_floats
from autograd_cli.ops.sigmoids import Sigmoid

# SciPy is imported by the forwards: most programs need none of it, and it takes a while.
_SLOPE, _CUBIC = 2 * math.sqrt(2 / math.pi), 0.044715  # of TanhGELU


class Erf(Function):
    """The Gaussian error function.

    Formula   y  = 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x
              dx = g 2 / sqrt(pi) e^(-x^2)
    """

    elementwise = True

    @staticmethod
    def forward(x):
        from scipy import special

        return special.erf(as_floats(x))

    @staticmethod
    def vjp_x(g, x):
        return g * _bell(x, 1.0, 2 / math.sqrt(math.pi))


class NormalCDF(Function):
    """y = P(t < x) for a standard normal t;  dx = g e^(-x^2 / 2) / sqrt(2 pi)."""

    elementwise = True

    @staticmethod
    def forward(x):
        from scipy import special

        # (1 + erf(x / sqrt 2)) / 2 would have no digits left of the tail.
        return special.ndtr(as_floats(x))

    @staticmethod
    def vjp_x(g, x):
        return g * _normal_density(x)


class GELU(Function):
    """y = x P(t < x) for a standard normal t;  dx = g (P(t < x) + x e^(-x^2 / 2) / sqrt(2 pi)).

    Source    Hendrycks and Gimpel, Gaussian error linear units (2016), section 2.
    """

    elementwise = True

    @staticmethod
    def forward(x):
        return x * NormalCDF.forward(x)

    @staticmethod
    def vjp_x(g, x):
        return g * (NormalCDF.compute(x) + x * _normal_density(x))


class TanhGELU(Function):
    """The approximation of GELU by a tanh, written as a sigmoid, whose tail keeps its digits.

    Formula   y  = x s, with s = 1 / (1 + e^-u), u = 2 sqrt(2 / pi) (x + 0.044715 x^3)
              dx = g s (1 + x (1 - s) u')
    Source    Hendrycks and Gimpel, Gaussian error linear units (2016), section 2.
    """

    elementwise = True

    @staticmethod
    def forward(x):
        return x * Sigmoid.forward(_exponent(as_floats(x)))

    @staticmethod
    def vjp_x(g, x):
        s = Sigmoid.compute(_exponent(x))
        z = _bounded(x)
        slope = _SLOPE + (3 * _SLOPE * _CUBIC) * (z * z)
        return g * (s * (1 + z * (1 - s) * slope))


erf = Erf.apply


def gelu(x: TensorLike, approximate: str = "none") -> Tensor:
    """`x` times the probability that a standard normal number is below it.

    `approximate="tanh"` is the formula that some models were trained with; it is off by up to 5e-4.
    Raises ValueError for another name.
    """
    if approximate not in ("none", "tanh"):
        raise ValueError(f"gelu is approximated by 'none' or 'tanh'; given {approximate!r}")
    return (GELU if approximate == "none" else TanhGELU).apply(x)


def _normal_density(x):
    return _bell(x, 0.5, 1 / math.sqrt(2 * math.pi))


def _bell(x, rate, height):
    """The function height e^(-rate x^2) of x."""
    with np.errstate(over="ignore"):  # x^2 may be infinite: the result is 0 there
        return height * np.exp(-rate * (x * x))


def _exponent(x):
    """What TanhGELU gives to the sigmoid."""
    z = _bounded(x)
    return z * (_SLOPE + (_SLOPE * _CUBIC) * (z * z))


def _bounded(x):
    """`x` within bounds beyond which the sigmoid is 0 or 1 anyway, so that no cube overflows."""
    return np.minimum(np.maximum(x, -100), 100)
