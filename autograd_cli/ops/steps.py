"""Step functions: where they have a derivative it is 0, so that a result belongs to no graph.

`x - np.floor(x)` has the derivative 1 all the same, and a rule may multiply by `np.sign(x)`.
"""

from collections.abc import Callable

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.selection import Where


class Sign(Function):
    """y = -1, 0 or 1, the sign of x; NaN for NaN."""

    elementwise = True
    forward = np.sign


class Floor(Function):
    """y = the largest whole number that is not above x."""

    elementwise = True
    forward = np.floor


class Ceil(Function):
    """y = the smallest whole number that is not below x."""

    elementwise = True
    forward = np.ceil


class Trunc(Function):
    """y = x without its fraction: the next whole number towards 0."""

    elementwise = True
    forward = np.trunc


class Rint(Function):
    """y = the whole number nearest to x, of two the even one."""

    elementwise = True
    forward = np.rint


class Round(Function):
    """y = x to a number of decimals, of two equally near the even one."""

    elementwise = True

    @staticmethod
    def forward(x, *, decimals):
        return np.round(x, decimals)


class FloorDivide(Function):
    """y = the largest whole number that is not above a / b, as Python's //."""

    elementwise = True
    forward = np.floor_divide


class UnitStep(Function):
    """y = 1 where x > 0, else 0; NaN for NaN."""

    elementwise = True

    @staticmethod
    def forward(x):
        return np.heaviside(x, 0)


def _step(op: type[Function]) -> Callable[..., Tensor]:
    """The function of an op without rules, which takes tensors that require a gradient too."""

    def apply(*inputs: TensorLike) -> Tensor:
        return op.apply(*[x.detach() if isinstance(x, Tensor) else x for x in inputs])

    apply.__name__ = apply.__qualname__ = op.__name__
    apply.__doc__ = op.__doc__
    return apply


sign = _step(Sign)
floor = _step(Floor)
ceil = _step(Ceil)
trunc = _step(Trunc)
fix = trunc
rint = _step(Rint)
floor_divide = _step(FloorDivide)
_unit_step = _step(UnitStep)


def round(a: TensorLike, decimals: int = 0) -> Tensor:
    """`a` to a number of decimals, of two equally near the even one; it belongs to no graph."""
    return Round.apply(a.detach() if isinstance(a, Tensor) else a, decimals=decimals)


around = round


def heaviside(x1: TensorLike, x2: TensorLike) -> Tensor:
    """0 where `x1` is negative, `x2` where it is 0, 1 where it is positive.

    Only `x2` has a derivative, where `x1` is 0. Raises ShapeError for shapes that do not broadcast.
    """
    step = _unit_step(x1)
    return Where.apply(np.equal(x1, 0), x2, step)


register(np.sign, sign)
register(np.floor, floor)
register(np.ceil, ceil)
register(np.trunc, trunc)
register(np.fix, fix)
register(np.rint, rint)
register(np.floor_divide, floor_divide)
register(np.round, round)
register(np.around, around)
register(np.heaviside, heaviside)
