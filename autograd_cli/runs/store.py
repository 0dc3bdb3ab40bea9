"""A run being written: its folder, then a row an epoch, checkpoints and the summary."""

import csv
import io
import json
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograd_cli.files import AppendedFile, write_atomically
from autograd_cli.runs import checkpoint
from autograd_cli.runs.environment import environment, peak_rss_bytes
from autograd_cli.runs.errors import RunError, RunWriteError
from autograd_cli.runs.layout import LATEST, RunFolder
from autograd_cli.runs.record import Record

if TYPE_CHECKING:
    from autograd_cli.config import Config

# Checkpoints cost at most this share of the time: after one that took t, none for t / share.
_CHECKPOINT_SHARE = 0.01


def create(config: "Config", *, runs_dir: Path, name: str | None = None) -> "RunWriter":
    """Make a new folder `<UTC time>-<name>` under `runs_dir` and write down config and machine.

    The name is by default that of the config's file.

    Raises RunError if `name` cannot be part of a folder's name or the folder cannot be written.
    """
    name = re.sub(r"[^\w.+=-]", "_", config.path.stem)[:100] if name is None else name
    if not re.fullmatch(r"[\w.+=-]{1,100}", name):
        raise RunError(
            f"{name!r} cannot name a run",
            "Use 1 to 100 letters, digits and . _ - + = and no spaces or slashes.",
        )
    folder = None
    try:
        folder = _make_folder(runs_dir, name)
        return RunWriter(folder, config, name)
    except OSError as error:
        if folder:
            shutil.rmtree(folder.path, ignore_errors=True)  # it holds nothing yet
        raise RunError(
            f"cannot write a run under {runs_dir}: {error.strerror or error}",
            "Choose another place with --runs-dir.",
        ) from error


class RunWriter:
    """Appends records to a run. Use as a context manager, and call `finish` at the end.

    If it is left before `finish` is through, the status is `failed`, or `interrupted` by Ctrl-C.
    Raises RunWriteError if a file cannot be written.
    """

    def __init__(self, folder: RunFolder, config: "Config", name: str) -> None:
        self.folder = folder
        self.summary: dict[str, Any] = {
            "id": folder.id,
            "name": name,
            "status": "running",
            "started_at": _now(),
        }
        self._last: bytes | None = None  # states that are not on the disk yet
        self._best: bytes | None = None
        self._next_checkpoint = 0.0
        self._finished = False
        folder.checkpoints.mkdir()
        folder.config.write_bytes(config.source)
        folder.resolved_config.write_text(config.resolved(), encoding="utf-8")
        _write_json(folder.environment, environment())
        _write_json(folder.summary, self.summary)
        self._rows = AppendedFile(folder.metrics)
        self._table = AppendedFile(folder.metrics_table)
        write_atomically(folder.path.parent / LATEST, f"{folder.id}\n".encode())

    def preprocessing(self, values: Mapping[str, Any]) -> None:
        """Write down what new examples must go through before the model sees them."""
        with _writing(self.folder.preprocessing):
            _write_json(self.folder.preprocessing, values)

    def append(self, record: Record) -> None:
        """Add a row for the epoch and keep its state; write checkpoints when their time has come.

        Epoch 0 and an unfinished epoch get no row: the former goes to the summary.
        """
        if record.metrics and record.epoch:
            self._append_row(record.row())
        self._last = checkpoint.encode(record)
        self.summary |= {"epochs": record.epoch, "steps": record.step}
        self.summary["train_seconds"] = round(record.seconds, 6)
        if record.metrics:
            self._note_metrics(record)
        now = time.perf_counter()
        if now >= self._next_checkpoint:
            self._write_checkpoints()
            spent = time.perf_counter() - now
            self._next_checkpoint = now + spent + spent / _CHECKPOINT_SHARE

    def finish(self, status: str, **facts: Any) -> None:
        """Write the last checkpoint and the summary, with `status` and other facts."""
        self.summary |= {"status": status, "finished_at": _now(), **facts}
        self.summary["peak_rss_bytes"] = peak_rss_bytes()
        self._write_checkpoints()
        self._finished = True

    def __enter__(self) -> "RunWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        status = "interrupted" if kind is KeyboardInterrupt else "failed"
        try:
            if not self._finished:
                self.finish(status, error=f"{kind.__name__}: {error}" if kind else "not finished")
        except RunWriteError:
            with suppress(OSError):
                _write_json(self.folder.summary, self.summary)
            if kind is None:
                raise  # else the first error is the one to tell
        finally:
            for rows in (self._rows, self._table):
                with suppress(OSError):  # what could not be written before cannot be now
                    rows.close()

    def _note_metrics(self, record: Record) -> None:
        if record.epoch == 0:
            self.summary["initial"] = dict(record.metrics)
        else:
            self.summary["final"] = dict(record.metrics)
        monitor = "val/loss" if "val/loss" in record.metrics else "train/loss"
        value = record.metrics[monitor]
        if "best" not in self.summary or value < self.summary["best"]["metrics"][monitor]:
            best = {"epoch": record.epoch, "monitor": monitor, "metrics": dict(record.metrics)}
            self.summary["best"] = best
            self._best = self._last

    def _append_row(self, row: Mapping[str, float]) -> None:
        with _writing(self._rows.path):
            self._rows.append((json.dumps(row) + "\n").encode())
        text = io.StringIO()
        table = csv.DictWriter(text, list(row), lineterminator="\n")
        with _writing(self._table.path):
            if self._table.is_empty():
                table.writeheader()
            table.writerow(row)
            self._table.append(text.getvalue().encode())

    def _write_checkpoints(self) -> None:
        """Rows first, then states, then the summary: a checkpoint's epoch is always in the rows."""
        for rows in (self._rows, self._table):
            with _writing(rows.path):
                rows.flush_to_disk()
        if self._best is not None:
            with _writing(self.folder.best):
                write_atomically(self.folder.best, self._best)
            self._best = None
        if self._last is not None:
            with _writing(self.folder.last):
                write_atomically(self.folder.last, self._last)
            self._last = None
        with _writing(self.folder.summary):
            _write_json(self.folder.summary, self.summary)


def _make_folder(runs_dir: Path, name: str) -> RunFolder:
    """A folder of its own for this run, also when many start within a second."""
    runs_dir.mkdir(parents=True, exist_ok=True)
    stem = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{name}"
    number = 1
    while True:
        path = runs_dir / (stem if number == 1 else f"{stem}-{number}")
        try:
            path.mkdir()  # atomic: fails if another process was first
        except FileExistsError:
            number += 1
        else:
            return RunFolder(path)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RunWriteError(
            f"cannot write {path}: {error.strerror or error}",
            "The last checkpoint that was written is still good.",
        ) from error


def _write_json(path: Path, value: Any) -> None:
    write_atomically(path, (json.dumps(value, indent=2) + "\n").encode())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
