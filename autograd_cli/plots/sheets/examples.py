"""Some of the images that a model learned from, each with its class."""

from typing import TYPE_CHECKING

import numpy as np

from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.lettering import Lettering
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.sheets.tiles import ROOM, SIZE, Tiles

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def examples(found: RunData) -> "Figure":
    """Training images at even distances.

    Raises NoPictureError if the run was not trained on images of classes, or has kept none of them.
    """
    if found.about.get("kind") != "images":
        raise NoPictureError(f"{found.run.id} was not trained on images")
    predictions, names = found.classified()
    sample = predictions.sample
    if sample is None or not len(sample.targets):
        raise NoPictureError(
            f"{found.run.id} has kept no training images: it is of an earlier version",
            "Train it once more to see them.",
        )
    lettering = Lettering([*names, found.title])
    about = f"what it learned from: {sample.total:,} images of {len(names)} classes"
    tiles = Tiles(sample.inputs, lettering, lines=1, title=found.title, about=about)
    shown = len(sample.targets)
    tiles.explain(
        f"{'all' if shown == sample.total else f'{shown} of'} {sample.total:,} training images"
    )
    for k, of_class in enumerate(sample.targets.astype(np.intp)):
        tiles.show(k)
        tiles.write(k, 0, lettering.fitted(names[of_class], ROOM, SIZE))
    return tiles.figure
