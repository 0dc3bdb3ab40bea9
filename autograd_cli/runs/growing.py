"""The files of a run that get a line at a time: its metrics, its logged steps and its weights."""

import csv
import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograd_cli.files import AppendedFile, write_atomically
from autograd_cli.runs import json_lines, snapshots
from autograd_cli.runs.errors import writing
from autograd_cli.runs.json_lines import JsonLines
from autograd_cli.runs.layout import RunFolder
from autograd_cli.runs.record import LoggedStep, Record

if TYPE_CHECKING:
    from autograd_cli.runs.checkpoint import Checkpoint


class GrowingFiles:
    """Raises RunWriteError if one cannot be written: what was written before stays good."""

    def __init__(self, folder: RunFolder) -> None:
        self._rows = JsonLines(folder.metrics)
        self._table = AppendedFile(folder.metrics_table)
        self._steps = JsonLines(folder.steps)
        self._weights = JsonLines(folder.weights)
        self._distance = 1  # between the epochs whose weights are in the file, at least

    def add_row(self, record: Record) -> None:
        row = record.row()
        self._rows.append(row)
        with writing(self._table.path):
            self._table.append(table([row], header=self._table.is_empty()))

    def add_step(self, step: LoggedStep) -> None:
        self._steps.append(step.row())

    def add_weights(self, record: Record, *, ended: bool) -> None:
        """If it is an epoch to be kept, or the last one."""
        if snapshots.is_kept(record.epoch, record.epoch, record.weights, ended=ended):
            self._weights.append(snapshots.snapshot(record.epoch, record.weights))

    def flush_to_disk(self) -> None:
        for file in (self._rows, self._steps, self._weights):
            file.flush_to_disk()
        with writing(self._table.path):
            self._table.flush_to_disk()

    def thin(self, place: "Checkpoint", *, ended: bool) -> None:
        """Drop the weights of epochs that are too many by now; `place` is on the disk."""
        distance = snapshots.distance(place.epoch, place.weights)
        if distance > self._distance:
            self._weights.close()
            replace_file(self._weights.path, past_weights(self._weights.path, place, ended=ended))
            self._distance = distance

    def close(self) -> None:
        for file in (self._rows, self._table, self._steps, self._weights):
            with suppress(OSError):  # what could not be written before cannot be now
                file.close()


def table(rows: Sequence[Mapping[str, Any]], *, header: bool) -> bytes:
    """Rows of metrics as CSV."""
    text = io.StringIO()
    lines = csv.DictWriter(text, list(rows[0]) if rows else [], lineterminator="\n")
    if header and rows:
        lines.writeheader()
    lines.writerows(rows)
    return text.getvalue().encode()


def past_steps(path: Path, place: "Checkpoint | None") -> bytes:
    """What is in the file up to a checkpoint. Raises RunError if it is damaged."""
    found = json_lines.lines(path, optional=True)
    last = place.step if place else 0
    while found and json_lines.number(found[-1], "step", path) > last:
        found.pop()
    return b"".join(line + b"\n" for line in found)


def past_weights(path: Path, place: "Checkpoint | None", *, ended: bool) -> bytes:
    """What is to be in the file at a checkpoint. Raises RunError if it is damaged."""
    if place is None:
        return b""
    found = b""
    for line in json_lines.lines(path, optional=True):
        epoch = json_lines.number(line, "epoch", path)
        kept = snapshots.is_kept(epoch, place.epoch, place.weights, ended=ended)
        if kept and epoch <= place.epoch:
            found += line + b"\n"
    return found


def replace_file(path: Path, content: bytes | None) -> None:
    """Let the file have this content, in one piece; None: let there be no file."""
    with writing(path):
        if content is None:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_bytes() != content:
            write_atomically(path, content)
