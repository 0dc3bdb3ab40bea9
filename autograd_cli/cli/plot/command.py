"""The command: which runs, which pictures of them, and where these go."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from autograd_cli.cli import options
from autograd_cli.cli.errors import UsageError
from autograd_cli.cli.exits import reported
from autograd_cli.cli.plot.in_terminal import plot_as_text
from autograd_cli.cli.runs.options import Runs
from autograd_cli.cli.terminal import tell, write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from autograd_cli.runs import RunFolder

Format: TypeAlias = Literal["png", "svg", "pdf"]


def plot_cli(
    runs: Runs,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="KIND", help="Only this, as loss; can be given again."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FOLDER", help="Write here, not into plots/."),
    ] = None,
    format: Annotated[Format, typer.Option(help="Of the files.")] = "png",
    show: Annotated[bool, typer.Option("--show", help="Open windows, too.")] = False,
    as_text: Annotated[
        bool, typer.Option("--ascii", help="Draw in the terminal, and write no files.")
    ] = False,
    runs_dir: options.RunsDir = options.RUNS,
) -> None:
    """Draw a run, or the curves of several on one picture.

    Writes all pictures that a run's data and model allow into its plots/, and prints their paths.
    The curves are of all epochs, the rest of the best one. Of several runs, which can be up to 8,
    it draws each curve that any of them has into plots/ beside them.

    \b
    Example:
      autograd plot latest
      autograd plot 20261122-141530 latest --format svg -o pictures
      autograd plot latest --only loss --ascii
    """
    users = os.environ.pop("MPLBACKEND", None)  # it may be one that is not there
    if not show:
        os.environ["MPLBACKEND"] = "agg"
    with reported():
        if as_text:
            if show or out or format != "png":
                raise UsageError(
                    "--ascii writes no files and opens no windows", "Leave out one or the other."
                )
            plot_as_text(_find_all(runs, runs_dir), only)
            return
        shown = []
        for path, picture in plot(runs=runs, only=only, out=out, format=format, runs_dir=runs_dir):
            write(str(path), sys.stdout)
            shown += [picture] if show else []
        if not only:
            _tell_absent(runs, runs_dir)
        if show:
            from autograd_cli.plots.window import open_windows  # heavy

            open_windows(shown, users)


def plot(
    *,
    runs: Sequence[str],
    only: Sequence[str] | None,
    out: Path | None,
    format: Format,
    runs_dir: Path,
) -> "Iterator[tuple[Path, Figure]]":
    """Draw the runs that `runs` refer to; each picture with its path, once it is written.

    Raises RunError, NoPictureError, or RunWriteError if a picture cannot be written.
    """
    from autograd_cli.plots import RunData, compared_pictures, pictures, save  # loads NumPy
    from autograd_cli.runs import comparison

    found = _find_all(runs, runs_dir)
    if len(found) == 1:
        folder = out or found[0].plots
        drawn = pictures(RunData(found[0]), only)
    else:
        folder = out or comparison.plots(found, runs_dir)
        drawn = compared_pictures([*map(RunData, found)], only)
    for kind, picture in drawn:
        yield save(picture, folder / f"{kind}.{format}", format), picture


def _tell_absent(runs: Sequence[str], runs_dir: Path) -> None:
    from autograd_cli.plots import absent

    if len(runs) == 1 and (told := absent(_find_all(runs, runs_dir)[0])):
        tell(told)


def _find_all(runs: Sequence[str], runs_dir: Path) -> "list[RunFolder]":
    from autograd_cli.runs import find
    from autograd_cli.runs.comparison import check_different

    found = [find(run, runs_dir) for run in runs]
    check_different(found)
    return found
