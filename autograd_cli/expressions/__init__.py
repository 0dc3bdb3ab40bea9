"""Formulas that people type: read safely, and differentiated in every way there is.

What needs NumPy is loaded when it is first used: a formula is refused without it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from autograd_cli.expressions.errors import ExpressionError
from autograd_cli.expressions.expression import Call, Expression, Number, Step, Variable
from autograd_cli.expressions.parse import parse

if TYPE_CHECKING:
    from autograd_cli.expressions.comparison import Comparison, Found, compare, values_at
    from autograd_cli.expressions.descent import Descent, Descents, minimize
    from autograd_cli.expressions.exact import value_at

_HOMES = {
    "Comparison": "comparison",
    "Descent": "descent",
    "Descents": "descent",
    "Found": "comparison",
    "compare": "comparison",
    "minimize": "descent",
    "value_at": "exact",
    "values_at": "comparison",
}

__all__ = [
    "Call",
    "Comparison",
    "Descent",
    "Descents",
    "Expression",
    "ExpressionError",
    "Found",
    "Number",
    "Step",
    "Variable",
    "compare",
    "minimize",
    "parse",
    "value_at",
    "values_at",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
