"""Curves of several runs on one picture each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from autograd_cli.plots import kinds
from autograd_cli.plots.curves.curve import NAMES, PLAIN, Curve, parts, plot
from autograd_cli.plots.curves.run_names import told_apart
from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.panels import legend, panels
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.style import FAINT, LABELS, LINES, MARKERS, PALETTE
from autograd_cli.runs import Metrics

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = len(PALETTE)
_SIZE = (6.4, 4.0)  # inches, without the legend
_ROW = 0.2  # inches, of the legend
_WIDEST = 400  # points, of a name
_FEW, _SHORT = 4, 30  # rows, and letters in them: more rows of no more are in two columns
_MARKS = 8  # on a line, about


def compared_pictures(
    several: Sequence[RunData], only: Sequence[str] | None = None
) -> "Iterator[tuple[str, Figure]]":
    """Of each of the curves that `only` names, or that any run has; made when it is asked for.

    Raises NoPictureError for a kind that is no curve or that no run has, and for too many runs;
    RunError if they cannot be read.
    """
    chosen = shared_quantities(several, only)
    names = told_apart([found.run for found in several])
    for quantity in chosen:
        yield quantity, compared([found.metrics for found in several], names, quantity)


def shared_quantities(several: Sequence[RunData], only: Sequence[str] | None) -> list[str]:
    """What to draw of several runs."""
    if len(several) > MOST:
        raise NoPictureError(
            f"{len(several)} runs are too many for one picture: no more than {MOST} of them "
            "could be told apart",
            "Give fewer, as those of: autograd runs ls --sort best --limit 8",
        )
    there = dict.fromkeys(name for found in several for name in found.curves)
    names = sorted(there, key=lambda name: name in PLAIN)
    if only is None:
        return names
    kinds.check(only)
    for kind in only:
        if kind not in names:
            raise NoPictureError(
                f"there is no picture {kind!r} of several runs; "
                f"of these there are {', '.join(names)}"
            )
    return [*dict.fromkeys(only)]


def compared(tables: Sequence[Metrics], names: Sequence[str], quantity: str) -> "Figure":
    """One quantity of runs; a run has one colour and one mark, its validation part dashes."""
    curves = [
        Curve(part, data.epochs, values, _look(i, part, len(values), len(tables)))
        for i, data in enumerate(tables)
        for part, values in parts(data, quantity).items()
    ]
    shown = [i for i, data in enumerate(tables) if parts(data, quantity)]
    looks = {names[i]: _look(i) for i in shown}
    if any(curve.label == "val" for curve in curves):
        looks |= {LABELS[part]: {**LINES[part], "color": FAINT} for part in LINES}
    columns = 2 if len(looks) > _FEW and max(map(len, looks)) <= _SHORT else 1
    width, height = _SIZE
    picture, (axes,) = panels(
        title=f"{NAMES.get(quantity, quantity)} of {len(shown)} runs",
        size=(width, height + _ROW * -(-len(looks) // columns)),
    )
    plot(axes, curves, quantity)
    _explain(picture, looks, columns)
    return picture


def _look(position: int, part: str = "train", points: int = 1, runs: int = 1) -> dict[str, Any]:
    colour = PALETTE[position]
    apart = max(1, points // _MARKS)
    return {
        "color": colour,
        "linestyle": LINES[part]["linestyle"],
        "linewidth": 1.5,
        "marker": MARKERS[position],
        "markersize": 5,
        "markerfacecolor": colour if part == "train" else "white",
        # Where lines lie on each other, their marks do not.
        "markevery": (position * apart // runs, apart),
    }


def _explain(picture: "Figure", looks: Mapping[str, Mapping[str, Any]], columns: int) -> None:
    """Below: whose each line is and, if there are both, which of the two parts is dashed."""
    from matplotlib.lines import Line2D  # heavy

    handles = [Line2D([], [], **look) for look in looks.values()]
    legend(
        picture,
        handles,
        [*looks],
        room=_WIDEST / columns,
        loc="outside lower left",
        ncols=columns,
        handlelength=3,
    )
