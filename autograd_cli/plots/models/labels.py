"""Examples in the plane of two features, by their own class and by the one they were taken for."""

from typing import TYPE_CHECKING

import numpy as np

from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.models.kept import located
from autograd_cli.plots.models.limits import limits
from autograd_cli.plots.models.marks import explain, ring, scatter
from autograd_cli.plots.panels import name_axes, panels
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.sheets.about import best_epoch

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIZE = (9.0, 4.2)  # inches


def labels(found: RunData) -> "Figure":
    """All examples that are kept, over features 0 and 1; what is wrong has a ring.

    Raises NoPictureError if there are none, or if they have neither classes nor two features.
    """
    _, names = found.classified()
    parts = located(found)
    features = found.about["feature_names"]
    if len(features) < 2:
        raise NoPictureError(f"{found.run.id} has one feature, and this picture is drawn over two")
    preprocessing = found.restored.preprocessing
    points = [preprocessing.undo(part.inputs)[:, :2] for part in parts]
    count = sum(map(len, parts))
    wrong = sum(int(part.wrong.sum()) for part in parts)
    told = ", ".join(map(str, parts))
    picture, both = panels(
        1,
        2,
        title=found.title,
        about=f"{told}; {best_epoch(found.predicted().epoch)}",
        size=_SIZE,
        share_x=True,
        share_y=True,
    )
    for axes, whose in zip(both, ("true", "predicted"), strict=True):
        for part, places in zip(parts, points, strict=True):
            classes = part.classes if whose == "true" else part.predicted
            scatter(axes, places, classes, part.part, count)
            ring(axes, places[part.wrong], count)
        axes.set_title(f"{whose} class", fontsize=10, y=1.0)
        name_axes(axes, features[0], features[1] if axes is both[0] else "", room=190)
    everywhere = np.concatenate(points)
    both[0].set_xlim(limits(everywhere[:, 0]))
    both[0].set_ylim(limits(everywhere[:, 1]))
    explain(picture, names, [part.part for part in parts], wrong)
    return picture
