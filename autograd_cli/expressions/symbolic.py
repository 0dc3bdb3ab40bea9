"""Derivatives as formulas, by SymPy, and their values to more digits than a float has.

What it is given is built step by step from a formula without kinks; no text is ever handed to it,
and nothing is simplified, which could take forever.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from importlib.util import find_spec
from itertools import islice
from typing import Any

from autograd_cli.expressions.digits import precise
from autograd_cli.expressions.expression import Call, Expression, Number, Variable
from autograd_cli.expressions.opaque import functions
from autograd_cli.expressions.wanted import Wanted

_WORKING = 60  # digits of constants that are not exact
_LARGEST = 4096  # bits of an exact power
_READABLE = 300  # characters of a formula
MISSING = 'sympy is not installed: python -m pip install "autograd-cli[symbolic]"'


def available() -> bool:
    """Whether SymPy is installed."""
    return find_spec("sympy") is not None


class Symbolic:
    """A smooth expression as SymPy has it, and its derivatives."""

    def __init__(self, expression: Expression) -> None:
        import sympy  # heavy

        # Without assumptions: for real x SymPy would make sqrt(x**2) a function with a kink.
        self._symbols = {name: sympy.Symbol(name) for name in expression.variables}
        found: list[Any] = []
        for step in expression.steps:
            match step:
                case Number():
                    found.append(_number(step))
                case Variable():
                    found.append(self._symbols[step.name])
                case Call():
                    rule = _rules()[step.operation.name, len(step.inputs)]
                    found.append(rule(*(found[i] for i in step.inputs)))
        self._derivatives: dict[Wanted, Any] = {(): found[-1]}

    def formula(self, wanted: Wanted) -> str:
        """The derivative as a formula, or empty if it is too long to read."""
        from sympy import preorder_traversal, sstr

        derivative = self._derivative(wanted)
        if next(islice(preorder_traversal(derivative), _READABLE, None), None) is not None:
            return ""
        try:
            text: str = sstr(derivative, full_prec=False)
        except ValueError:  # Python writes no whole numbers of more than some thousand digits
            return ""
        return text if len(text) <= _READABLE else ""

    def at(self, wanted: Wanted, point: Mapping[str, float]) -> Any:
        """The derivative there, right to 30 digits; None where it is no real number."""
        values = {self._symbols[name]: x for name, x in point.items()}
        return precise(self._derivative(wanted), values)

    def _derivative(self, wanted: Wanted) -> Any:
        if wanted not in self._derivatives:
            *before, last = wanted
            self._derivatives[wanted] = self._derivative(tuple(before)).diff(self._symbols[last])
        return self._derivatives[wanted]


def size(expression: Expression, order: int) -> int:
    """About how many terms and factors its derivatives up to that order have, without making them.

    Those of a long product are many: each has all of its factors but one.
    """
    found: list[tuple[int, int, int]] = []  # of each step, its derivative, and that one's
    for step in expression.steps:
        if isinstance(step, Call):
            inputs = [found[i] for i in step.inputs]
            zeroth, first, second = (sum(sizes) for sizes in zip(*inputs, strict=True))
            own = 1 + zeroth
            found.append((own, own + zeroth + first, 2 * (own + zeroth) + 3 * first + second))
        else:
            found.append((1, 1, 1))
    return sum(found[-1][: order + 1])


def _number(step: Number) -> Any:
    import sympy

    if step.name:
        return {"pi": sympy.pi, "e": sympy.E}[step.name]
    exact = Fraction(repr(step.value))  # a float is meant as the decimal number that is written
    return sympy.Rational(exact.numerator, exact.denominator)


@cache
def _rules() -> Mapping[tuple[str, int], Callable[..., Any]]:
    """By name and number of inputs, what makes the SymPy expression."""
    import sympy

    return {
        ("-", 1): lambda x: -x,
        ("+", 2): lambda a, b: a + b,
        ("-", 2): lambda a, b: a - b,
        ("*", 2): lambda a, b: a * b,
        ("/", 2): lambda a, b: a / b,
        ("**", 2): _power,
        ("sqrt", 1): sympy.sqrt,
        **{(name, 1): function for name, function in functions().items()},
    }


def _power(base: Any, exponent: Any) -> Any:
    """A power; of constants a number with many digits, where the exact one would be huge."""
    import sympy

    if base is sympy.E:
        return functions()["exp"](exponent)
    if base.free_symbols or exponent.free_symbols:
        return base**exponent
    if base.is_Rational and exponent.is_Integer:
        bits = int(base.p).bit_length() + int(base.q).bit_length()
        if bits * abs(int(exponent)) <= _LARGEST:
            return base**exponent
    numbers = [precise(constant, {}) for constant in (base, exponent)]
    if None in numbers:
        return base**exponent
    a, b = (sympy.Float(x, _WORKING) for x in numbers)
    return a**b
