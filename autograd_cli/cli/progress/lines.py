"""A training in plain text, for pipes, files and terminals that cannot move their cursor."""

import time
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, TextIO

from autograd_cli.cli.progress.reporter import Reporter
from autograd_cli.cli.progress.watch import Watch
from autograd_cli.cli.progress.words import figures, head, inside, last_line, of_step
from autograd_cli.cli.terminal import write

if TYPE_CHECKING:
    from autograd_cli.runs import LoggedStep, Record
    from autograd_cli.train import Progress

_LOOKS = 1.0  # seconds between two looks at what is going on
_SILENCE = 10.0  # seconds without a line, after which there is one from inside an epoch
_LONGEST_SILENCE = 60.0  # each time it may be twice as long as before, up to this


class Lines(Reporter):
    """The path, a line for every epoch, now and then one from inside it, the path again."""

    def __init__(self, stream: TextIO | None) -> None:
        self.stream = stream
        self.epochs = 0
        self._clock = time.perf_counter
        self._written = 0.0
        self._silence = _SILENCE
        self._watch: Watch | None = None
        self._writing = Lock()  # two threads do
        self._closed = Event()
        self._thread = Thread(target=self._look_on, daemon=True)

    def start(self, path: str, epochs: int, progress: "Progress") -> None:
        self.epochs = epochs
        self._clock = progress.clock
        self._watch = Watch(progress, epochs)
        self._write(f"run {path}")
        self._thread.start()

    def epoch(self, record: "Record") -> None:
        if record.metrics:
            line = f"{head(record.epoch, self.epochs)}  {'  '.join(figures(record.metrics))}"
            self._write(line)

    def step(self, step: "LoggedStep") -> None:
        self._write(f"{head(step.epoch, self.epochs)}  {of_step(step)}")

    def end(self, path: str, summary: dict[str, Any]) -> None:
        self.close()
        best = summary.get("best")
        if best:
            self._write(f"best epoch {best['epoch']}  {'  '.join(figures(best['metrics']))}")
        self._write(last_line(path, summary))

    def close(self) -> None:
        self._closed.set()
        if self._thread.is_alive():
            self._thread.join()

    def look(self) -> None:
        """Write a line from inside an epoch if there has been none at all for long."""
        view = self._watch.look() if self._watch else None
        if view and self._clock() - self._written >= self._silence:
            self._write(f"{head(view.epoch, self.epochs)}  {inside(view)}")
            self._silence = min(2 * self._silence, _LONGEST_SILENCE)

    def _look_on(self) -> None:
        while not self._closed.wait(_LOOKS):
            self.look()

    def _write(self, line: str) -> None:
        with self._writing:
            write(line, self.stream)
            self._written = self._clock()
