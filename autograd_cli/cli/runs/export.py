"""autograd runs export: the metrics of runs as a table for other programs."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.runs.options import Runs
from autograd_cli.cli.terminal import write


def export_cli(
    runs: Runs,
    runs_dir: options.RunsDir = options.RUNS,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="By default stdout.")
    ] = None,
    form: Annotated[
        Literal["csv", "json"] | None,
        typer.Option("--format", help="By default what FILE ends in, or csv."),
    ] = None,
) -> None:
    """Write the metrics of runs as one table.

    A row for every epoch, with the run's id; epoch 0 is the untrained model.

    \b
    Example:
      autograd runs export latest -o metrics.csv
    """
    with reported():
        content = export(runs=runs, runs_dir=runs_dir, output=output, form=form)
        if output is None:
            write(content.removesuffix("\n"), sys.stdout)


def export(
    *, runs: Sequence[str], runs_dir: Path, output: Path | None = None, form: str | None = None
) -> str:
    """The table as text, which also is in the file `output` afterwards, if one is given.

    Raises RunError if a run cannot be found or read or the format is unknown, or RunWriteError.
    """
    from autograd_cli.files import write_atomically
    from autograd_cli.runs import RunError, RunWriteError, find
    from autograd_cli.runs.export import table

    form = form or (output.suffix.lower()[1:] if output else "csv")
    if form not in ("csv", "json"):
        raise RunError(
            f"{output} ends neither in .csv nor in .json", "Choose with --format csv or json."
        )
    found = table([find(run, runs_dir) for run in runs])
    content = found.csv() if form == "csv" else found.json()
    if output:
        try:
            write_atomically(output, content.encode())
        except OSError as error:
            raise RunWriteError(f"cannot write {output}: {error.strerror or error}") from error
    return content
