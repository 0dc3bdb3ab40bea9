"""Curves as SVG, for readers without JavaScript: the script draws its own in their place."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from autograd_cli.plots.axis import Axis, axis, label
from autograd_cli.report.curves import Chart, Line
from autograd_cli.report.markup import Markup, tag

WIDTH, HEIGHT = 640, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 12, 10, 38
_COLUMNS = 6000  # of all lines together: more points than columns are drawn as extremes
COLOURS = 8

Place = TypeVar("Place", float, NDArray[Any])


def drawing(chart: Chart, *, about: str, alone: bool) -> Markup:
    """The chart over the epochs, or over the steps. `alone`: there is one run in the report."""
    across_of = "epoch" if chart.source == "epochs" else "step"
    xs = [_floats(line.table[across_of]) for line in chart.lines]
    ys = [_floats(line.values) for line in chart.lines]
    across = axis(chain(*xs), whole=True, count=8)
    up = axis(chain(*ys), logarithmic=chart.logarithmic)
    columns = max(60, _COLUMNS // len(chart.lines))
    lines = [
        tag(
            "path",
            class_=f"line {look(line, alone=alone)}",
            d=_path(x_of(np.array(across.places(x))), y_of(np.array(up.places(y))), columns),
        )
        for line, x, y in zip(chart.lines, xs, ys, strict=True)
    ]
    return tag(
        "svg",
        frame(across, up, across_of),
        lines,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=about,
    )


def look(line: Line, *, alone: bool) -> str:
    """The classes of a line: runs have colours, or parts if there is one run; parts have dashes."""
    colour = f"of-{line.part or 'train'}" if alone else f"c{line.run % COLOURS}"
    return f"{colour} {line.part or 'train'}"


def x_of(place: Place) -> Place:
    """Pixels from the left, for a place from 0 to 1 across."""
    return _LEFT + place * (WIDTH - _LEFT - _RIGHT)


def y_of(place: Place) -> Place:
    """Pixels from the top, for a place from 0 to 1 up."""
    return HEIGHT - _BOTTOM - place * (HEIGHT - _TOP - _BOTTOM)


def frame(across: Axis, up: Axis, name: str) -> Iterator[Markup]:
    """The ticks of both axes, and the name of the one across."""
    bottom, left = y_of(0), x_of(0)
    for value, place in zip(up.ticks, up.places(up.ticks), strict=True):
        y = round(y_of(place), 1)
        yield tag("path", class_="grid", d=f"M{left} {y}H{WIDTH - _RIGHT}")
        yield tag("text", label(value), x=left - 8, y=y + 4, text_anchor="end")
    for value, place in zip(across.ticks, across.places(across.ticks), strict=True):
        x = round(x_of(place), 1)
        yield tag("path", class_="grid", d=f"M{x} {bottom}v4")
        yield tag("text", label(value), x=x, y=bottom + 18, text_anchor="middle")
    yield tag("text", name, class_="axis", x=WIDTH - _RIGHT, y=HEIGHT - 4, text_anchor="end")


def _floats(values: Sequence[float | None]) -> list[float]:
    """With NaN in the place of None."""
    return [math.nan if value is None else value for value in values]


def _path(x: NDArray[Any], y: NDArray[Any], columns: int) -> str:
    """A line through points in pixels, with gaps where they are NaN."""
    kept = _extremes(y, columns) if len(y) > 2 * columns else np.arange(len(y))
    pieces, pen_down = [], False
    for at, height in zip(x[kept].tolist(), y[kept].tolist(), strict=True):
        if math.isnan(at + height):
            pen_down = False
            continue
        pieces.append(f"{'L' if pen_down else 'M'}{at:.1f} {height:.1f}")
        pen_down = True
    if len(pieces) == 1:
        pieces.append("h.1")  # with round ends a point
    return "".join(pieces)


def _extremes(y: NDArray[Any], columns: int) -> NDArray[Any]:
    """Where the lowest and the highest of each column of points are; a gap where it has none."""
    size = -(-len(y) // columns)
    padded = np.pad(y, (0, -len(y) % size), constant_values=np.nan).reshape(-1, size)
    gaps = np.isnan(padded)
    lowest, highest = np.where(gaps, np.inf, padded), np.where(gaps, -np.inf, padded)
    inside = np.stack([lowest.argmin(axis=1), highest.argmax(axis=1)])
    return np.unique(inside + size * np.arange(len(padded)))
