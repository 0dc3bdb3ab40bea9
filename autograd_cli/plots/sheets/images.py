"""Some images of the validation part, each with its own class and the one it was taken for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.lettering import Lettering
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.sheets.about import accuracy
from autograd_cli.plots.sheets.tiles import ROOM, SIZE, Tiles
from autograd_cli.plots.style import FAINT, VERMILLION
from autograd_cli.runs import Predictions

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

_RIGHT, _WRONG = "✓", "✗"


def images(found: RunData) -> "Figure":
    """Of a run. Raises NoPictureError for one that has none, or no predictions of them."""
    if found.about.get("kind") != "images":
        raise NoPictureError(f"{found.run.id} was not trained on images")
    predictions, names = found.classified()
    if not len(predictions.images):
        raise NoPictureError(f"{found.run.id} has kept no images")
    return gallery(predictions, names, title=found.title)


def gallery(found: Predictions, names: Sequence[str], *, title: str) -> "Figure":
    """What is right has a tick, what is wrong a cross, the class predicted and a thick frame.

    Both tell the probability that the model gave to its answer.
    """
    lettering = Lettering([*names, title])
    truths = found.targets[found.imaged].astype(np.intp)
    answers, sure = answers_of(found.outputs[found.imaged])
    right = answers == truths
    tiles = Tiles(found.images, lettering, lines=2, title=title, about=accuracy(found))
    tiles.explain(_legend(right, int(found.confusion.sum())))
    for k in range(len(truths)):
        tiles.show(k, stressed="" if right[k] else VERMILLION)
        tiles.write(k, 0, lettering.fitted(names[truths[k]], ROOM, SIZE))
        if right[k]:
            tiles.write(k, 1, f"{_RIGHT} {sure[k]:.2f}", color=FAINT)
        else:
            tiles.write(k, 1, _wrong(names[answers[k]], sure[k], lettering))
    return tiles.figure


def answers_of(outputs: "NDArray[Any]") -> "tuple[NDArray[Any], NDArray[Any]]":
    """The class predicted for each image, and its probability."""
    from autograd_cli.train.metrics import predicted_classes, probabilities  # loads the engine

    answers = predicted_classes(outputs).astype(np.intp)
    with np.errstate(over="ignore", invalid="ignore"):
        found = probabilities(outputs)
    if outputs.ndim == 1:
        return answers, np.where(answers, found, 1 - found)
    return answers, found[np.arange(len(found)), answers]


def _legend(right: "NDArray[Any]", examples: int) -> str:
    count = np.count_nonzero(right)
    return (
        f"{len(right)} of {examples:,} images: {count} {_RIGHT} right, "
        f"{len(right) - count} {_WRONG} wrong, and how sure the model was"
    )


def _wrong(name: str, sure: float, lettering: Lettering) -> str:
    rest = f"{_WRONG} , {sure:.2f}"
    room = ROOM - lettering.width(rest, SIZE)
    return f"{_WRONG} {lettering.fitted(name, room, SIZE)}, {sure:.2f}"
