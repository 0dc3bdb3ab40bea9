"""Values chosen between, element by element, and values replaced."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd_cli.engine import Array, Function, ShapeError, Tensor, TensorLike
from autograd_cli.engine.dispatch import register


class Where(Function):
    """y = a where c, else b, for condition c;  da = g where c, else 0,  db = 0 where c, else g.

    The 0 is exact even where g is infinite or NaN.
    """

    elementwise = True

    @staticmethod
    def forward(condition, a, b):
        return np.where(condition, a, b)

    @staticmethod
    def vjp_a(g, condition):
        return np.where(condition, g, 0)

    @staticmethod
    def vjp_b(g, condition):
        return np.where(condition, 0, g)


class NanToNum(Function):
    """y = x with numbers in place of NaN and of infinities;  dx = g where x is finite, else 0."""

    elementwise = True

    @staticmethod
    def forward(x, *, nan, posinf, neginf):
        return np.nan_to_num(x, nan=nan, posinf=posinf, neginf=neginf)

    @staticmethod
    def vjp_x(g, x):
        return np.where(np.isfinite(x), g, 0)


def where(condition: TensorLike, x: Any = None, y: Any = None) -> Tensor | tuple[Array, ...]:
    """`x` where `condition` holds and `y` elsewhere; the condition is a constant.

    Without `x` and `y` the indices where it holds, an array for each axis.
    Raises ShapeError for shapes that do not broadcast, ValueError for one of `x` and `y` alone.
    """
    holds = condition.data if isinstance(condition, Tensor) else np.asarray(condition)
    if x is None and y is None:
        return np.nonzero(holds)
    if x is None or y is None:
        raise ValueError("where takes both x and y, or neither of them")
    return Where.apply(holds, x, y)


def select(
    condlist: Sequence[TensorLike], choicelist: Sequence[TensorLike], default: TensorLike = 0
) -> Tensor:
    """The choice whose condition is the first to hold, and `default` where none does.

    Raises ShapeError for shapes that do not broadcast, or if there are more of one than the other.
    """
    if len(condlist) != len(choicelist):
        raise ShapeError(f"select of {len(condlist)} conditions and {len(choicelist)} choices")
    chosen: Any = default
    for condition, choice in zip(reversed(condlist), reversed(choicelist), strict=True):
        chosen = where(condition, choice, chosen)
    return chosen if isinstance(chosen, Tensor) else Tensor(chosen)


def nan_to_num(
    x: TensorLike,
    copy: bool = True,
    nan: float = 0.0,
    posinf: float | None = None,
    neginf: float | None = None,
) -> Tensor:
    """`x` with `nan` in place of NaN, and `posinf` and `neginf` in place of infinities.

    These are the largest floats by default. A new tensor, whatever `copy` says.
    """
    return NanToNum.apply(x, nan=nan, posinf=posinf, neginf=neginf)


register(np.where, where)
register(np.select, select)
register(np.nan_to_num, nan_to_num)
