"""The weights that a run has kept."""

from typing import Literal, TypeAlias

from autograd_cli.runs.checkpoint import Checkpoint, load
from autograd_cli.runs.errors import RunError
from autograd_cli.runs.layout import RunFolder

Which: TypeAlias = Literal["best", "last"]


def saved(run: RunFolder, which: Which) -> Checkpoint:
    """The last weights of a run, or those of its best epoch.

    Raises RunError if it has none, or if they cannot be read.
    """
    if not run.last.exists():
        raise RunError(
            f"{run.id} has no weights yet: it was stopped before its first checkpoint",
            f"Train it first: autograd resume {run.id}",
        )
    last = load(run.last)
    if which == "last":
        return last
    waiting = run.next_best  # of a process that was killed between two renames
    if last.best and waiting.exists():
        found = load(waiting)
        if found.epoch == last.best["epoch"]:
            return found
    return load(run.best)
