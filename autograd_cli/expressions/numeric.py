"""Derivatives from values alone: forward and central differences, and the complex step.

A difference of accuracy p for a derivative of order q has an error of about h^p from the formula
and of eps / h^q from rounding: together they are smallest for a step of h = eps^(1 / (p + q)),
here times max(1, |x|).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograd_cli.expressions.expression import Expression
from autograd_cli.expressions.wanted import Points, Wanted

_EPSILON = float(np.finfo(np.float64).eps)
_TINY, _LEAST = 1e-30, 1e-290  # of the complex step, which subtracts nothing: relative, and at all

# By accuracy: the weight of the value that lies so many steps away.
_WEIGHTS = {1: {1: 1, 0: -1}, 2: {1: 1, -1: -1}}


@dataclass(frozen=True)
class Difference:
    """The forward difference, of accuracy 1, or the central one, of 2; repeated for higher orders.

    `dx` is its step; None takes the one with the least error.
    """

    accuracy: int
    dx: float | None = None

    def step(self, x: NDArray[Any], order: int) -> NDArray[Any]:
        """The step at each x."""
        if self.dx is not None:
            return np.full(np.shape(x), self.dx)
        relative: float = _EPSILON ** (1 / (self.accuracy + order))
        step: NDArray[Any] = relative * np.maximum(1, np.abs(x))
        return step

    def stencil(self, points: Points, wanted: Wanted) -> Iterator[tuple[int, Points]]:
        """Where the function is evaluated, with the weight of the value there."""
        places: dict[tuple[int, ...], int] = {(0,) * len(points): 1}
        names = list(points)
        for name in wanted:
            places = _composed(places, names.index(name), _WEIGHTS[self.accuracy])
        steps = {name: self.step(points[name], len(wanted)) for name in wanted}
        for place, weight in places.items():
            moved = {
                name: points[name] + k * steps[name] if k else points[name]
                for name, k in zip(names, place, strict=True)
            }
            yield weight, moved

    def of(
        self, f: Callable[[Points], NDArray[Any]], points: Points, wanted: Wanted
    ) -> NDArray[Any]:
        """The difference quotient of `f`; not finite where `f` is not."""
        with np.errstate(all="ignore"):
            total = np.zeros(np.shape(next(iter(points.values()))))
            for weight, moved in self.stencil(points, wanted):
                total = total + weight * f(moved)
            for name in wanted:
                total = total / self._width(points[name], len(wanted))
        return total

    def _width(self, x: NDArray[Any], order: int) -> NDArray[Any]:
        """From the first value to the last, as floats have it: x + h is rounded."""
        h = self.step(x, order)
        width: NDArray[Any] = (x + h) - (x if self.accuracy == 1 else x - h)
        return width


def complex_step(expression: Expression, points: Points, wanted: Wanted) -> NDArray[Any]:
    """Im f(x + ih) / h, exact to rounding; for a second derivative the central difference of it.

    Source    Squire and Trapp, Using complex variables to estimate derivatives of real
              functions (1998).
    """
    first, *others = wanted

    def slope(at: Points) -> NDArray[Any]:
        x = at[first]
        h = np.where(x == 0, _TINY, np.maximum(_TINY * np.abs(x), _LEAST))
        found: NDArray[Any] = np.imag(expression.on({**at, first: x + 1j * h})) / h
        return found

    return Difference(2).of(slope, points, tuple(others))


def real_only(expression: Expression) -> str:
    """The first function in it that has no complex form, or nothing."""
    for step in expression.calls():
        if not step.operation.analytic:
            return step.operation.name
    return ""


def _composed(
    places: dict[tuple[int, ...], int], axis: int, weights: dict[int, int]
) -> dict[tuple[int, ...], int]:
    """One more difference along an axis."""
    found: dict[tuple[int, ...], int] = {}
    for place, weight in places.items():
        for k, factor in weights.items():
            moved = (*place[:axis], place[axis] + k, *place[axis + 1 :])
            found[moved] = found.get(moved, 0) + weight * factor
    return {place: weight for place, weight in found.items() if weight}
