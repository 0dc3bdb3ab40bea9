"""A new run: a folder that appears with everything a resume needs in it, or not at all."""

import json
import re
import shutil
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograd_cli.files import write_atomically
from autograd_cli.runs.environment import environment
from autograd_cli.runs.errors import RunError, RunWriteError
from autograd_cli.runs.layout import LATEST, RunFolder
from autograd_cli.runs.lock import RunLock
from autograd_cli.runs.story import Story
from autograd_cli.runs.writer import RunWriter

if TYPE_CHECKING:
    from autograd_cli.config import Config

_NEW = ".new-"  # what the name of a folder begins with until it is complete
_NO_PLACE = (FileExistsError, FileNotFoundError, NotADirectoryError)
_ABANDONED = 3600.0  # seconds after which such a folder is what a killed process left


def create(
    config: "Config",
    preprocessing: Mapping[str, Any],
    *,
    runs_dir: Path,
    name: str | None = None,
) -> RunWriter:
    """Make a new folder `<UTC time>-<name>` under `runs_dir`, with all that a resume needs.

    The name is by default that of the config's file; `preprocessing` is what new examples must go
    through before the model sees them.

    Raises RunError if `name` cannot be part of a folder's name or `runs_dir` cannot be a folder,
    RunWriteError if the disk is full or does not let itself be written.
    """
    name = re.sub(r"[^\w.+=-]", "_", config.path.stem)[:100] if name is None else name
    if not re.fullmatch(r"[\w.+=-]{1,100}", name):
        raise RunError(
            f"{name!r} cannot name a run",
            "Use 1 to 100 letters, digits and . _ - + = and no spaces or slashes.",
        )
    unfinished = runs_dir / f"{_NEW}{uuid.uuid4().hex}"
    run = RunFolder(unfinished)
    try:
        runs_dir.mkdir(parents=True, exist_ok=True)
        _sweep(runs_dir)
        unfinished.mkdir()
        started = datetime.now(UTC)
        story = Story(name, started.isoformat(timespec="seconds"), config.settings)
        _fill(run, config, preprocessing, story)
        run = _named(unfinished, f"{started:%Y%m%d-%H%M%S}-{name}")
        lock = RunLock(run)
        write_atomically(runs_dir / LATEST, f"{run.id}\n".encode())
    except OSError as error:
        shutil.rmtree(run.path, ignore_errors=True)  # it holds nothing that was trained
        cannot_be = isinstance(error, _NO_PLACE)
        raise (RunError if cannot_be else RunWriteError)(
            f"cannot write a run under {runs_dir}: {error.strerror or error}",
            "Choose another place with --runs-dir.",
        ) from error
    return RunWriter(run, lock, story)


def _fill(run: RunFolder, config: "Config", preprocessing: Mapping[str, Any], story: Story) -> None:
    summary = story.as_dict(run_id="", status="running", ending={})
    del summary["id"]  # not known yet
    run.checkpoints.mkdir()
    run.metrics.touch()
    run.metrics_table.touch()
    run.config.write_bytes(config.source)
    run.resolved_config.write_text(config.resolved(), encoding="utf-8")
    for path, value in (
        (run.environment, environment()),
        (run.preprocessing, preprocessing),
        (run.summary, summary),
    ):
        path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def _named(unfinished: Path, stem: str) -> RunFolder:
    """The folder under a name of its own, also when many start within a second."""
    number = 1
    while True:
        path = unfinished.with_name(stem if number == 1 else f"{stem}-{number}")
        try:
            unfinished.rename(path)  # atomic: fails if another process was first
        except OSError:
            if not path.exists():
                raise
            number += 1
        else:
            return RunFolder(path)


def _sweep(runs_dir: Path) -> None:
    """Remove what processes that were killed in `create` have left."""
    for path in runs_dir.glob(f"{_NEW}*"):
        with suppress(OSError):  # it has been completed meanwhile, or is not ours
            if time.time() - path.stat().st_mtime > _ABANDONED:
                shutil.rmtree(path)
