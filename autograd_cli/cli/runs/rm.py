"""autograd runs rm: runs deleted."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograd_cli.cli import options
from autograd_cli.cli.errors import UsageError
from autograd_cli.cli.exits import FAILURE, reported
from autograd_cli.cli.runs.options import Filters
from autograd_cli.cli.terminal import write

if TYPE_CHECKING:
    from autograd_cli.runs import RunFolder


def rm_cli(
    runs: Annotated[
        list[str] | None,
        typer.Argument(metavar="RUN", help="Folders, ids, beginnings of ids, or latest."),
    ] = None,
    filters: Filters = None,
    runs_dir: options.RunsDir = options.RUNS,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without asking.")] = False,
) -> None:
    """Delete runs, with all their files.

    Those that are named, or those that runs ls would show with the same filter. A run that a
    process is working on stays.

    \b
    Example:
      autograd runs rm --filter status=killed --yes
    """
    with reported():
        from autograd_cli.runs.removal import remove

        folders = chosen(runs=runs or [], filters=filters or [], runs_dir=runs_dir)
        if not folders:
            write("no run fits", sys.stdout)
            return
        if not yes and not _agreed(folders):
            write("nothing has been deleted", sys.stdout)
            raise typer.Exit(FAILURE)
        remove(folders, runs_dir)
        for folder in folders:
            write(f"deleted {folder.path}", sys.stdout)


def chosen(*, runs: Sequence[str], filters: Sequence[str], runs_dir: Path) -> "list[RunFolder]":
    """The runs to be deleted, each once. Raises RunError if one of them must not be."""
    from autograd_cli.cli.runs.listing import select
    from autograd_cli.runs.removal import removable

    if bool(runs) == bool(filters):
        raise UsageError("it takes the names of runs, or --filter, and not both")
    if filters:
        runs = [entry.id for entry in select(runs_dir=runs_dir, filters=filters).chosen]
    found = [removable(run, runs_dir) for run in runs]
    return list({folder.path.resolve(): folder for folder in found}.values())


def _agreed(folders: "Sequence[RunFolder]") -> bool:
    """Whether the person at the terminal wants it. Raises UsageError if there is none."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask on", "To delete without asking, add --yes.")
    for folder in folders:
        write(f"  {folder.path}", sys.stdout)
    what = "this run" if len(folders) == 1 else f"these {len(folders)} runs"
    return typer.confirm(f"Delete {what} for good?")
