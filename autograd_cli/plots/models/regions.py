"""The regions of classes in a plane, and the borders between them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.colours import tint
from autograd_cli.plots.models.chances import Chances
from autograd_cli.plots.models.marks import colour
from autograd_cli.plots.panels import name_axis, write
from autograd_cli.plots.style import INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

_STRENGTHS = (0.1, 0.5)  # of a region's colour: where no class is likely, and where one is sure
_ENDS = (0.65, 0.4)  # of two classes: in grey the first is the darker one
_LINES: dict[float, dict[str, Any]] = {  # of the probability
    0.1: {"linestyles": ":", "linewidths": 0.9},
    0.5: {"linestyles": "-", "linewidths": 1.8},
    0.9: {"linestyles": "--", "linewidths": 0.9},
}
_ROOM = 0.06  # of the picture's side, from the middle of a name to its region's border


def draw_probability(picture: "Figure", axes: "Axes", found: Chances, name: str) -> None:
    """Shades of the probability of class 1 of two, `name`, and lines at 0.1, 0.5 and 0.9."""
    from matplotlib.colors import LinearSegmentedColormap  # heavy

    zero, one = (
        tuple((tint(colour(k), strength) / 255).tolist()) for k, strength in enumerate(_ENDS)
    )
    chance = np.ma.masked_invalid(found.probabilities[..., 1])
    image = axes.imshow(
        chance,
        extent=found.extent,
        origin="lower",
        aspect="auto",
        cmap=LinearSegmentedColormap.from_list("probability", [zero, "white", one]),
        vmin=0,
        vmax=1,
        interpolation="bilinear",
    )
    scale = picture.colorbar(image, ax=axes, ticks=[0, *_LINES, 1], pad=0.02)
    scale.ax.tick_params(labelsize=8)
    name_axis(scale.ax.yaxis, f"probability of {name}")
    for level, look in _LINES.items():
        _contour(axes, found, chance, level, look)
        scale.ax.hlines(level, 0, 1, colors=INK, **look)


def draw_regions(axes: "Axes", found: Chances, names: Sequence[str]) -> None:
    """The colour of the likeliest class, stronger where it is surer, with borders and names."""
    likeliest = found.likeliest
    known = likeliest >= 0
    sure = np.where(known, found.probabilities.max(axis=-1), 0)
    of_chance = 1 / len(names)
    strength = np.interp(sure, (of_chance, 1), _STRENGTHS) * known
    full = np.array([tint(colour(k), 1) for k in range(len(names))], np.float64)
    shades = 255 + (full[likeliest] - 255) * strength[..., np.newaxis]
    axes.imshow(
        shades.round().astype(np.uint8),
        extent=found.extent,
        origin="lower",
        aspect="auto",
        interpolation="nearest",
    )
    for k in np.unique(likeliest[known]):
        others = np.delete(found.probabilities, k, axis=-1).max(axis=-1)
        lead = np.ma.masked_invalid(found.probabilities[..., k] - others)
        _contour(axes, found, lead, 0, {"linewidths": 1.2})
    _name_regions(axes, found, names)


def _contour(
    axes: "Axes", found: Chances, values: "NDArray[Any]", level: float, look: dict[str, Any]
) -> None:
    if values.min() < level < values.max():  # Matplotlib 3.9 warns of a line that is nowhere
        axes.contour(found.x, found.y, values, [level], colors=INK, **look)


def _name_regions(axes: "Axes", found: Chances, names: Sequence[str]) -> None:
    """Where a region is widest, if there is room."""
    from scipy.ndimage import distance_transform_edt  # heavy

    likeliest = found.likeliest
    for k in np.unique(likeliest[likeliest >= 0]):
        inside = np.pad(likeliest == k, 1)  # what is beyond the picture is outside
        depth = distance_transform_edt(inside)[1:-1, 1:-1]
        row, column = np.unravel_index(depth.argmax(), depth.shape)
        if depth[row, column] >= _ROOM * len(found.x):
            write(axes, float(found.x[column]), float(found.y[row]), names[k])
