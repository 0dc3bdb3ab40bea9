"""Where a formula is to be differentiated, as it is given on the command line."""

import re
from collections.abc import Sequence

from autograd_cli.cli.errors import UsageError

_NAMED = re.compile(r"\s*([^\W\d]\w*)\s*=(.*)", re.DOTALL)


def point(option: str, given: str, variables: Sequence[str]) -> dict[str, float]:
    """A number for each variable: `2` if there is one, else `x=1,y=2`.

    Raises UsageError for a name that is missing, unknown or given twice, and for no numbers.
    """
    parts = given.split(",")
    if len(variables) == 1 and len(parts) == 1 and not _NAMED.fullmatch(given):
        return {variables[0]: number(option, given)}
    found: dict[str, float] = {}
    write = f"Write {option} {','.join(f'{name}=1' for name in variables)}."
    for part in parts:
        match = _NAMED.fullmatch(part)
        if match is None:
            raise UsageError(f"{option} {given}: {part.strip()!r} is not of the form x=1", write)
        name = match[1]
        if name not in variables:
            raise UsageError(f"{option} {given}: the formula has no variable {name}", write)
        if name in found:
            raise UsageError(f"{option} {given}: {name} is given twice", write)
        found[name] = number(option, match[2])
    missing = [name for name in variables if name not in found]
    if missing:
        raise UsageError(f"{option} {given}: no value for {', '.join(missing)}", write)
    return {name: found[name] for name in variables}


def number(option: str, given: str) -> float:
    """A number, or a formula of one, as pi/2. Raises UsageError for anything else."""
    from autograd_cli.expressions import ExpressionError, parse

    try:
        formula = parse(given)
    except ExpressionError as error:
        raise UsageError(f"{option}: {error.message}", "Give a number, as 2 or pi/2.") from None
    if formula.variables or not formula.is_scalar:
        raise UsageError(f"{option}: {given.strip()!r} is no number", "Give one, as 2 or pi/2.")
    return float(formula.on({}))
