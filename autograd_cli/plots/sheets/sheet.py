"""A picture laid out in pixels from its top left corner, so that nothing has to be fitted later."""

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from autograd_cli.plots.lettering import TEXT, Lettering
from autograd_cli.plots.style import DPI, INK, RULE

if TYPE_CHECKING:
    from numpy.typing import NDArray

MARGIN = 24
HEADER = 112  # above what the picture shows: its title, what that is, and the legend
LEAST_WIDTH = 640  # which the header needs
_LINES = (38, 64, 90)  # of the header
_TITLE = 20
_STRIP, _STRIP_APART = (128, 12), 8  # of colours in the legend
_HALF_A_FIGURE = 0.365  # of the size of text


class Sheet:
    """An empty sheet with its title and a line that tells what it shows.

    Texts are data: no mathematics is read from them. `legend` is where its line stands.
    """

    legend = _LINES[2]

    def __init__(
        self, lettering: Lettering, width: int, height: int, *, title: str, about: str
    ) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # heavy
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self._lettering = lettering
        self.figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI)
        FigureCanvasAgg(self.figure)
        # On the figure itself: axes, which are not needed here, take as long as all of the rest.
        # In inches, for the formats that have no pixels.
        pixels = Affine2D().scale(1 / DPI, -1 / DPI).translate(0, height / DPI)
        self._downwards = pixels + self.figure.dpi_scale_trans
        room = width - 2 * MARGIN
        self.text(MARGIN, _LINES[0], lettering.fitted(title, room, _TITLE), size=_TITLE)
        self.text(MARGIN, _LINES[1], lettering.fitted(about, room))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = TEXT,
        color: str = INK,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Write a line that stands on `y` and begins, has its middle or ends at `x`."""
        self._write(x, y, text, size, color, ha=align, va="baseline")

    def upwards(
        self, x: float, y: float, text: str, *, align: Literal["top", "center"] = "top"
    ) -> None:
        """Write from below to above; `x` is the middle of the line, `y` its upper end or middle."""
        self._write(x, y, text, TEXT, INK, ha="center", va=align, rotation=90)

    def image(
        self, x: float, y: float, pixels: "NDArray[Any]", width: float, height: float
    ) -> None:
        """Show pixels (H, W, 3) uint8 with their upper left corner at (x, y), in that size."""
        from matplotlib.image import BboxImage  # heavy
        from matplotlib.transforms import Bbox, TransformedBbox

        shrunk = width < pixels.shape[1] or height < pixels.shape[0]
        place = Bbox.from_bounds(x, y, width, height)
        image = BboxImage(
            TransformedBbox(place, self._downwards),
            interpolation="hanning" if shrunk else "nearest",
            origin="upper",
            resample=True,
        )
        image.set_data(pixels)
        self.figure.add_artist(image)

    def frame(
        self, x: float, y: float, width: float, height: float, *, color: str = RULE, line: float = 1
    ) -> None:
        """Draw a frame around a rectangle, from its edge outwards."""
        from matplotlib.patches import Rectangle  # heavy

        out = line / 2
        frame = Rectangle(
            (x - out, y - out),
            width + line,
            height + line,
            fill=False,
            edgecolor=color,
            linewidth=line * 72 / DPI,
            joinstyle="miter",
            transform=self._downwards,
        )
        self.figure.add_artist(frame)

    def lines(self, ends: "NDArray[Any]") -> None:
        """Draw thin straight lines (n, 2, 2): (x, y) of both ends of each."""
        from matplotlib.collections import LineCollection  # heavy

        thin = 72 / DPI
        lines = LineCollection([*ends], colors=RULE, linewidths=thin, transform=self._downwards)
        self.figure.add_artist(lines)

    def scale_of_colours(self, lowest: str, colours: "NDArray[Any]", highest: str) -> None:
        """Make the legend a strip of colours (n, 3) between what its ends mean."""
        width, height = _STRIP
        self.text(MARGIN, self.legend, lowest)
        left = MARGIN + self._lettering.width(lowest) + _STRIP_APART
        top = self.legend - height + 1
        self.image(left, top, colours[np.newaxis], width, height)
        self.frame(left, top, width, height)
        self.text(left + width + _STRIP_APART, self.legend, highest)

    def _write(self, x: float, y: float, text: str, size: float, color: str, **place: Any) -> None:
        self.figure.text(
            x,
            y,
            text,
            color=color,
            fontproperties=self._lettering.font(size),
            parse_math=False,
            transform=self._downwards,
            **place,
        )


def middle(y: float, size: float = TEXT) -> float:
    """Where a line of text stands whose figures have their middle at `y`."""
    return y + _HALF_A_FIGURE * size


def scale(images: "NDArray[Any]", size: int) -> float:
    """How many pixels of a sheet one of images (..., H, W) gets: whole ones, if they have room."""
    longest: int = max(images.shape[-2:])
    return size // longest if longest <= size else size / longest


def grid(count: int, most: int) -> tuple[int, int]:
    """Rows and columns for so many tiles: as few rows as `most` columns allow, filled evenly."""
    rows = -(-count // most)
    return rows, -(-count // rows)
