"""The errors of derivatives over many points."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograd_cli.cli.derive import numbers
from autograd_cli.cli.derive.as_json import comparisons
from autograd_cli.cli.derive.picture import check_suffix, write_picture
from autograd_cli.cli.derive.subject import read, tell_reference
from autograd_cli.cli.errors import UsageError
from autograd_cli.cli.terminal import write, write_json, write_table

if TYPE_CHECKING:
    from autograd_cli.expressions import Comparison, Expression, Found
    from autograd_cli.expressions.wanted import Points

_LINE, _BOX = 101, 51  # points by default: of one variable, of several


def over_range(
    *,
    formula: str,
    ends: tuple[float, float],
    order: int,
    dx: float | None,
    count: int | None,
    seed: int,
    plot: Path | None,
    as_json: bool,
) -> None:
    """Print a table of the worst errors, or JSON with all of them; draw them into `plot`.

    Of one variable the points are evenly spaced, of several they are random in the box.

    Raises ExpressionError, UsageError, or RunWriteError if the picture cannot be written.
    """
    check_suffix(plot)
    if ends[0] >= ends[1]:
        raise UsageError(f"--range {ends[0]:g} {ends[1]:g}: the lower end comes first")
    expression = read(formula)

    import numpy as np  # what is refused does not wait for it

    from autograd_cli.expressions import compare

    names = expression.variables
    if len(names) == 1:
        points = {names[0]: np.linspace(*ends, count or _LINE)}
        where = f"{count or _LINE} points of {names[0]}"
    else:
        drawn = np.random.default_rng(seed).uniform(*ends, (len(names), count or _BOX))
        points = dict(zip(names, drawn, strict=True))
        where = f"{count or _BOX} random points of {', '.join(names)}"
    found = compare(expression, points, order, dx=dx)
    tell_reference(found)
    where = f"{where} in [{ends[0]:g}, {ends[1]:g}]"
    if as_json:
        write_json(comparisons(expression, points, found))
    else:
        _show(expression, points, found, where)
    if plot is not None:
        from autograd_cli.plots.formulas.derivatives import box_picture, line_picture

        draw = line_picture if len(names) == 1 else box_picture
        write_picture(draw(expression, points, found, where), plot, told=not as_json)


def _show(
    expression: "Expression", points: "Points", found: "Sequence[Comparison]", where: str
) -> None:
    write(f"f = {expression.text}", sys.stdout)
    write(where, sys.stdout)
    rows = [
        (each.name, way.way, *_worst(way, points), _left_out(way))
        for each in found
        for way in each.found
    ]
    headers = ("derivative", "method", "worst error", "at", "left out")
    write_table(headers, rows, sys.stdout, right=("worst error",))


def _worst(way: "Found", points: "Points") -> tuple[str, str]:
    import numpy as np

    if np.all(np.isnan(way.errors)):
        return "-", "-"
    i = int(np.nanargmax(way.errors))
    at = numbers.place({name: float(x[i]) for name, x in points.items()})
    return numbers.error(way.errors[i]), at if way.errors[i] else "-"


def _left_out(way: "Found") -> str:
    """How many points have no derivative of that way, and why the first of them has none."""
    import numpy as np

    reasons = [note for note, x in zip(way.notes, way.values, strict=True) if np.isnan(x)]
    return f"{len(reasons)} of {len(way.notes)}: {reasons[0]}" if reasons else ""
