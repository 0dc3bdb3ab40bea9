"""A run that is gone on with: locked, read, cut back to its checkpoint, and appended to."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from autograd_cli.files import remove_unfinished
from autograd_cli.runs import checkpoint
from autograd_cli.runs.checkpoint import Checkpoint
from autograd_cli.runs.environment import differences, environment
from autograd_cli.runs.errors import RunError, RunWriteError, writing
from autograd_cli.runs.growing import past_steps, past_weights, replace_file, table
from autograd_cli.runs.json_lines import JsonLines, line
from autograd_cli.runs.layout import RunFolder
from autograd_cli.runs.lock import RunLock
from autograd_cli.runs.read import best_of, rows, summary
from autograd_cli.runs.record import completed
from autograd_cli.runs.story import Story
from autograd_cli.runs.weights import waiting
from autograd_cli.runs.writer import RunWriter, write_json

if TYPE_CHECKING:
    from autograd_cli.config import Config


class PausedRun:
    """A run that no other process works on while this one, a context manager, is open.

    `checkpoint` is where it stands, or None if it has not got so far. Nothing is changed before
    `resume`.

    Raises RunError if another process is at work or if the run cannot be read, and RunWriteError if
    it cannot be written.
    """

    def __init__(self, folder: RunFolder) -> None:
        self.folder = folder
        try:
            self._lock = RunLock(folder)
        except OSError as error:
            what = f"cannot write in {folder.path}: {error.strerror or error}"
            raise RunWriteError(what) from error
        try:
            self.summary = summary(folder)
            self.checkpoint = self._completed() if folder.last.exists() else None
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> "PausedRun":
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def changed_machine(self) -> list[str]:
        """In what this machine differs from the one that the run began on."""
        try:
            then = json.loads(self.folder.environment.read_bytes())
        except (OSError, ValueError):
            return ["the run's environment.json cannot be read"]
        return differences(then, self._environment)

    @cached_property
    def _environment(self) -> dict[str, Any]:
        return environment()

    def resume(
        self, config: "Config", preprocessing: Mapping[str, Any], overrides: Sequence[str]
    ) -> RunWriter:
        """Cut the run back to its checkpoint and go on writing; `overrides` are noted down.

        Raises RunWriteError, before any metrics are cut, if the folder cannot be written.
        """
        folder, place = self.folder, self.checkpoint
        past = [completed(row) for row in self._past_rows(place)]
        story = self._story(config, past)
        steps = past_steps(folder.steps, place)
        weights = past_weights(folder.weights, place, ended=story.ended)
        self._note_session(overrides)
        for path, content in (
            (folder.resolved_config, config.resolved().encode()),
            (folder.preprocessing, (json.dumps(preprocessing, indent=2) + "\n").encode()),
            (folder.metrics, b"".join(map(line, past))),
            (folder.metrics_table, table(past, header=True)),
            (folder.steps, steps or None),
            (folder.weights, weights or None),
        ):
            replace_file(path, content)
        with writing(folder.summary):
            write_json(folder.summary, story.as_dict(folder.id, "running", {}))
        self._settle_best(story.best)
        for directory in (folder.path, folder.checkpoints):
            with writing(directory):
                remove_unfinished(directory)
        return RunWriter(folder, self._lock, story)

    def _story(self, config: "Config", past: Sequence[Mapping[str, Any]]) -> Story:
        """How it has gone up to the checkpoint, of whose epochs `past` are the rows."""
        story = Story(
            name=str(self.summary.get("name", self.folder.id)),
            started_at=str(self.summary.get("started_at", "")),
            settings=config.settings,
        )
        if self.checkpoint:
            story.epochs, story.steps = self.checkpoint.epoch, self.checkpoint.step
            story.train_seconds = self.seconds()
            story.stopped_early = self.checkpoint.stopped_early
            story.inside = bool(self.checkpoint.batch)
            story.initial, story.best = self.checkpoint.initial, self.checkpoint.best
            story.final = {k: v for k, v in past[-1].items() if "/" in k} if past else None
        return story

    def seconds(self) -> float:
        """The time that training has taken up to the checkpoint, as far as it is known."""
        if self.checkpoint and self.summary.get("steps") == self.checkpoint.step:
            return float(self.summary.get("train_seconds", 0.0))
        past = self._past_rows(self.checkpoint)
        return float(past[-1]["seconds"]) if past else 0.0

    def _completed(self) -> Checkpoint:
        """The checkpoint; what format 1 does not tell is read elsewhere."""
        found = checkpoint.load(self.folder.last)
        if found.best:
            return found
        initial = self.summary.get("initial")
        return replace(found, initial=initial, best=best_of(initial, self._past_rows(found)))

    def _past_rows(self, place: Checkpoint | None) -> list[dict[str, Any]]:
        """The rows of the checkpoint's epochs. Raises RunError if one is not there."""
        epochs = place.epoch if place else 0
        past = rows(self.folder)[:epochs] if epochs else []
        if [row["epoch"] for row in past] != list(range(1, epochs + 1)):
            raise RunError(
                f"{self.folder.metrics} has not all of the {epochs} epochs that the checkpoint has",
                "Something else has changed the file; with its rows back, the run can be resumed.",
            )
        return past

    def _note_session(self, overrides: Sequence[str]) -> None:
        now = self._environment
        place = self.checkpoint
        session = {
            "started_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "command": now["command"],
            "from": place and {"epoch": place.epoch, "batch": place.batch, "step": place.step},
            "overrides": list(overrides),
            "environment": now,
        }
        file = JsonLines(self.folder.sessions)
        try:
            file.append(session)
        finally:
            file.close()

    def _settle_best(self, best: Mapping[str, Any] | None) -> None:
        """Weights that wait to be the best are so if the checkpoint says it; else they are gone."""
        folder = self.folder
        with writing(folder.best):
            if waiting(folder, best):
                folder.next_best.replace(folder.best)
            else:
                folder.next_best.unlink(missing_ok=True)


def where(place: Checkpoint | None) -> str:
    """How far a run has come, in words."""
    if place is None or not (place.epoch or place.batch):
        return "at its beginning"
    batch = f", batch {place.batch} of the next" if place.batch else ""
    return f"after epoch {place.epoch}{batch}"
