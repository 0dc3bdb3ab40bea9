"""Descents with the gradients of every method, and how near to the minimum they end."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograd_cli.cli.derive import as_json as json_of
from autograd_cli.cli.derive import numbers
from autograd_cli.cli.derive.picture import check_suffix, write_picture
from autograd_cli.cli.derive.subject import place, read
from autograd_cli.cli.terminal import tell, write, write_json, write_table

if TYPE_CHECKING:
    from autograd_cli.expressions import Descents, Expression


def descents(
    *,
    formula: str,
    start: str | None,
    lr: float,
    steps: int,
    dx: float | None,
    every_step: bool,
    plot: Path | None,
    as_json: bool,
) -> bool:
    """Print a table, or JSON, and draw a picture into `plot`; returns whether all diverged.

    Raises ExpressionError, UsageError, or RunWriteError if the picture cannot be written.
    """
    check_suffix(plot)
    expression = read(formula)

    from autograd_cli.expressions import minimize  # what is refused does not wait for it

    found = minimize(expression, place("--start", start, expression), lr=lr, steps=steps, dx=dx)
    if found.absent:
        tell(f"note: no symbolic derivatives: {found.absent}")
    if as_json:
        write_json(json_of.descents(expression, found))
    else:
        if every_step:
            _show_steps(found)
        _show(expression, found)
    if plot is not None:
        from autograd_cli.plots.formulas.descents import descents_picture

        about = f"{steps} steps of gradient descent, learning rate {lr:g}"
        write_picture(descents_picture(expression, found, about), plot, told=not as_json)
    diverged = all(each.diverged for each in found.found)
    if diverged:
        tell("error: every descent diverges\nTake a smaller --lr, or another --start.")
    return diverged


def _show(expression: "Expression", found: "Descents") -> None:
    from autograd_cli.expressions import value_at

    write(f"f = {expression.text}", sys.stdout)
    if found.minimum is None:
        write("minimum: Newton's method finds none where the descents end", sys.stdout)
    else:
        point = dict(zip(found.variables, found.minimum.tolist(), strict=True))
        at = ", ".join(f"{name} = {numbers.value(x)}" for name, x in point.items())
        lowest = numbers.value(value_at(expression, point))
        write(f"minimum: f = {lowest} at {at}", sys.stdout)
    rows = []
    for each in found.found:
        place = [*map(numbers.value, each.points[-1]), numbers.value(each.values[-1])]
        errors = [numbers.error(each.distances(found.minimum)[-1]), numbers.error(each.slope)]
        rows.append((each.way, str(len(each.points) - 1), *place, *errors, each.stopped))
    headers = ("method", "steps", *found.variables, "f", "distance", "slope", "note")
    write_table(headers, rows, sys.stdout, right={*headers} - {"method", "note"})


def _show_steps(found: "Descents") -> None:
    headers = ("method", "step", *found.variables, "f", "distance")
    right = {*headers} - {"method"}
    write_table(headers, [*_steps(found)], sys.stdout, right=right, drawn=False)
    write("", sys.stdout)


def _steps(found: "Descents") -> Iterator[Sequence[str]]:
    for each in found.found:
        distances = each.distances(found.minimum)
        for step, (x, f) in enumerate(zip(each.points, each.values, strict=True)):
            numbers_ = [*map(numbers.value, x), numbers.value(f)]
            yield each.way, str(step), *numbers_, numbers.error(distances[step])
