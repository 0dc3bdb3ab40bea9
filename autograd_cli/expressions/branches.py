"""Functions with kinks: which side of each a point is on, and the smooth formula of that side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograd_cli.expressions.expression import Call, Expression, Number, Step
from autograd_cli.expressions.operations import NEGATIVE

# What is positive on one side of the kink, negative on the other and 0 on it.
_GAPS: dict[str, Callable[..., Any]] = {
    "abs": np.positive,
    "relu": np.positive,
    "maximum": np.subtract,
    "minimum": lambda a, b: np.subtract(b, a),
}


def kinks(expression: Expression) -> dict[int, Call]:
    """The steps that have a kink, by their numbers."""
    return {
        i: step
        for i, step in enumerate(expression.steps)
        if isinstance(step, Call) and step.operation.name in _GAPS
    }


def sides(expression: Expression, values: Mapping[str, Any]) -> NDArray[Any]:
    """On which side of each kink the values are, floats or arrays (N,): -1, 1, or 0 on it.

    Of shape (K,) or (K, N) for K kinks.
    """
    shape = np.shape(next(iter(values.values())))
    with np.errstate(all="ignore"):  # elsewhere in the formula, or beside the point
        found = expression.results(values)
        gaps = [
            np.broadcast_to(_GAPS[step.operation.name](*(found[k] for k in step.inputs)), shape)
            for step in kinks(expression).values()
        ]
        return np.sign(np.reshape(gaps, (-1, *shape)))


def branch(expression: Expression, at: Sequence[float]) -> Expression:
    """The smooth formula that equals this one on those sides of its kinks; 0 counts as 1."""
    positive = dict(zip(kinks(expression), (bool(side >= 0) for side in at), strict=True))
    steps: list[Step] = []
    places: list[int] = []  # of the results of the old steps among the new
    for i, step in enumerate(expression.steps):
        if isinstance(step, Call):
            step = replace(step, inputs=tuple(places[k] for k in step.inputs))
        if i in positive and isinstance(step, Call):
            places.append(_side(steps, step, positive[i]))
        else:
            places.append(_added(steps, step))
    return replace(expression, steps=tuple(steps[: places[-1] + 1]))


def _side(steps: list[Step], step: Call, positive: bool) -> int:
    """The number of the step that stands for one side of a kink."""
    match step.operation.name, positive:
        case "maximum" | "minimum", False:
            return step.inputs[1]
        case _, True:
            return step.inputs[0]
        case "abs", False:
            return _added(steps, replace(step, operation=NEGATIVE))
        case _:
            return _added(steps, Number("0", 0))


def _added(steps: list[Step], step: Step) -> int:
    steps.append(step)
    return len(steps) - 1
