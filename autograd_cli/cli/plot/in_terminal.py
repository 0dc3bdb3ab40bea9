"""Runs as pictures of letters, where neither windows nor files are wanted."""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from autograd_cli.cli.glyphs import has_letters
from autograd_cli.cli.terminal import is_terminal, visible, write, write_table

if TYPE_CHECKING:
    from autograd_cli.plots import RunData
    from autograd_cli.plots.letters.of_runs import Terminal
    from autograd_cli.plots.letters.text_chart import Row
    from autograd_cli.runs import RunFolder

_COLUMNS = 80  # where there is no terminal
_WIDEST = 120  # more makes no curve clearer
# Those that are seen on dark and on light; the last is that of all text.
_COLOURS = ("blue", "red", "green", "magenta", "yellow", "cyan", "bright_black", "default")


def plot_as_text(runs: "Sequence[RunFolder]", only: Sequence[str] | None) -> None:
    """Draw on stdout the curves of the runs and, of one alone, its confusion matrix.

    Raises RunError, or NoPictureError for what `only` names and they have not.
    """
    from autograd_cli.plots import RunData

    found = [RunData(run) for run in runs]
    if len(found) == 1:
        _draw_one(found[0], only)
    else:
        _draw_several(found, only)


def _draw_one(found: "RunData", only: Sequence[str] | None) -> None:
    from autograd_cli.plots.letters.of_runs import kinds_of, of_one

    for kind in kinds_of(found, only):
        if kind == "confusion":
            _draw_confusion(found)
        else:
            _print(of_one(found, kind, _terminal()))


def _draw_several(found: "Sequence[RunData]", only: Sequence[str] | None) -> None:
    from autograd_cli.plots.curves.compared import shared_quantities
    from autograd_cli.plots.curves.run_names import told_apart
    from autograd_cli.plots.letters.of_runs import of_several

    quantities = shared_quantities(found, only)
    names = told_apart([each.run for each in found])
    for quantity in quantities:
        _print(of_several([each.metrics for each in found], names, quantity, _terminal()))


def _draw_confusion(found: "RunData") -> None:
    from autograd_cli.plots.sheets.about import accuracy

    predictions, names = found.classified()
    write(f"confusion of {found.title}: {accuracy(predictions)}", sys.stdout)
    rows = [
        (name, *map(str, counts))
        for name, counts in zip(names, predictions.confusion.tolist(), strict=True)
    ]
    write_table(("true class, predicted:", *names), rows, sys.stdout, right=names)


def _terminal() -> "Terminal":
    from autograd_cli.plots.letters.of_runs import Terminal

    columns = _COLUMNS
    if is_terminal(sys.stdout):  # some break a line that is as long as they are wide
        columns = min(shutil.get_terminal_size().columns - 1, _WIDEST)
    return Terminal(columns, drawn=_has_letters())


def _has_letters() -> bool:
    """Whether Braille and boxes can be shown: the console of Linux has no such font."""
    if sys.stdout and sys.stdout.isatty() and os.environ.get("TERM") in ("dumb", "linux"):
        return False
    return has_letters("⠿│┤└─┬", sys.stdout)


def _print(rows: "Iterable[Row]") -> None:
    """The rows in colours, if stdout is a terminal that has them and nobody minds."""
    console = None
    if is_terminal(sys.stdout):
        from rich.console import Console  # not needed in a pipe

        console = Console(file=sys.stdout, highlight=False, markup=False)
    for row in [*rows, []]:
        if console is None or not console.color_system or console.no_color:
            write("".join(text for text, _ in row).rstrip(), sys.stdout)
            continue
        from rich.text import Text

        pieces = [
            (visible(text), "" if colour is None else _COLOURS[colour]) for text, colour in row
        ]
        console.print(Text.assemble(*pieces), soft_wrap=True)
