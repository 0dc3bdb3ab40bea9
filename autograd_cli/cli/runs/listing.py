"""The list of runs as a table, JSON or CSV. Nothing that is slow to load is needed here."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from autograd_cli.cli.runs.cells import are_numbers, as_csv, form
from autograd_cli.cli.terminal import is_terminal, write, write_json, write_table
from autograd_cli.runs import columns, selection
from autograd_cli.runs.listing import Entry, entries

_USUAL = ("id", "status", "epochs", "dataset", "model", "monitor", "best")
_METRICS = ("loss", "accuracy")
# What a terminal without room for all does without, the least missed first.
_SPARED = (
    "monitor",
    "seconds",
    "model",
    "dataset",
    "train/loss",
    "val/loss",
    "train/accuracy",
    "epochs",
)
_DRAWN = 200  # rows; longer tables are plain, for a thousand would take a second to draw
_MARGIN = 3  # what a drawn table adds to the width of each column


class Listing(NamedTuple):
    """Runs to be listed: `chosen` of all that were `found`, with the columns `names` if any."""

    runs_dir: Path
    found: list[Entry]
    chosen: list[Entry]
    names: list[str]

    def write(self) -> None:
        """The table that people read, of the columns that were asked for or of the usual ones."""
        if not self.chosen:
            none = f"no run in {self.runs_dir}" + (" fits" if self.found else "")
            write(none, sys.stdout)
            return
        wanted = self.names or _usual(self.chosen)
        cells = {name: [*map(columns.getter(name), self.chosen)] for name in wanted}
        if not self.names:
            cells = {n: c for n, c in cells.items() if any(cell is not None for cell in c)}
        table = {name: [*map(form(name), column)] for name, column in cells.items()}
        hidden = [] if self.names else _without_room(table, sys.stdout)
        kept = {name: column for name, column in table.items() if name not in hidden}
        numbers = [name for name in kept if are_numbers(cells[name])]
        rows = zip(*kept.values(), strict=True)
        few = len(self.chosen) <= _DRAWN
        write_table(list(kept), rows, sys.stdout, right=numbers, drawn=few)
        if hidden:
            write(f"no room for {', '.join(hidden)}; choose with --columns", sys.stdout)

    def write_json(self) -> None:
        """A list of objects, with a key for every column."""
        getters = {name: columns.getter(name) for name in self._all_names()}
        write_json([{name: get(run) for name, get in getters.items()} for run in self.chosen])

    def write_csv(self) -> None:
        """A line for every run, with every column."""
        names = self._all_names()
        getters = [columns.getter(name) for name in names]
        write(as_csv(names, ([get(run) for get in getters] for run in self.chosen)), sys.stdout)

    def _all_names(self) -> list[str]:
        return self.names or columns.known(self.chosen)


def select(
    *,
    runs_dir: Path,
    filters: Sequence[str],
    names: str | None = None,
    sort: str | None = None,
    reverse: bool = False,
    limit: int | None = None,
) -> Listing:
    """The runs that fit, in order; `names` are those of columns, with commas between.

    Raises RunError for a filter or column that makes no sense, or a folder that cannot be read.
    """
    found = entries(runs_dir)
    conditions = [selection.parse(expression) for expression in filters]
    wanted = [] if names is None else [name.strip() for name in names.split(",")]
    columns.check(wanted, found)
    chosen = selection.select(found, conditions, sort=sort, reverse=reverse, limit=limit)
    return Listing(runs_dir, found, chosen, wanted)


def _usual(chosen: Sequence[Entry]) -> list[str]:
    """The metrics are those of the validation part; of the training part for runs without one."""
    finals = [run.summary.get("final") for run in chosen]
    parts = {
        "val" if "val/loss" in final else "train" for final in finals if isinstance(final, dict)
    }
    metrics = [f"{part}/{name}" for part in ("val", "train") for name in _METRICS if part in parts]
    return [*_USUAL, *metrics, "seconds", "error"]


def _without_room(table: dict[str, list[str]], stream: TextIO) -> list[str]:
    """The columns to be left out, so that no line of a terminal need be broken."""
    if not is_terminal(stream):
        return []
    import shutil  # a pipe does without

    widths = {name: max(map(len, [name, *cells])) + _MARGIN for name, cells in table.items()}
    widths.pop("error", 0)  # which may be long, and is broken into lines
    room = shutil.get_terminal_size().columns - 1
    hidden: list[str] = []
    for name in _SPARED:
        if sum(widths.values()) > room and widths.pop(name, 0):
            hidden.append(name)
    return hidden
