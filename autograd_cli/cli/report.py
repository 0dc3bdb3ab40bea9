"""autograd report: runs as one HTML file."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.runs.options import Runs
from autograd_cli.cli.terminal import write


def report_cli(
    runs: Runs,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="Write here, not into the run's folder or the current one."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is no report, too.")
    ] = False,
    runs_dir: options.RunsDir = options.RUNS,
) -> None:
    """Make a page of one run or more, to be read in a browser.

    One HTML file that needs nothing else: figures, curves, settings, predictions, pictures, the
    graph, environment, and how to reproduce it. Prints its path: report.html in the run's folder
    or, of several runs, in the current one. An earlier report is replaced.

    \b
    Example:
      autograd report latest
    """
    os.environ["MPLBACKEND"] = "agg"  # the user's may be one that is not there
    with reported():
        write(str(report(runs=runs, out=out, force=force, runs_dir=runs_dir)), sys.stdout)


def report(*, runs: Sequence[str], out: Path | None, force: bool, runs_dir: Path) -> Path:
    """Write the report of the runs that `runs` refer to; returns its path.

    Raises RunError if one cannot be found or read, or is given twice, or if another file is in the
    way; RunWriteError if the report cannot be written.
    """
    from autograd_cli.report import write as write_report  # loads NumPy
    from autograd_cli.runs import find

    return write_report([find(run, runs_dir) for run in runs], out, force=force)
