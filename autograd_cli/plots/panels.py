"""Pictures of several panels, with a title and a line that tells what they show."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from autograd_cli.plots.lettering import Lettering
from autograd_cli.plots.style import DPI, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

_DPI = 150
_SIZE = (6.4, 4.0)  # inches, of a picture of one panel
_POINT = DPI / 72  # of a letter, in the pixels of `Lettering`
_TITLE = 10  # points
_TEXT, _TICKS = 9, 8  # points, of what names things in a panel, and of numbers
_NAME = 105  # points, of a name in a legend
_WIDE, _HIGH = 300, 200  # points, of an axis' name, in a picture of one panel
_LINE = 11  # points, from one line of text to the next


def panels(
    rows: int = 1,
    columns: int = 1,
    *,
    title: str,
    about: str | Sequence[str] = "",
    size: tuple[float, float] = _SIZE,
    heights: Sequence[float] | None = None,
    widths: Sequence[float] | None = None,
    share_x: bool = False,
    share_y: bool = False,
) -> "tuple[Figure, list[Axes]]":
    """An empty picture and its panels, row by row.

    `about` may be several lines. `size` is in inches; `heights` of the rows and `widths` of the
    columns are relative. Texts are data: no mathematics is read from them, and what does not fit
    is left out. It needs no display and has no window.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # heavy
    from matplotlib.figure import Figure

    picture = Figure(figsize=size, dpi=_DPI, layout="constrained")
    FigureCanvasAgg(picture)
    grid = picture.subplots(
        rows,
        columns,
        squeeze=False,
        sharex=share_x,
        sharey=share_y,
        height_ratios=list(heights or [1] * rows),
        width_ratios=list(widths or [1] * columns),
    )
    for axes in grid.flat:
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(True, color="#DDDDDD", linewidth=0.6)
        axes.set_axisbelow(True)
        axes.tick_params(labelsize=_TICKS)
    _head(picture, [title, *([about] if isinstance(about, str) else about)])
    return picture, [*grid.flat]


def _head(picture: "Figure", lines: Sequence[str]) -> None:
    lettering = Lettering(lines)
    left, points = 0.01, _TITLE * _POINT
    room = (1 - 2 * left) * picture.get_figwidth() * DPI
    heading = picture.suptitle(
        "\n".join(lettering.fitted(line, room, points) for line in lines if line),
        fontproperties=lettering.font(points),
        x=left,
        ha="left",
        color=INK,
    )
    heading.set_parse_math(False)


def name_axes(axes: "Axes", x: str, y: str, *, room: float = _WIDE) -> None:
    """Write names of anybody's data below and left of a panel; `room` points are below it."""
    name_axis(axes.xaxis, x, room=room)
    name_axis(axes.yaxis, y)


def name_axis(axis: "Axis", name: str, *, room: float = _HIGH) -> None:
    """Write a name of anybody's data at an axis, short enough for `room` points."""
    lettering = Lettering([name])
    axis.set_label_text(
        lettering.fitted(name, room * _POINT, _TEXT * _POINT),
        fontproperties=lettering.font(_TEXT * _POINT),
        parse_math=False,
    )


def legend(
    where: "Axes | Figure",
    handles: Sequence[Any],
    names: Sequence[str],
    *,
    room: float = _NAME,
    **look: Any,
) -> None:
    """What the handles are, in names of anybody's data, none longer than `room` points."""
    lettering = Lettering(names)
    font = lettering.font(_TEXT * _POINT)
    # Matplotlib 3.9 leaves out what begins with _, and all read mathematics: names come later.
    drawn = where.legend([*handles], ["."] * len(names), frameon=False, prop=font, **look)
    for text, name in zip(drawn.get_texts(), names, strict=True):
        text.set_parse_math(False)
        text.set_text(lettering.fitted(name, room * _POINT, _TEXT * _POINT))


def write(axes: "Axes", x: float, y: float, name: str, *, room: float = 80) -> None:
    """Write a name of anybody's data around a place in a panel, legible on anything."""
    from matplotlib.patheffects import withStroke  # heavy

    lettering = Lettering([name])
    axes.text(
        x,
        y,
        lettering.fitted(name, room * _POINT, _TEXT * _POINT),
        fontproperties=lettering.font(_TEXT * _POINT),
        ha="center",
        va="center",
        color=INK,
        zorder=6,
        parse_math=False,
        path_effects=[withStroke(linewidth=2.5, foreground="white")],
    )


def name_lines(
    axes: "Axes", ends: Sequence[float], names: Sequence[str], *, room: float = 80
) -> None:
    """Write the names of lines right of a panel with limits, where the lines end, none on another.

    A line that ends in no number has no name.
    """
    low, high = axes.get_ylim()
    lettering = Lettering(names)
    named = sorted((end, i) for i, end in enumerate(ends) if low <= end <= high)
    height = axes.bbox.height * 72 / _DPI  # before anything is laid out, but about that
    places = _apart([(end - low) / (high - low) for end, _ in named], _LINE / height)
    for (_, i), place in zip(named, places, strict=True):
        axes.text(
            1.01,
            place,
            lettering.fitted(names[i], room * _POINT, _TICKS * _POINT),
            fontproperties=lettering.font(_TICKS * _POINT),
            va="center",
            color=INK,
            transform=axes.transAxes,
            parse_math=False,
        )


def _apart(places: Sequence[float], gap: float) -> list[float]:
    """Ascending places from 0 to 1, moved as little as makes them `gap` apart, if there is room."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else place)
    top = 1.0
    for i in reversed(range(len(moved))):
        moved[i] = min(moved[i], top)
        top = moved[i] - gap
    return moved
