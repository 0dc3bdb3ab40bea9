"""What a model of numbers predicted: beside the truth, and by how much it was wrong."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograd_cli.plots.axis import axis
from autograd_cli.plots.style import LABELS
from autograd_cli.report.drawing import HEIGHT, WIDTH, frame, x_of, y_of
from autograd_cli.report.markup import Content, tag
from autograd_cli.report.section import table
from autograd_cli.report.words import number
from autograd_cli.runs import Predictions

_POINTS = 400
_ROWS = 10


def regression(found: Predictions) -> Content:
    """A point for each example, and the largest errors."""
    outputs = found.outputs.reshape(len(found.targets)).astype(float)
    targets = found.targets.astype(float)
    errors = outputs - targets
    part = LABELS[found.part]
    worst = np.argsort(-np.nan_to_num(np.abs(errors), nan=np.inf), kind="stable")[:_ROWS]
    rows = [
        [str(i + 1), number(targets[i]), number(outputs[i]), number(errors[i])]
        for i in worst.tolist()
    ]
    finite = np.isfinite(outputs) & np.isfinite(targets)
    return [
        _scatter(targets[finite], outputs[finite], part),
        table(
            f"The largest errors of {len(errors):,} examples of the {part} part",
            ["example", "true", "predicted", "error"],
            rows,
            numbers=True,
        ),
    ]


def _scatter(targets: NDArray[Any], outputs: NDArray[Any], part: str) -> Content:
    if not len(targets):
        return tag("p", "No picture: no prediction is a number.", class_="note")
    kept = np.linspace(0, len(targets) - 1, min(len(targets), _POINTS)).round().astype(int)
    both = axis([*targets.tolist(), *outputs.tolist()])
    places = zip(both.places(targets[kept]), both.places(outputs[kept]), strict=True)
    points = [
        tag("circle", cx=f"{x_of(x):.1f}", cy=f"{y_of(y):.1f}", r=3)
        for x, y in places
        if x == x and y == y  # not NaN
    ]
    error = float(np.sqrt(np.mean((outputs - targets) ** 2)))
    about = (
        f"Predicted over true values of {len(kept):,} examples of the {part} part. "
        f"The root of the mean squared error is {number(error)}."
    )
    ideal = tag("path", class_="line ideal", d=f"M{x_of(0)} {y_of(0)}L{x_of(1)} {y_of(1)}")
    drawn = tag(
        "svg", frame(both, both, "true"), ideal, points,
        tag("text", "predicted", class_="axis", x=x_of(0) + 8, y=22),
        viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=about,
    )  # fmt: skip
    caption = f"{about} On the line they are equal."
    return tag("figure", drawn, tag("figcaption", caption), class_="scatter")
