"""A drawing as a figure, for PNG and PDF."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.graphs.drawing import Drawing, Outline, Part, Rounded, Text
from autograd_cli.plots.lettering import Lettering

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import Patch
    from matplotlib.transforms import Transform

_INCH = 96.0  # pixels of a drawing
_DPI, _LEAST_DPI = 192.0, 60.0  # two dots a pixel, and with how few it is still legible
_MOST_SIDE, _MOST_AREA = 48_000.0, 30e6  # dots that viewers can show
_ALIGN = {"start": "left", "middle": "center", "end": "right"}


def raster(drawing: Drawing) -> "Figure":
    """The figure: it needs no display and has no window, and large ones have fewer dots an inch.

    Raises NoPictureError if its letters would be too small to read.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # heavy
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    width, height = drawing.width / _INCH, drawing.height / _INCH
    figure = Figure(figsize=(width, height), dpi=_dpi(width, height), facecolor="white")
    FigureCanvasAgg(figure)
    downwards = Affine2D().scale(1 / _INCH, -1 / _INCH).translate(0, height)
    place = downwards + figure.dpi_scale_trans
    lettering = Lettering(part.text for part in _parts(drawing) if isinstance(part, Text))

    @cache
    def font(size: float) -> "FontProperties":
        from matplotlib.font_manager import FontProperties

        return FontProperties(family=lettering.families, size=size * 72 / _INCH)

    for number, part in enumerate(_parts(drawing)):
        if isinstance(part, Text):
            figure.text(
                part.x,
                part.y,
                part.text,
                color=part.color,
                ha=_ALIGN[part.anchor],
                va="baseline",
                fontproperties=font(part.size),
                parse_math=False,
                transform=place,
                zorder=number,
            )
        else:
            figure.add_artist(_patch(part, place, number))
    return figure


def _dpi(width: float, height: float) -> float:
    area: float = (_MOST_AREA / (width * height)) ** 0.5
    dpi = min(_DPI, _MOST_SIDE / max(width, height), area)
    if dpi < _LEAST_DPI:
        raise NoPictureError(
            f"the graph takes {width:.0f} by {height:.0f} inches, too much for a picture of dots",
            "draw it collapsed by module, or write it as SVG",
        )
    return dpi


def _parts(drawing: Drawing) -> Iterator[Part]:
    return (part for group in drawing.groups for part in group.parts)


def _patch(part: Rounded | Outline, place: "Transform", number: int) -> "Patch":
    from matplotlib.patches import FancyBboxPatch, PathPatch
    from matplotlib.path import Path

    how: dict[str, Any] = {
        "facecolor": part.fill or "none",
        "edgecolor": part.stroke or "none",
        "linewidth": part.line * 72 / _INCH,
        "capstyle": "butt",
        "joinstyle": "miter",
        "transform": place,
        "zorder": number,
    }
    if isinstance(part, Rounded):
        box = part.box
        style = f"round,pad=0,rounding_size={part.radius}"
        corner = box.left, box.top
        return FancyBboxPatch(corner, box.width, box.height, boxstyle=style, **how)
    vertices, codes = [], []
    for start, steps in part.lines:
        vertices.append(start)
        codes.append(Path.MOVETO)
        for step in steps:
            vertices += step
            codes += [Path.CURVE4 if len(step) == 3 else Path.LINETO] * len(step)
    if part.closed:
        vertices.append(part.lines[-1][0])
        codes.append(Path.CLOSEPOLY)
    return PathPatch(Path(vertices, codes), **how)
