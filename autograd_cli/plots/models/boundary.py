"""Which class a model sees where, and its borders, with the examples."""

from typing import TYPE_CHECKING

import numpy as np

from autograd_cli.plots.models.chances import chances
from autograd_cli.plots.models.kept import located
from autograd_cli.plots.models.marks import explain, ring, scatter
from autograd_cli.plots.models.plane import plane_of
from autograd_cli.plots.models.regions import draw_probability, draw_regions
from autograd_cli.plots.panels import name_axes, panels
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.sheets.about import best_epoch

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIZE = (7.6, 5.0)  # inches


def boundary(found: RunData) -> "Figure":
    """Over two features, or over a cut through the examples' mean along two principal components.

    Raises NoPictureError if the run has no classes, or has kept no features that span a plane.
    """
    predictions, names = found.classified()
    parts = located(found)
    restored = found.restored
    plane = plane_of(np.concatenate([part.inputs for part in parts]), restored.preprocessing)
    points = [plane.points(part.inputs) for part in parts]
    around = chances(restored.model, plane, np.concatenate(points))
    told = f"{', '.join(map(str, parts))}; {best_epoch(predictions.epoch)}"
    picture, (axes,) = panels(title=found.title, about=(told, plane.about), size=_SIZE)
    axes.grid(False)
    if len(names) == 2:
        draw_probability(picture, axes, around, names[1])
    else:
        draw_regions(axes, around, names)
    count = sum(map(len, parts))
    for part, places in zip(parts, points, strict=True):
        scatter(axes, places, part.classes, part.part, count)
        ring(axes, places[part.wrong], count)
    axes.set(xlim=around.extent[:2], ylim=around.extent[2:])
    name_axes(axes, *plane.names)
    wrong = sum(int(part.wrong.sum()) for part in parts)
    explain(picture, names, [part.part for part in parts], wrong)
    return picture
