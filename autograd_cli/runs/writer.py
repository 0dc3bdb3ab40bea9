"""A run being written: a row an epoch, checkpoints and the summary."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from autograd_cli.files import write_atomically
from autograd_cli.runs import checkpoint
from autograd_cli.runs.checkpoint import Checkpoint
from autograd_cli.runs.environment import peak_rss_bytes
from autograd_cli.runs.errors import RunWriteError, writing
from autograd_cli.runs.growing import GrowingFiles
from autograd_cli.runs.layout import RunFolder
from autograd_cli.runs.lock import RunLock
from autograd_cli.runs.predicted import Predictions, encode
from autograd_cli.runs.record import LoggedStep, Record
from autograd_cli.runs.story import Story
from autograd_cli.runs.weights import saved

# Checkpoints cost at most this share of the time: after one that took t, none for t / share, unless
# the config asks for it.
_CHECKPOINT_SHARE = 0.01

# From the checkpoint with the best weights to what they predict.
Predict: TypeAlias = Callable[[Checkpoint], Predictions]


class RunWriter:
    """Appends records to a run. Use as a context manager, and call `finish` at the end.

    If it is left before `finish` is through, the status is `failed`, or `interrupted` by Ctrl-C.
    Raises RunWriteError if a file cannot be written: what was written before stays good.

    Whatever moment the process is killed in, `last.safetensors` is whole, the rows of its epochs
    are there, and with `best.safetensors`, or `best.next.safetensors` if that has the epoch which
    `last` calls the best, so are the best weights: see `_write_checkpoints`.
    """

    def __init__(self, folder: RunFolder, lock: RunLock, story: Story) -> None:
        self.folder = folder
        self.seconds_writing = 0.0  # spent on checkpoints
        self._lock = lock
        self._story = story
        self._status = "running"
        self._ending: dict[str, Any] = {}
        self._last: Checkpoint | None = None  # states that are not on the disk yet
        self._best: Checkpoint | None = None
        self._next_checkpoint = 0.0
        self._finished = False
        self._growing = GrowingFiles(folder)

    @property
    def summary(self) -> dict[str, Any]:
        """What `summary.json` says, or will after the next checkpoint."""
        return self._story.as_dict(self.folder.id, self._status, self._ending)

    @property
    def reached(self) -> str:
        """The status that the run has if it ends now, in good order."""
        return self._story.reached

    def due(self) -> bool:
        """Whether it is time for a checkpoint, as far as its cost is concerned."""
        return time.perf_counter() >= self._next_checkpoint

    def append(self, record: Record) -> None:
        """Add a row for the epoch and keep its state; write a checkpoint if it is time for one.

        Epoch 0 and an unfinished epoch get no row: the former goes to the summary.
        """
        if record.metrics and record.epoch:
            self._growing.add_row(record)
        story = self._story
        story.epochs, story.steps = record.epoch, record.step
        story.inside, story.stopped_early = bool(record.batch), record.stopped_early
        story.train_seconds = record.seconds
        if record.metrics:
            self._growing.add_weights(record, ended=story.ended)
        if record.metrics and record.epoch == 0:
            story.initial = dict(record.metrics)
        elif record.metrics:
            story.final = dict(record.metrics)
        if record.best:
            monitor = story.settings.monitor
            story.best = {
                "epoch": record.epoch,
                "monitor": monitor,
                "metrics": dict(record.metrics),
            }
        self._last = checkpoint.copied(record, initial=story.initial, best=story.best)
        if record.best:
            self._best = self._last
        if record.save or self.due():
            self._write_checkpoints()
            self._write_summary()

    def log(self, step: LoggedStep) -> None:
        """Add a line for a step."""
        self._growing.add_step(step)

    def finish(self, status: str, predict: Predict | None = None, **facts: Any) -> None:
        """Write the last checkpoint, what its best weights predict, and the summary.

        The summary has `status` and other facts, and comes last: until then the run is not at its
        end, and a resume writes all of it again.
        """
        self._status = status
        self._ending = {**facts, "finished_at": _now(), "peak_rss_bytes": peak_rss_bytes()}
        self._write_checkpoints()
        if predict is not None and self._story.best:  # none if its metric was never a number
            found = encode(predict(saved(self.folder, "best")))
            with writing(self.folder.predictions):
                write_atomically(self.folder.predictions, found)
        self._write_summary()
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
                write_json(self.folder.summary, self.summary)
            if kind is None:
                raise  # else the first error is the one to tell
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the run as it stands."""
        self._growing.close()
        self._lock.release()

    def _write_checkpoints(self) -> None:
        """Everything that is not on the disk yet, in an order that may be broken off anywhere.

        The rows come first, so that a checkpoint's epoch is always among them. The best weights
        wait beside their place until `last`, which knows their epoch, is there.
        """
        begin = time.perf_counter()
        self._growing.flush_to_disk()
        if self._best is not None:
            with writing(self.folder.best):
                write_atomically(self.folder.next_best, checkpoint.encode(self._best))
        if self._last is not None:
            with writing(self.folder.last):
                write_atomically(self.folder.last, checkpoint.encode(self._last))
        if self._best is not None:
            with writing(self.folder.best):
                self.folder.next_best.replace(self.folder.best)
        if self._last is not None:
            self._growing.thin(self._last, ended=self._story.ended)
        self._best = self._last = None
        spent = time.perf_counter() - begin
        self.seconds_writing += spent
        self._next_checkpoint = begin + spent + spent / _CHECKPOINT_SHARE

    def _write_summary(self) -> None:
        with writing(self.folder.summary):
            write_json(self.folder.summary, self.summary)


def write_json(path: Path, value: Any) -> None:
    """Replace a JSON file in one piece."""
    write_atomically(path, (json.dumps(value, indent=2) + "\n").encode())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
