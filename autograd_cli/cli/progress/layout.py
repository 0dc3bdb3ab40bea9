"""Lines with bars, of which a narrow terminal gets what there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

_WIDE = 60  # columns of a terminal: on fewer there is no bar, which would come and go
_SHORTEST_BAR = 8


@dataclass(frozen=True)
class Line:
    """`share` of it is done; of the `figures` the first is the one that matters most."""

    label: str
    share: float
    counted: str
    figures: Sequence[str]
    left: str


def laid_out(lines: Sequence[Line], width: int) -> "Table":
    """The lines, one below the other, on a terminal of so many columns.

    Label and count are always there. What else there is room for is shown in this order: the first
    figure, the time that is left, the other figures, and the bar, which takes the rest.
    """
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    labels, counted = [line.label for line in lines], [line.counted for line in lines]
    first = ["".join(line.figures[:1]) for line in lines]
    every = ["  ".join(line.figures) for line in lines]
    times = [line.left for line in lines]
    room = width + 1 - _cost(labels) - _cost(counted)
    choices = [(every, times), (first, times), (first, []), ([], times)]
    fitting = (both for both in choices if sum(map(_cost, both)) <= room)
    figures, left = next(fitting, ([], []))
    bar = room - _cost(figures) - _cost(left) - 1
    if width < _WIDE or figures is not every:
        bar = 0
    columns = [
        [Text(text) for text in labels],
        [ProgressBar(1.0, line.share, width=bar) for line in lines if bar >= _SHORTEST_BAR],
        [Text(text, "progress.download") for text in counted],
        [Text(text) for text in figures if _cost(figures)],
        [Text(text, "progress.remaining", justify="right") for text in left if _cost(left)],
    ]
    table = Table.grid(padding=(0, 1))
    for row in zip(*filter(None, columns), strict=True):
        table.add_row(*row)
    for column in table.columns:
        column.no_wrap, column.overflow = True, "crop"
    return table


def _cost(column: Sequence[str]) -> int:
    """The columns of the terminal that one takes, with the space before it."""
    widest = max(map(len, column), default=0)
    return widest and 1 + widest
