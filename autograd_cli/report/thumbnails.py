"""Images that a run was asked about, each with its own class and the one it was taken for."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.sheets.images import answers_of
from autograd_cli.plots.sheets.tiles import in_colour
from autograd_cli.report.embedded import data_uri
from autograd_cli.report.markup import Markup, tag
from autograd_cli.runs import Predictions

if TYPE_CHECKING:
    from numpy.typing import NDArray


def thumbnails(found: Predictions, names: Sequence[str], *, room: int, most: int) -> Markup:
    """Those that were taken for another class first, then the least sure.

    At most `most`, and no more than there is `room` for, in bytes.
    """
    answers, sure = answers_of(found.outputs[found.imaged])
    truths = found.targets[found.imaged].astype(np.intp)
    right = answers == truths
    tiles: list[Markup] = []
    for i in np.lexsort((sure, right))[:most]:
        tile = _tile(found.images[i], names[truths[i]], names[answers[i]], sure[i], right[i])
        room -= len(tile)
        if room < 0 and tiles:
            break
        tiles.append(tile)
    total = int(found.confusion.sum())
    return tag(
        "figure",
        tag("ul", tiles, class_="thumbnails"),
        tag("figcaption", f"{len(tiles)} of {total:,} images. {_order(right)}"),
    )


def _order(right: "NDArray[Any]") -> str:
    wrong = int(np.count_nonzero(~right))
    if not wrong:
        return f"All {len(right)} that the run has kept are right; the least sure come first."
    return (
        f"Of the {len(right)} that the run has kept, {wrong} "
        f"{'was' if wrong == 1 else 'were'} taken for another class: the mistakes come first."
    )


def _tile(pixels: "NDArray[Any]", truth: str, answer: str, sure: float, right: bool) -> Markup:
    height, width = pixels.shape[1:]
    image = tag(
        "img",
        src=data_uri("png", _png(pixels)),
        alt=f"An image of {truth}",
        width=width,
        height=height,
    )
    said = (
        [tag("span", "✓", aria_hidden="true"), f" right, {sure:.0%}"]
        if right
        else [
            tag("span", "✗", aria_hidden="true"),
            " taken for ",
            tag("bdi", answer),
            f", {sure:.0%}",
        ]
    )
    truth_line = tag("span", tag("bdi", truth), class_="truth")
    told = tag("span", said, class_="right" if right else "wrong")
    return tag("li", image, truth_line, told, class_=None if right else "wrong")


def _png(pixels: "NDArray[Any]") -> bytes:
    from PIL import Image  # heavy; it comes with Matplotlib

    content = io.BytesIO()
    grey = len(pixels) == 1
    Image.fromarray(pixels[0] if grey else in_colour(pixels)).save(content, "PNG", optimize=True)
    return content.getvalue()
