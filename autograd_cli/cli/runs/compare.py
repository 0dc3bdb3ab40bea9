"""autograd runs compare: runs side by side."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.runs.cells import as_csv as csv_of
from autograd_cli.cli.runs.cells import form
from autograd_cli.cli.runs.options import AsCSV, Runs, check_one_of
from autograd_cli.cli.terminal import write, write_json, write_table

if TYPE_CHECKING:
    from autograd_cli.runs import RunFolder
    from autograd_cli.runs.comparison import Line

_MARK = "*"


def compare_cli(
    runs: Runs,
    runs_dir: options.RunsDir = options.RUNS,
    everything: Annotated[bool, typer.Option("--all", help="Show also what is equal.")] = False,
    as_json: options.AsJson = False,
    as_csv: AsCSV = False,
) -> None:
    """Show what differs between runs: settings, data, machine, results.

    The best value of a metric has a *.

    \b
    Example:
      autograd runs compare 20261122-141530 latest
    """
    with reported():
        check_one_of(as_json=as_json, as_csv=as_csv)
        folders, lines = compare(runs=runs, runs_dir=runs_dir, everything=everything)
        ids = [folder.id for folder in folders]
        if as_json:
            write_json({"runs": ids, "lines": [_plain(line) for line in lines]})
        elif as_csv:
            rows = [(line.group, line.key, *line.values) for line in lines]
            write(csv_of(("group", "key", *ids), rows), sys.stdout)
        elif not lines:
            write("nothing differs", sys.stdout)
        else:
            rows = [(line.group, line.key, *_cells(line)) for line in lines]
            write_table(("group", "key", *ids), rows, sys.stdout)


def compare(
    *, runs: Sequence[str], runs_dir: Path, everything: bool
) -> "tuple[list[RunFolder], list[Line]]":
    """The runs, and what differs between them; or `everything`.

    Raises RunError if they are fewer than two, or cannot be found or read.
    """
    from autograd_cli.runs import comparison, find

    folders = [find(run, runs_dir) for run in runs]
    lines = comparison.compare(folders)
    return folders, [line for line in lines if everything or line.differs]


def _cells(line: "Line") -> list[str]:
    cells = [*map(form(line.key), line.values)]
    return [f"{cell} {_MARK}" if i in line.best else cell for i, cell in enumerate(cells)]


def _plain(line: "Line") -> dict[str, Any]:
    """The values and the positions of the best, in the order of the runs."""
    return {
        "group": line.group,
        "key": line.key,
        "values": list(line.values),
        "best": list(line.best),
    }
