"""Values for the variables of an expression, as they are given on the command line."""

import re
from collections.abc import Sequence
from typing import Any

from autograd_cli.cli.errors import UsageError

_NAMED = re.compile(r"\s*([^\W\d]\w*)\s*=(.*)", re.DOTALL)
_NEXT = re.compile(r",(?=\s*[^\W\d]\w*\s*=)")
_DEFAULT = 1.0
_WRITE = "Write --at x=2, or of a vector and a matrix --at 'x=[1, 2]' --at 'A=[[1, 2]]'."


def values_of(variables: Sequence[str], given: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """The value of every variable, and the names of those that get 1 for want of one.

    Each of `given` is `x=2`, several with commas between, or of a single variable the value alone.
    A value is a number, as 2 or pi/2, or a list of numbers, or of lists.

    Raises UsageError for what is none of that.
    """
    found: dict[str, Any] = {}
    for text in given:
        for name, value in _assigned(text, variables):
            if name not in variables:
                known = f"Its variables: {', '.join(variables)}." if variables else "It has none."
                raise UsageError(f"--at {text}: there is no {name} in the expression", known)
            if name in found:
                raise UsageError(f"--at {text}: {name} is given twice")
            found[name] = _value(value, text)
    missing = [name for name in variables if name not in found]
    return {name: found.get(name, _DEFAULT) for name in variables}, missing


def _assigned(text: str, variables: Sequence[str]) -> list[tuple[str, str]]:
    parts = _NEXT.split(text)
    named = [_NAMED.fullmatch(part) for part in parts]
    if len(parts) == 1 and named[0] is None and len(variables) == 1:
        return [(variables[0], text)]
    pairs = [(match[1], match[2]) for match in named if match]
    if len(pairs) < len(parts):
        raise UsageError(f"--at {text}: which variable?", f"Write --at NAME={text.strip()}.")
    return pairs


def _value(text: str, whole: str) -> Any:
    from autograd_cli.expressions import ExpressionError, parse  # loads NumPy

    try:
        formula = parse(text)
    except ExpressionError as error:
        raise UsageError(f"--at {whole}: {error.message}", _WRITE) from None
    if formula.variables:
        what = f"{text.strip()!r} is no number and no list of numbers"
        raise UsageError(f"--at {whole}: {what}", _WRITE)
    return formula.on({})
