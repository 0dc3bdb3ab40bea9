"""A sheet of images in even rows, each with a frame and lines of text below it."""

from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.lettering import Lettering
from autograd_cli.plots.sheets.sheet import HEADER, LEAST_WIDTH, MARGIN, Sheet, grid, scale
from autograd_cli.plots.style import INK, RULE

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

SIZE = 13  # of text
_COLUMNS = 8
# In pixels.
_TILE = 104  # the longer side of an image, about
_APART = 128  # from the middle of an image to the next one's
_FIRST, _LINE = 19, 17  # from the image down to its first line, and on to the next one
_DOWN = 16  # from the last line to the next image
_FRAME = 4  # the thickest
ROOM = _APART - _FRAME  # for a line


class Tiles:
    """Images (n, C, H, W) uint8, each to be shown once, with room for so many lines below it."""

    def __init__(
        self, images: "NDArray[Any]", lettering: Lettering, *, lines: int, title: str, about: str
    ) -> None:
        self._images = images
        self._height, self._width = (side * scale(images, _TILE) for side in images.shape[2:])
        rows, self._columns = grid(len(images), _COLUMNS)
        self._down = self._height + _FIRST + (lines - 1) * _LINE + _DOWN
        self._sheet = Sheet(
            lettering,
            max(LEAST_WIDTH, self._columns * _APART + MARGIN),
            round(HEADER + rows * self._down),
            title=title,
            about=about,
        )

    @property
    def figure(self) -> "Figure":
        return self._sheet.figure

    def explain(self, text: str) -> None:
        """Write the line below title and about."""
        self._sheet.text(MARGIN, self._sheet.legend, text)

    def show(self, k: int, *, stressed: str = "") -> None:
        """Draw image k, in a thick frame if there is a colour that it is to be stressed with."""
        corner = (self._middle(k) - self._width / 2, self._top(k))
        size = (self._width, self._height)
        self._sheet.image(*corner, in_colour(self._images[k]), *size)
        frame, line = (stressed, _FRAME) if stressed else (RULE, 1)
        self._sheet.frame(*corner, *size, color=frame, line=line)

    def write(self, k: int, line: int, text: str, *, color: str = INK) -> None:
        """Write one of the lines, counted from 0, below image k."""
        y = self._top(k) + self._height + _FIRST + line * _LINE
        self._sheet.text(self._middle(k), y, text, size=SIZE, color=color, align="center")

    def _middle(self, k: int) -> float:
        return MARGIN / 2 + (k % self._columns + 0.5) * _APART

    def _top(self, k: int) -> float:
        return HEADER + float(k // self._columns * self._down)


def in_colour(pixels: "NDArray[Any]") -> "NDArray[Any]":
    """Pixels (C, H, W) as red, green and blue (H, W, 3); of other than 3 channels their mean."""
    if len(pixels) != 3:
        pixels = np.broadcast_to(pixels.mean(axis=0), (3, *pixels.shape[1:]))
    return np.moveaxis(pixels, 0, -1).astype(np.uint8)
