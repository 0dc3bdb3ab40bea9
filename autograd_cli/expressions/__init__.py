"""Formulas that people type: read safely, and differentiated in every way there is."""

from autograd_cli.expressions.compare import Comparison, Found, compare, values_at
from autograd_cli.expressions.descent import Descent, Descents, minimize
from autograd_cli.expressions.errors import ExpressionError
from autograd_cli.expressions.exact import value_at
from autograd_cli.expressions.expression import Call, Expression, Number, Step, Variable
from autograd_cli.expressions.parse import parse

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
