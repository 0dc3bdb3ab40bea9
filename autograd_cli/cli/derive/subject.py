"""The formula of the command, and what is told of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from autograd_cli.cli.derive.points import point
from autograd_cli.cli.errors import UsageError
from autograd_cli.cli.terminal import tell

if TYPE_CHECKING:
    from autograd_cli.expressions import Comparison, Expression

_MOST = 10  # variables


def read(formula: str) -> "Expression":
    """The expression, which has derivatives. Raises ExpressionError or UsageError."""
    from autograd_cli.expressions import parse

    expression = parse(formula)
    if not expression.variables:
        raise UsageError(f"{expression.text} has no variable", "Differentiate one, as x**2.")
    if not expression.is_scalar:
        raise UsageError(
            "derive differentiates formulas of numbers: no @, sum, mean, dot or lists",
            "See how arrays are differentiated: autograd graph EXPR",
        )
    if len(expression.variables) > _MOST:
        count = len(expression.variables)
        raise UsageError(f"the formula has {count} variables; at most {_MOST} are told of")
    return expression


def place(option: str, given: str | None, expression: "Expression") -> dict[str, float]:
    """The point that an option gives; 1 for every variable if it does not, which is told."""
    if given is not None:
        return point(option, given, expression.variables)
    tell(f"note: without {option} every variable is 1")
    return dict.fromkeys(expression.variables, 1.0)


def tell_reference(found: "Iterable[Comparison]") -> None:
    """Say so if errors are not what they should be."""
    absent = next(iter(found)).absent
    if absent:
        tell(f"note: {absent}; errors are differences from reverse mode")
