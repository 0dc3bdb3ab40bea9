"""Runs deleted: whole, and nothing but runs."""

import shutil
import uuid
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from autograd_cli.files import write_atomically
from autograd_cli.runs.errors import RunError, RunWriteError
from autograd_cli.runs.layout import LATEST, RunFolder
from autograd_cli.runs.lock import is_held
from autograd_cli.runs.read import find

_REMOVED = ".removed-"  # what the name of a folder begins with while it is being deleted


def removable(reference: str, runs_dir: Path) -> RunFolder:
    """The run that a user means, as `find` has it, if it may be deleted.

    Raises RunError if it is not a run's folder right under `runs_dir`, or if a process is at work
    on it.
    """
    run = find(reference, runs_dir)
    given = Path(reference)
    link = given if given.is_symlink() else run.path
    if link.is_symlink():
        raise RunError(f"{link} is a link, not a run", "Delete the link itself with other means.")
    if run.path.resolve().parent != runs_dir.resolve():
        raise RunError(
            f"{run.path} is not in {runs_dir}",
            f"If you mean that one, add --runs-dir {run.path.parent}",
        )
    if not run.resolved_config.is_file():
        raise RunError(
            f"{run.path} is not a run's folder: it has no {run.resolved_config.name}",
            "Nothing has been deleted. What is not ours must be deleted with other means.",
        )
    if is_held(run.path):
        raise RunError(
            f"a process is working on {run.id}",
            "Nothing has been deleted. Wait for its end, or stop it.",
        )
    return run


def remove(runs: Sequence[RunFolder], runs_dir: Path) -> None:
    """Delete `runs`, which `removable` has found, and what a killed deletion has left.

    Each is first moved away, so that no moment leaves half a run that looks like one. `latest`
    then means the newest that is left. Raises RunWriteError if the system forbids it.
    """
    moved = []
    for run in runs:
        away = runs_dir / f"{_REMOVED}{uuid.uuid4().hex}"
        try:
            run.path.rename(away)
        except OSError as error:
            raise RunWriteError(f"cannot delete {run.path}: {error.strerror or error}") from error
        moved.append((run, away))
    _point_to_newest(runs_dir, {run.id for run in runs})
    for run, away in moved:
        try:
            with suppress(FileNotFoundError):  # another deletion has swept it up
                shutil.rmtree(away)
        except OSError as error:
            raise RunWriteError(
                f"{run.id} is no longer a run, but cannot be deleted: {error}",
                f"What is left of it is {away}",
            ) from error
    for left in runs_dir.glob(f"{_REMOVED}*"):
        shutil.rmtree(left, ignore_errors=True)


def _point_to_newest(runs_dir: Path, gone: set[str]) -> None:
    pointer = runs_dir / LATEST
    with suppress(OSError, ValueError):  # without a pointer the newest by its name is the latest
        if pointer.read_text(encoding="utf-8").strip() not in gone:
            return
        pointer.unlink()
        with suppress(RunError):  # there is no run left
            write_atomically(pointer, f"{find(LATEST, runs_dir).id}\n".encode())
