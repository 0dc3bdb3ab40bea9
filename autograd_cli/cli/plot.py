"""autograd plot: a run as pictures."""

import os
import sys
from pathlib import Path

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.terminal import tell, write


def plot_cli(
    run: options.Run,
    runs_dir: options.RunsDir = options.RUNS,
) -> None:
    """Draw a run's curves, confusion matrix, images and filters.

    Writes PNG files into the run's plots/ and prints their paths: as many as its data and model
    allow. The curves are of all epochs, the rest of the best one.

    \b
    Example:
      autograd plot latest
    """
    os.environ["MPLBACKEND"] = "agg"  # the user's may be one that is not there
    with reported():
        pictures, absent = plot(run=run, runs_dir=runs_dir)
        for picture in pictures:
            write(str(picture), sys.stdout)
        if absent:
            tell(absent)


def plot(*, run: str, runs_dir: Path) -> tuple[list[Path], str]:
    """Draw the run that `run` refers to.

    Returns the pictures' paths, and why there are not more of them, if the run could have more.
    Raises RunError, or RunWriteError if a picture cannot be written.
    """
    from autograd_cli.plots import absent, draw  # loads NumPy
    from autograd_cli.runs import find

    found = find(run, runs_dir)
    return draw(found), absent(found)
