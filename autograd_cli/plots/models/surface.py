"""The loss over a model's two numbers, and the optimizer's way down."""

from typing import TYPE_CHECKING

import numpy as np

from autograd_cli.plots.colours import of_shares
from autograd_cli.plots.models.descent import Descent, descent
from autograd_cli.plots.models.kept import counted
from autograd_cli.plots.panels import legend, name_axes, name_axis, panels
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.style import INK, VERMILLION

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

_SIZE = (7.2, 6.0)  # inches
_LEVELS, _DEEPEST = 16, 3e-4  # of the loss above the lowest: how many, and the last to the first
_DARKEST = 0.45  # root of the share that is the darkest shade
_ROOM = 260  # points, of a line in the legend


def surface(found: RunData) -> "Figure":
    """Contours of what training makes small, closer to each other where it is nearly smallest.

    Raises NoPictureError for a model of more or fewer than two numbers, and for a run that has kept
    too little.
    """
    data = descent(found)
    picture, (axes,) = panels(title=found.title, about=_about(found, data), size=_SIZE)
    axes.grid(False)
    levels = _levels(data)
    if len(levels):
        _draw_levels(picture, axes, data, levels)
    _draw_way(picture, axes, data)
    axes.set(xlim=data.x[[0, -1]], ylim=data.y[[0, -1]], aspect="equal" if data.even else "auto")
    name_axes(axes, *data.names)
    return picture


def _about(found: RunData, data: Descent) -> str:
    l2 = found.restored.config.settings.model.l2
    penalty = f" with its penalty, l2 = {l2:g}," if l2 else ""
    kept = "" if len(data.part) == data.part.total else f"{len(data.part):,} of "
    return f"loss{penalty} of {kept}{counted(data.part.total)} for training"


def _levels(data: Descent) -> "NDArray[np.float64]":
    """Losses of which each is further from the lowest one by the same factor; none if all agree."""
    lowest = min(np.nanmin(data.around), np.nanmin(data.losses, initial=np.inf))
    above = np.nanmax(data.around) - lowest
    levels = lowest + above * np.append(0, np.geomspace(_DEEPEST, 1, _LEVELS))
    return levels if (np.diff(levels) > 0).all() else np.empty(0)


def _draw_levels(
    picture: "Figure", axes: "Axes", data: Descent, levels: "NDArray[np.float64]"
) -> None:
    losses = np.ma.masked_invalid(data.around)
    shades = of_shares(np.linspace(0, _DARKEST, len(levels) - 1) ** 2) / 255
    filled = axes.contourf(data.x, data.y, losses, levels, colors=[*shades])
    axes.contour(data.x, data.y, losses, levels[1:-1], colors=INK, linewidths=0.5, alpha=0.5)
    scale = picture.colorbar(filled, ax=axes, pad=0.02, ticks=levels[::3], format="%.4g")
    scale.ax.tick_params(labelsize=8)
    name_axis(scale.ax.yaxis, "loss")


def _draw_way(picture: "Figure", axes: "Axes", data: Descent) -> None:
    from matplotlib.patheffects import Normal, Stroke  # heavy

    each = "each epoch" if (np.diff(data.epochs) == 1).all() else "some of the epochs"
    dots = axes.plot(
        *data.way.T,
        color=VERMILLION,
        linewidth=1.4,
        marker="o",
        markersize=3.5,
        markeredgecolor="white",
        markeredgewidth=0.5,
        path_effects=[Stroke(linewidth=3, foreground="white"), Normal()],
        zorder=3,
    )
    handles, names = [*dots], [f"after {each}"]
    for which, place, marker, size in (("start", 0, "o", 8), ("end", -1, "*", 11)):
        handles += axes.plot(
            *data.way[[place]].T,
            linestyle="none",
            marker=marker,
            markersize=size,
            markerfacecolor="white" if which == "start" else VERMILLION,
            markeredgecolor=INK,
            zorder=4,
        )
        names.append(f"{which}, epoch {data.epochs[place]}: loss {data.losses[place]:.5g}")
    legend(picture, handles, names, room=_ROOM, loc="outside lower left")
