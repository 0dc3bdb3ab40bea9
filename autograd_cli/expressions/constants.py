"""What can be told of a formula before any variable has a value: constants and powers too large."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd_cli.expressions.errors import refusal
from autograd_cli.expressions.expression import Call, Expression, Number, Step, Variable
from autograd_cli.expressions.operations import POWER

HIGHEST = 1000  # the power of a variable, also through powers of powers


def check(expression: Expression, places: Sequence[tuple[int, int]]) -> None:
    """Raise ExpressionError for a constant part that is no number, or for a power too high.

    `places` are the steps' first and last columns.
    """
    constants: list[Any] = []
    degrees: list[float] = []
    for step, place in zip(expression.steps, places, strict=True):
        constants.append(_value(step, constants, expression.text, place))
        degrees.append(_degree(step, constants, degrees))
        if degrees[-1] > HIGHEST:
            hint = f"At most {HIGHEST} altogether."
            raise refusal("the power is too large", expression.text, *place, hint)


def _value(step: Step, constants: list[Any], text: str, place: tuple[int, int]) -> Any:
    """The value of a step on which no variable has an influence; else None."""
    if isinstance(step, Variable):
        return None
    inputs = [constants[i] for i in step.inputs] if isinstance(step, Call) else []
    if any(value is None for value in inputs):
        return None
    try:
        with np.errstate(all="ignore"):
            value = (
                step.operation.compute()(*inputs) if isinstance(step, Call) else float(step.value)
            )
    except OverflowError:
        value = np.inf
    except ValueError as error:
        raise refusal(f"shapes that do not fit: {error}", text, *place) from None
    if not np.all(np.isfinite(value)):
        what = "not defined" if np.any(np.isnan(value)) else "infinite"
        hint = "The largest float is about 1.8e308." if what == "infinite" else ""
        raise refusal(f"this constant is {what}", text, *place, hint)
    return value


def _degree(step: Step, constants: list[Any], degrees: list[float]) -> float:
    """Up to which power variables occur; 0 for a constant."""
    if isinstance(step, Number):
        return 0
    if isinstance(step, Variable):
        return 1
    if constants[len(degrees)] is not None:
        return 0
    inner = max(degrees[i] for i in step.inputs)
    if step.operation is POWER and constants[step.inputs[1]] is not None:
        return inner * max(1.0, float(np.max(np.abs(constants[step.inputs[1]]))))
    return inner
