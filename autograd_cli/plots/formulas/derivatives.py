"""Pictures of derivatives: what each way of computing them gives, and how far off it is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.expressions import Comparison, Expression, Found, values_at
from autograd_cli.expressions.wanted import Points
from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.panels import legend, name_axis, panels
from autograd_cli.plots.style import INK, MARKERS, PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

LEAST = 1e-17  # an error of 0 is drawn here: a logarithmic axis has no 0
_ZERO = f"; an error of 0 is drawn as {LEAST:g}"
_DASHES: Any = ("-", (0, (5, 2)), (0, (1, 1.2)), (0, (6, 2, 1, 2)), (0, (2, 2)), (0, (8, 3)))
_MARKS = 11  # on a line
_MOST = 6  # panels
_TITLE = 70  # characters of a formula


def line_picture(
    expression: Expression, points: Points, found: Sequence[Comparison], about: str
) -> "Figure":
    """A function of one variable, below it its derivative by every way, and the errors of these.

    `about` tells at which points (N,).
    """
    ((name, x),) = points.items()
    (derivative,) = found
    picture, (top, middle, bottom) = panels(
        3, title=title(expression), about=about + _ZERO, size=(7.2, 7.2), share_x=True
    )
    top.plot(x, values_at(expression, points), color=INK, linewidth=1.8)
    for k, way in _drawn(derivative):
        middle.plot(x, way.values, **look(k, len(x)))
        bottom.plot(x, _errors(way), **look(k, len(x)))
    for axes, label in ((top, "f"), (middle, derivative.name), (bottom, "error")):
        name_axis(axes.yaxis, label, room=140)
    name_axis(bottom.xaxis, name)
    _scale_errors(bottom)
    explain(picture, bottom, [way.way for _, way in _drawn(derivative)])
    return picture


def box_picture(
    expression: Expression, points: Points, found: Sequence[Comparison], about: str
) -> "Figure":
    """The errors of every way at each point, in a panel for each derivative.

    Raises NoPictureError if there are more derivatives than a picture has room for.
    """
    if len(found) > _MOST:
        raise NoPictureError(
            f"{len(found)} derivatives are too many for a picture of at most {_MOST}",
            "Leave --plot out, or take fewer variables.",
        )
    size = 7.2, 1.6 + 2.2 * len(found)
    picture, every = panels(
        len(found), title=title(expression), about=about + _ZERO, size=size, share_x=True
    )
    count = len(next(iter(points.values())))
    for axes, derivative in zip(every, found, strict=True):
        for k, way in _drawn(derivative):
            marks = {**look(k, 1), "linestyle": "none"}
            axes.plot(np.arange(1, count + 1), _errors(way), **marks)
        name_axis(axes.yaxis, f"error of {derivative.name}", room=140)
        _scale_errors(axes)
    name_axis(every[-1].xaxis, "point")
    explain(picture, every[-1], [way.way for _, way in _drawn(found[-1])])
    return picture


def title(expression: Expression) -> str:
    """The formula, or as much of it as there is room for."""
    text = expression.text
    return f"f = {text if len(text) <= _TITLE else f'{text[: _TITLE - 3]}...'}"


def look(k: int, count: int) -> dict[str, Any]:
    """Of line number k with so many points: none that lie on each other hide one another."""
    return {
        "color": PALETTE[k],
        "linestyle": _DASHES[k % len(_DASHES)],
        "linewidth": 2.6 - 0.3 * k,
        "marker": MARKERS[k],
        "markersize": 7 - 0.6 * k,
        "markerfacecolor": "none",
        "markevery": (k * count // (_MARKS * len(_DASHES)), max(1, count // _MARKS)),
    }


def explain(picture: "Figure", axes: "Axes", names: Sequence[str]) -> None:
    """Name the lines of a panel below all panels."""
    below: dict[str, Any] = {"loc": "outside lower center", "ncols": 3, "handlelength": 4}
    legend(picture, axes.get_lines(), names, room=170, **below)


def _drawn(derivative: Comparison) -> "list[tuple[int, Found]]":
    """The ways that have values, each with its number."""
    ways = enumerate(derivative.found)
    return [(k, way) for k, way in ways if not np.all(np.isnan(way.values))]


def _errors(way: Found) -> "NDArray[Any]":
    return np.where(np.isnan(way.errors), np.nan, np.maximum(way.errors, LEAST))


def _scale_errors(axes: "Axes") -> None:
    axes.set_yscale("log")
    axes.set_ylim(LEAST / 2, max(axes.get_ylim()[1], 1e-14))
