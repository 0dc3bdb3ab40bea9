"""The confusion matrix: how many examples of each class were taken for which."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.colours import ink_on, of_shares
from autograd_cli.plots.lettering import TEXT, Lettering
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.sheets.about import accuracy
from autograd_cli.plots.sheets.sheet import HEADER, LEAST_WIDTH, MARGIN, Sheet, middle
from autograd_cli.runs import Predictions

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

# In pixels.
_NUMBERED = 20  # classes; a cell of more has no room for a number
_SIDE, _LARGEST = 640, 1000  # of the matrix, about, and at most
_CELL = (36, 112)  # of a cell with a number, at least and at most
_NAME = 180  # the width of a name, at most
_APART = 17  # from the middle of a name to that of the next
_GAP = 8
_CAPTION = 28  # from the names of the columns to where the line below them stands
_NUMBER = (11, 18)  # the size of a number


@dataclass(frozen=True)
class _Layout:
    """Where the matrix is, what its cells and names measure, and which classes are named."""

    classes: int
    names: dict[int, str]
    longest: float
    side: int

    @property
    def cell(self) -> float:
        return self.side / self.classes

    @property
    def left(self) -> int:
        return MARGIN + TEXT + 2 * _GAP + round(self.longest) + self.tick

    @property
    def tick(self) -> int:
        """The length of the line that leads from a name to its class, if not all have one."""
        return _GAP if len(self.names) < self.classes else 0

    @property
    def flat(self) -> bool:
        """Whether the names of columns have room side by side."""
        return not self.tick and self.longest + _GAP <= self.cell

    @property
    def bottom(self) -> int:
        """Where the names of the columns end."""
        names = TEXT + _GAP if self.flat else round(self.longest) + _GAP + self.tick
        return HEADER + self.side + names


def confusion(found: RunData) -> "Figure":
    """Of a run's validation part. Raises NoPictureError for one without classes or predictions."""
    predictions, names = found.classified()
    return matrix(predictions, names, title=found.title)


def matrix(found: Predictions, names: Sequence[str], *, title: str) -> "Figure":
    """Rows are true classes, columns predicted ones; a colour is a share of its row.

    Up to 20 classes cells have their number of examples, but for 0.
    """
    lettering = Lettering([*names, title])
    layout = _laid_out(names, lettering)
    sheet = Sheet(
        lettering,
        max(LEAST_WIDTH, layout.left + layout.side + MARGIN),
        layout.bottom + _CAPTION + MARGIN,
        title=title,
        about=accuracy(found),
    )
    sheet.scale_of_colours(
        "share of the true class: 0 %", of_shares(np.linspace(0, 1, 256)), "100 %"
    )
    colours = of_shares(found.confusion / found.confusion.sum(axis=1, keepdims=True).clip(1))
    sheet.image(layout.left, HEADER, colours, layout.side, layout.side)
    if layout.classes <= _NUMBERED:
        _draw_rules(sheet, layout)
        _draw_numbers(sheet, layout, found.confusion, colours, lettering)
    sheet.frame(layout.left, HEADER, layout.side, layout.side)
    _draw_names(sheet, layout)
    return sheet.figure


def _laid_out(names: Sequence[str], lettering: Lettering) -> _Layout:
    classes = len(names)
    if classes <= _NUMBERED:
        least, most = _CELL
        side = classes * min(most, max(least, _SIDE // classes))
    else:
        # Cells of whole pixels, all of one size, as long as there are enough pixels.
        side = min(_LARGEST, classes * max(1, round(1.2 * _SIDE / classes)))
    step = next(
        step
        for power in range(10)
        for step in (10**power, 2 * 10**power, 5 * 10**power)
        if step * side / classes >= _APART
    )
    shown = {k: lettering.fitted(names[k], _NAME) for k in range(0, classes, step)}
    return _Layout(classes, shown, max(map(lettering.width, shown.values())), side)


def _draw_rules(sheet: Sheet, layout: _Layout) -> None:
    at = np.arange(1, layout.classes) * layout.cell
    begin, end = np.zeros_like(at), np.full_like(at, layout.side)
    across = np.stack([begin, at, end, at], axis=1).reshape(-1, 2, 2)
    corner = (layout.left, HEADER)
    sheet.lines(np.concatenate([across, across[..., ::-1]]) + corner)


def _draw_numbers(
    sheet: Sheet,
    layout: _Layout,
    counts: "NDArray[Any]",
    colours: "NDArray[Any]",
    lettering: Lettering,
) -> None:
    least, size = _NUMBER
    room = layout.cell - _GAP
    widest = lettering.width(str(counts.max()), size)
    write = str if widest * least / size <= room else _rounded
    widest = lettering.width(max(map(write, counts.flat), key=len), size)
    size = max(least, min(size, int(size * room / widest)))
    for row, column in np.argwhere(counts):
        sheet.text(
            layout.left + (column + 0.5) * layout.cell,
            middle(HEADER + (row + 0.5) * layout.cell, size),
            write(counts[row, column]),
            size=size,
            color=ink_on(colours[row, column]),
            align="center",
        )


def _rounded(count: int) -> str:
    """In four signs at most, if it is below 1000 billions."""
    if count < 10_000:
        return str(count)
    for letter in "kMG":
        count = round(count / 1000)
        if count < 1000:
            return f"{count}{letter}"
    return f"{round(count / 1000)}T"


def _draw_names(sheet: Sheet, layout: _Layout) -> None:
    left, bottom = layout.left, HEADER + layout.side
    tick = layout.tick
    for k, name in layout.names.items():
        x, y = (start + (k + 0.5) * layout.cell for start in (left, HEADER))
        sheet.text(left - tick - _GAP, middle(y), name, align="right")
        if layout.flat:
            sheet.text(x, bottom + _GAP + TEXT, name, align="center")
        else:
            sheet.upwards(x, bottom + tick + _GAP, name)
        if tick:
            sheet.lines(
                np.array([[(left - tick, y), (left, y)], [(x, bottom), (x, bottom + tick)]])
            )
    sheet.upwards(MARGIN + TEXT / 2, HEADER + layout.side / 2, "true class", align="center")
    sheet.text(left + layout.side / 2, layout.bottom + _CAPTION, "predicted class", align="center")
