"""Floating-point numbers taken apart and put together, element by element."""

import numpy as np

from autograd_cli.engine import Array, Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.steps import trunc

__all__ = ["frexp", "ldexp", "modf"]


class Ldexp(Function):
    """y = x 2^exponent;  dx = g 2^exponent."""

    elementwise = True

    @staticmethod
    def forward(x, *, exponent):
        return np.ldexp(x, exponent)

    @staticmethod
    def vjp_x(g, *, exponent):
        return Ldexp.compute(g, exponent=exponent)


class Fraction(Function):
    """y = x - trunc(x), with the sign of x and 0 for infinities;  dx = g."""

    elementwise = True

    @staticmethod
    def forward(x):
        return np.modf(x)[0]

    @staticmethod
    def vjp_x(g):
        return g


def ldexp(x1: TensorLike, x2: TensorLike) -> Tensor:
    """`x1` times 2 to the power of `x2`, integers, exactly.

    Raises ShapeError for shapes that do not broadcast, TypeError for an `x2` of floats.
    """
    exponent = x2.data if isinstance(x2, Tensor) else np.asarray(x2)
    return Ldexp.apply(x1, exponent=exponent)


def frexp(x: TensorLike) -> tuple[Tensor, Array]:
    """The mantissa, from 0.5 to 1, and the exponent with which `ldexp` makes it `x` again."""
    exponent = np.frexp(x.data if isinstance(x, Tensor) else x)[1]
    return ldexp(x, -exponent), exponent


def modf(x: TensorLike) -> tuple[Tensor, Tensor]:
    """The fraction of `x`, and `trunc(x)`, which belongs to no graph."""
    return Fraction.apply(x), trunc(x)


register(np.ldexp, ldexp)
register(np.frexp, frexp)
register(np.modf, modf)
