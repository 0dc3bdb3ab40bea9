"""The weights that a run has kept."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

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
    return waiting(run, last.best) or load(run.best)


def waiting(run: RunFolder, best: Mapping[str, Any] | None) -> Checkpoint | None:
    """The weights beside the best that have become so, if `best`, which `last` tells, is theirs.

    A process that is killed between the renames of `last` and of the best weights leaves them.
    """
    if not best or not run.next_best.exists():
        return None
    found = load(run.next_best)
    return found if found.epoch == best["epoch"] else None
