"""Gradient descent with the derivative computed in each way, and the minimum that it seeks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograd_cli.expressions import automatic
from autograd_cli.expressions.comparison import SYMBOLIC
from autograd_cli.expressions.exact import Point, Reference, undefined, value_at
from autograd_cli.expressions.expression import Expression
from autograd_cli.expressions.wanted import Wanted, derivatives
from autograd_cli.expressions.ways import Way, by_difference

_COARSE = (0.01, 0.001)  # steps of the forward difference whose effect can be seen
_FAR = 1e10  # where a descent counts as diverged: so many times as far as the start
_NEWTON_STEPS = 100
_EPSILON = float(np.finfo(np.float64).eps)

Gradient = Callable[[Point], NDArray[Any]]


@dataclass(frozen=True)
class Descent:
    """The points (T + 1, n) from the start on, the function's values (T + 1,) there.

    `slope` is the length of the exact gradient at the last, NaN where there is none. `stopped` says
    why there are no more points, and is empty if all steps were made.
    """

    way: str
    points: NDArray[Any]
    values: NDArray[Any]
    slope: float
    stopped: str
    diverged: bool

    def distances(self, minimum: NDArray[Any] | None) -> NDArray[Any]:
        """From every point to the minimum; NaN if there is none."""
        if minimum is None:
            return np.full(len(self.points), np.nan)
        lengths: NDArray[Any] = np.linalg.norm(self.points - minimum, axis=1)
        return lengths


@dataclass(frozen=True)
class Descents:
    """One descent by each way, and the minimum (n,) near their end; None if none was found."""

    variables: tuple[str, ...]
    found: tuple[Descent, ...]
    minimum: NDArray[Any] | None
    absent: str  # why there is no symbolic one


def minimize(
    expression: Expression, start: Point, *, lr: float, steps: int, dx: float | None = None
) -> Descents:
    """Descend from `start` by symbolic, numeric and automatic derivatives.

    The forward difference has the step `dx`, or 0.01 and 0.001, whose error shows.
    """
    reference = Reference(expression, 2, 1)
    first = derivatives(expression.variables, 1)

    def exact(point: Point) -> NDArray[Any]:
        return np.array([reference.at(wanted, point).value for wanted in first])

    gradients: dict[str, Gradient] = {} if reference.absent else {SYMBOLIC: exact}
    gradients |= {way.name: _gradient(way, expression, first) for way in _ways(dx)}
    found = tuple(
        _descend(name, expression, gradient, exact, start, lr, steps)
        for name, gradient in gradients.items()
    )
    ends = [descent for descent in reversed(found) if not descent.stopped]
    minimum = _minimum(expression, reference, ends[0]) if ends else None
    return Descents(expression.variables, found, minimum, reference.absent)


def _ways(dx: float | None) -> list[Way]:
    forward = [by_difference(1, h, named=True) for h in ((dx,) if dx else _COARSE)]
    return [*forward, by_difference(2, dx), Way("reverse mode", automatic.reverse)]


def _gradient(way: Way, expression: Expression, first: Sequence[Wanted]) -> Gradient:
    def gradient(point: Point) -> NDArray[Any]:
        points = {name: np.array([x]) for name, x in point.items()}
        return np.array([way.values(expression, points, wanted)[0] for wanted in first])

    return gradient


def _descend(
    name: str,
    expression: Expression,
    gradient: Gradient,
    exact: Gradient,
    start: Point,
    lr: float,
    steps: int,
) -> Descent:
    points = [np.array([*start.values()])]
    values = [value_at(expression, start)]
    far = _FAR * max(1.0, float(np.abs(points[0]).max()))
    stopped, diverged = "", False
    for step in range(steps):
        slopes = gradient(_point(start, points[-1]))
        if not np.all(np.isfinite(slopes)):
            stopped = f"no derivative after {step} steps"
            break
        x = points[-1] - lr * slopes
        value = value_at(expression, _point(start, x))
        if diverged := bool(np.any(np.abs(x) > far) or np.isinf(value)):
            stopped = f"diverged at step {step + 1}"
            break
        if np.isnan(value):
            stopped = f"step {step + 1} leads to where the function is not defined"
            break
        points.append(x)
        values.append(value)
    slope = float(np.linalg.norm(exact(_point(start, points[-1]))))
    return Descent(name, np.array(points), np.array(values), slope, stopped, diverged)


def _minimum(expression: Expression, reference: Reference, end: Descent) -> NDArray[Any] | None:
    """Where Newton's method leads from the end of a descent, if that is a minimum."""
    names = expression.variables
    x = end.points[-1]
    for _ in range(_NEWTON_STEPS):
        point = dict(zip(names, x.tolist(), strict=True))
        if undefined(expression, point):
            return None
        gradient = np.array([reference.at((name,), point).value for name in names])
        hessian = np.array([[reference.at((a, b), point).value for b in names] for a in names])
        if not np.all(np.isfinite(hessian)) or np.linalg.eigvalsh(hessian)[0] <= 0:
            return None
        move = np.linalg.solve(hessian, gradient)
        x = x - move
        if np.all(np.abs(move) <= 2 * _EPSILON * np.maximum(1, np.abs(x))):
            return np.asarray(x)
    return None


def _point(like: Point, x: NDArray[Any]) -> dict[str, float]:
    return dict(zip(like, x.tolist(), strict=True))
