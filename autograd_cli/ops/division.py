"""Division with remainder, element by element."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.steps import floor_divide


class Remainder(Function, numpy=np.remainder):
    """y = a - b floor(a / b), with the sign of b, as Python's %;  da = g,  db = -g floor(a / b)."""

    elementwise = True
    forward = np.remainder

    @staticmethod
    def vjp_a(g):
        return g

    @staticmethod
    def vjp_b(g, a, b):
        return -g * np.floor_divide(a, b)  # unlike floor(a / b) exact: 9 for 1 and 0.1, not 10


class Fmod(Function, numpy=np.fmod):
    """y = a - b trunc(a / b), with the sign of a, as C's fmod;  da = g,  db = -g trunc(a / b)."""

    elementwise = True
    forward = np.fmod

    @staticmethod
    def vjp_a(g):
        return g

    @staticmethod
    def vjp_b(g, a, b, y):
        return -g * np.rint((a - y) / b)  # a whole number but for rounding


remainder = Remainder.apply
mod = remainder
fmod = Fmod.apply


def divmod(a: TensorLike, b: TensorLike) -> tuple[Tensor, Tensor]:
    """`floor_divide(a, b)`, which belongs to no graph, and `remainder(a, b)`.

    Raises ShapeError for shapes that do not broadcast.
    """
    return floor_divide(a, b), remainder(a, b)


register(np.divmod, divmod)
