"""The one look of all pictures, legible without telling colours apart."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's palette, which colour-blind readers can tell apart; dashes do it in grey too.
LINES: dict[str, dict[str, Any]] = {
    "train": {"color": "#0072B2", "linestyle": "-"},
    "val": {"color": "#D55E00", "linestyle": (0, (4, 1.5))},
}
LABELS = {"train": "training", "val": "validation"}


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
