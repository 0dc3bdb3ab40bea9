"""autograd plot: the curves of a run as pictures."""

import os
import sys
from pathlib import Path

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.terminal import write


def plot_cli(
    run: options.Run,
    runs_dir: options.RunsDir = options.RUNS,
) -> None:
    """Draw a run's loss and accuracy.

    Writes PNG files into the run's plots/ and prints their paths.

    \b
    Example:
      autograd plot latest
    """
    os.environ["MPLBACKEND"] = "agg"  # the user's may be one that is not there
    with reported():
        for picture in plot(run=run, runs_dir=runs_dir):
            write(str(picture), sys.stdout)


def plot(*, run: str, runs_dir: Path) -> list[Path]:
    """Draw the run that `run` refers to. Returns the pictures' paths.

    Raises RunError, or RunWriteError if a picture cannot be written.
    """
    from autograd_cli.plots import draw  # loads NumPy
    from autograd_cli.runs import find

    return draw(find(run, runs_dir))
