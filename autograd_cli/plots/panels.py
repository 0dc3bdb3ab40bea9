"""Pictures of several panels, with a title and a line that tells what they show."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from autograd_cli.plots.style import INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DPI = 150
_SIZE = (6.4, 4.0)  # inches, of a picture of one panel


def panels(
    rows: int = 1,
    columns: int = 1,
    *,
    title: str,
    about: str = "",
    size: tuple[float, float] = _SIZE,
    heights: Sequence[float] | None = None,
    share_x: bool = False,
) -> "tuple[Figure, list[Axes]]":
    """An empty picture and its panels, row by row; `size` in inches, `heights` of the rows.

    Texts are data: no mathematics is read from them. It needs no display and has no window.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # heavy
    from matplotlib.figure import Figure

    picture = Figure(figsize=size, dpi=_DPI, layout="constrained")
    FigureCanvasAgg(picture)
    grid = picture.subplots(
        rows, columns, squeeze=False, sharex=share_x, height_ratios=list(heights or [1] * rows)
    )
    for axes in grid.flat:
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(True, color="#DDDDDD", linewidth=0.6)
        axes.set_axisbelow(True)
    lines = f"{title}\n{about}" if about else title
    heading = picture.suptitle(lines, fontsize=10, x=0.01, ha="left", color=INK)
    heading.set_parse_math(False)
    return picture, [*grid.flat]
