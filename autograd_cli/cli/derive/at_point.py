"""Derivatives at a point, by every way, with their errors."""

import math
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from autograd_cli.cli.derive import numbers
from autograd_cli.cli.derive.as_json import comparisons
from autograd_cli.cli.derive.subject import place, read, tell_reference
from autograd_cli.cli.terminal import write, write_json, write_table

if TYPE_CHECKING:
    from autograd_cli.expressions import Comparison, Expression


def at_point(*, formula: str, at: str | None, order: int, dx: float | None, as_json: bool) -> None:
    """Print a table, or JSON. Raises ExpressionError or UsageError."""
    expression = read(formula)

    import numpy as np  # what is refused does not wait for it

    from autograd_cli.expressions import compare

    point = place("--at", at, expression)
    points = {name: np.array([x]) for name, x in point.items()}
    found = compare(expression, points, order, dx=dx)
    tell_reference(found)
    if as_json:
        write_json(comparisons(expression, points, found))
    else:
        _show(expression, point, found)


def _show(
    expression: "Expression", point: Mapping[str, float], found: "Sequence[Comparison]"
) -> None:
    from autograd_cli.expressions import value_at

    write(f"f = {expression.text}", sys.stdout)
    f = value_at(expression, point)
    has = f"= {numbers.value(f)}" if math.isfinite(f) else "has no value"
    write(f"f {has} at {numbers.place(point)}", sys.stdout)
    rows = [
        (each.name, way.way, numbers.value(x), numbers.error(error), note)
        for each in found
        for way in each.found
        for x, error, note in zip(way.values, way.errors, way.notes, strict=True)
    ]
    headers = ("derivative", "method", "value", "error", "note")
    write_table(headers, rows, sys.stdout, right=("value", "error"))
