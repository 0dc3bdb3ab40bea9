"""What a formula may be made of: every operator, function and constant. Needs no NumPy."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Operation:
    """One operator or function of so many `inputs`, 0 for any number.

    One that is not `scalar` works on whole arrays; one that is not `analytic` has no complex form.
    """

    name: str
    inputs: int
    scalar: bool = True
    analytic: bool = True

    def compute(self, *, complex: bool = False) -> Callable[..., Any]:
        """What computes it: on floats, arrays and tensors, or on complex numbers."""
        from autograd_cli.expressions.computing import COMPLEX, REAL  # loads NumPy

        return (COMPLEX if complex else REAL)[self.name, self.inputs]


NEGATIVE = Operation("-", 1)
ADD, SUBTRACT = Operation("+", 2), Operation("-", 2)
MULTIPLY, DIVIDE = Operation("*", 2), Operation("/", 2)
POWER = Operation("**", 2)
MATMUL = Operation("@", 2, scalar=False)
ROW = Operation("[]", 0, scalar=False)

_SMOOTH = (
    "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh",
    "arctanh", "exp", "expm1", "log", "log1p", "log2", "log10", "sqrt", "sigmoid", "softplus",
    "erf",
)  # fmt: skip
_FUNCTIONS = (
    *(Operation(name, 1) for name in _SMOOTH),
    Operation("abs", 1, analytic=False),
    Operation("relu", 1, analytic=False),
    Operation("maximum", 2, analytic=False),
    Operation("minimum", 2, analytic=False),
    Operation("sum", 1, scalar=False),
    Operation("mean", 1, scalar=False),
    Operation("dot", 2, scalar=False),
)
_ALIASES = {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arcsinh", "acosh": "arccosh",
    "atanh": "arctanh", "ln": "log",
}  # fmt: skip
NAMES = ", ".join(function.name for function in _FUNCTIONS)
FUNCTIONS = {function.name: function for function in _FUNCTIONS}
FUNCTIONS |= {alias: FUNCTIONS[name] for alias, name in _ALIASES.items()}
CONSTANTS = {"pi": math.pi, "e": math.e}
