"""Pictures of gradient descents with derivatives computed in several ways."""

from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.expressions import Descents, Expression, values_at
from autograd_cli.plots.formulas.derivatives import LEAST, explain, look, title
from autograd_cli.plots.panels import name_axes, name_axis, panels
from autograd_cli.plots.style import FAINT, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

_AROUND = 0.15  # of the descents' extent, shown to each side
_CURVE, _GRID = 401, 81  # points of the function
_LEVELS = 15


def descents_picture(expression: Expression, found: Descents, about: str) -> "Figure":
    """The descents on a function of one or two variables, and below how far off each step is.

    Of more variables the lower part alone; the value of the function where no minimum is known.
    """
    flat = len(found.variables) > 2
    if len(found.variables) == 2 and found.minimum is not None:
        about = f"{about}; + is the minimum"
    picture, every = panels(
        1 if flat else 2, title=title(expression), about=about, size=(7.2, 4.0 if flat else 7.2)
    )
    if len(found.variables) == 1:
        _on_curve(every[0], expression, found)
    elif not flat:
        _on_plane(every[0], expression, found)
    _by_step(every[-1], found)
    explain(picture, every[-1], [each.way for each in found.found])
    return picture


def _on_curve(axes: "Axes", expression: Expression, found: Descents) -> None:
    (name,) = found.variables
    low, high = _extent(found)
    x = np.linspace(low[0], high[0], _CURVE)
    axes.plot(x, values_at(expression, {name: x}), color=FAINT, linewidth=1.2)
    for k, each in enumerate(found.found):
        axes.plot(each.points[:, 0], each.values, **_steps(k))
    name_axes(axes, name, "f")


def _on_plane(axes: "Axes", expression: Expression, found: Descents) -> None:
    a, b = found.variables
    low, high = _extent(found)
    x, y = (np.linspace(low[i], high[i], _GRID) for i in range(2))
    across, up = np.meshgrid(x, y)
    values = values_at(expression, {a: across, b: up})
    if np.isfinite(values).any():
        axes.contour(x, y, values, levels=_LEVELS, colors=FAINT, linewidths=0.6)
    for k, each in enumerate(found.found):
        axes.plot(*each.points.T, **_steps(k))
    if found.minimum is not None:
        axes.plot(*found.minimum, marker="+", markersize=14, color=INK, linestyle="none")
    name_axes(axes, a, b)


def _by_step(axes: "Axes", found: Descents) -> None:
    known = found.minimum is not None
    for k, each in enumerate(found.found):
        y = np.maximum(each.distances(found.minimum), LEAST) if known else each.values
        axes.plot(np.arange(len(y)), y, **_steps(k))
    if known:
        axes.set_yscale("log")
    axes.locator_params(axis="x", integer=True)
    name_axis(axes.xaxis, "step")
    name_axis(axes.yaxis, "distance from the minimum" if known else "f", room=170)


def _steps(k: int) -> dict[str, Any]:
    return {**look(k, 1), "markevery": 1}


def _extent(found: Descents) -> "tuple[NDArray[Any], NDArray[Any]]":
    """From where to where the function is shown, of each variable."""
    points = np.concatenate([each.points for each in found.found])
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.where(high > low, _AROUND * (high - low), 1.0)
    return low - room, high + room
