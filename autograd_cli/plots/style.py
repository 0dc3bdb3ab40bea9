"""The one look of all pictures, legible without telling colours apart."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's palette, which colour-blind readers can tell apart; dashes do it in grey too.
BLUE, VERMILLION = "#0072B2", "#D55E00"
# For more than two things; the last but one is in the place of its yellow, too light on white.
PALETTE = (BLUE, VERMILLION, "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#999999", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")  # so do they, where there are more lines
LINES: dict[str, dict[str, Any]] = {
    "train": {"color": BLUE, "linestyle": "-"},
    "val": {"color": VERMILLION, "linestyle": (0, (4, 1.5))},
}
LABELS = {"train": "training", "val": "validation"}
INK, FAINT, RULE = "#000000", "#595959", "#C8C8C8"
DPI = 128  # of sheets; a power of two, so that pixels are exact parts of inches


def figure() -> "tuple[Figure, Axes]":
    """An empty figure of one panel, that needs no display and belongs to no window."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # heavy
    from matplotlib.figure import Figure

    picture = Figure(figsize=(6.4, 4.0), dpi=150)
    FigureCanvasAgg(picture)
    axes = picture.add_axes((0.12, 0.13, 0.84, 0.77))
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(True, color="#DDDDDD", linewidth=0.6)
    axes.set_axisbelow(True)
    return picture, axes
