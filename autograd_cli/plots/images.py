"""Some images of the validation part, each with its own class and the one it was taken for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.about import accuracy
from autograd_cli.plots.lettering import Lettering
from autograd_cli.plots.sheet import HEADER, LEAST_WIDTH, MARGIN, Sheet, grid, scale
from autograd_cli.plots.style import FAINT, INK, RULE, VERMILLION
from autograd_cli.runs import Predictions

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

_COLUMNS = 8
_RIGHT, _WRONG = "✓", "✗"
# In pixels.
_TILE = 104  # the longer side of an image, about
_APART = 128  # from the middle of an image to the next one's
_TEXT = 13
_LINES = (19, 36)  # from the image down to its two lines
_DOWN = 52  # and to the next image
_FRAME = 4  # of what is wrong


def images(found: Predictions, names: Sequence[str], *, title: str) -> "Figure":
    """What is right has a tick, what is wrong a cross, the class predicted and a thick frame.

    Both tell the probability that the model gave to its answer.
    """
    lettering = Lettering([*names, title])
    truths = found.targets[found.imaged].astype(np.intp)
    answers, sure = _answers(found.outputs[found.imaged])
    right = answers == truths
    height, width = (size * scale(found.images, _TILE) for size in found.images.shape[2:])
    rows, columns = grid(len(truths), _COLUMNS)
    sheet = Sheet(
        lettering,
        max(LEAST_WIDTH, columns * _APART + MARGIN),
        round(HEADER + rows * (height + _DOWN)),
        title=title,
        about=accuracy(found),
    )
    sheet.text(MARGIN, sheet.legend, _legend(right, int(found.confusion.sum())))
    for k, pixels in enumerate(found.images):
        row, column = divmod(k, columns)
        middle = MARGIN / 2 + (column + 0.5) * _APART
        corner = (middle - width / 2, HEADER + row * (height + _DOWN))
        sheet.image(*corner, in_colour(pixels), width, height)
        first, second = (corner[1] + height + line for line in _LINES)
        truth = lettering.fitted(names[truths[k]], _APART - _FRAME, _TEXT)
        sheet.text(middle, first, truth, size=_TEXT, align="center")
        if right[k]:
            sheet.frame(*corner, width, height, color=RULE)
            said, color = f"{_RIGHT} {sure[k]:.2f}", FAINT
        else:
            sheet.frame(*corner, width, height, color=VERMILLION, line=_FRAME)
            said, color = _wrong(names[answers[k]], sure[k], lettering), INK
        sheet.text(middle, second, said, size=_TEXT, color=color, align="center")
    return sheet.figure


def in_colour(pixels: "NDArray[Any]") -> "NDArray[Any]":
    """Pixels (C, H, W) as red, green and blue (H, W, 3); of other than 3 channels their mean."""
    if len(pixels) != 3:
        pixels = np.broadcast_to(pixels.mean(axis=0), (3, *pixels.shape[1:]))
    return np.moveaxis(pixels, 0, -1).astype(np.uint8)


def _answers(outputs: "NDArray[Any]") -> "tuple[NDArray[Any], NDArray[Any]]":
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
    room = _APART - _FRAME - lettering.width(rest, _TEXT)
    return f"{_WRONG} {lettering.fitted(name, room, _TEXT)}, {sure:.2f}"
