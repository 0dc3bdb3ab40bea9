"""A training on a terminal: a bar for its epochs and one for what takes long inside them."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from autograd_cli.cli.numbers import number
from autograd_cli.cli.progress.lasting import Lasting
from autograd_cli.cli.progress.layout import Line, laid_out
from autograd_cli.cli.progress.reporter import Reporter
from autograd_cli.cli.progress.watch import View, Watch
from autograd_cli.cli.progress.words import clock, figures, head, last_line, of, of_step, per_second
from autograd_cli.cli.terminal import write, write_table

if TYPE_CHECKING:
    from autograd_cli.runs import LoggedStep, Record
    from autograd_cli.train import Progress

_LONG = 0.5  # seconds that reading takes without a word
_A_SECOND = 5  # times that the bars are drawn
_ECHO = len("^C")  # which a terminal writes behind them: in a new line it would tear them apart


class Bars(Reporter):
    """Bars with the newest figures, then a table of the final ones."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._console = Console(file=stream, highlight=False, markup=False)
        self._epochs = self._done = 0
        self._passed = 0.0
        self._figures: list[str] = []
        self._inside: Lasting | None = None
        self.live = Live(
            console=self._console, get_renderable=self._drawn, refresh_per_second=_A_SECOND
        )

    @contextmanager
    def reading(self, what: str) -> Iterator[None]:
        word = Live(Spinner("line", Text(f"reading {what}")), console=self._console, transient=True)
        begin = Timer(_LONG, word.start)
        begin.start()
        try:
            yield
        finally:
            begin.cancel()
            begin.join()  # it may just have begun
            word.stop()

    def start(self, path: str, epochs: int, progress: "Progress") -> None:
        write(f"run {path}", self.stream)
        self._epochs = epochs
        self._inside = Lasting(Watch(progress, epochs))
        self.live.start(refresh=True)

    def epoch(self, record: "Record") -> None:
        self._done = record.epoch
        if record.metrics:
            self._figures = figures(_chosen(record.metrics))

    def step(self, step: "LoggedStep") -> None:
        self._console.print(f"{head(step.epoch, self._epochs)}  {of_step(step)}")

    def end(self, path: str, summary: dict[str, Any]) -> None:
        self.close()
        columns = ["initial", "final", "best"]
        found = [
            summary.get("initial"),
            summary.get("final"),
            summary.get("best", {}).get("metrics"),
        ]
        if all(found):
            rows = [[name, *(number(f[name]) for f in found if f)] for name in found[0] or ()]
            columns[2] = f"best (epoch {summary['best']['epoch']})"
            write_table(["", *columns], rows, self.stream)
        write(last_line(path, summary), self.stream)

    def close(self) -> None:
        self._inside = None  # of which nothing is to stay on the screen
        self.live.stop()

    def _drawn(self) -> Table:
        inside = self._inside
        view = inside.look() if inside else None
        left = "-:--" if inside else ""
        if view:
            self._done = max(self._done, view.epoch - 1)
            self._passed = view.passed
            left = left if view.all_left is None else clock(view.all_left)
        share = max(self._passed, self._done) / max(1, self._epochs)
        lines = [Line("epoch", share, of(self._done, self._epochs), self._figures, left)]
        if inside and inside.shown:
            lines.append(_line(inside.shown))
        return laid_out(lines, self._console.width - _ECHO)


def _line(view: View) -> Line:
    """What is shown of a pass: of training on batches, or of evaluating a part."""
    shown = [] if view.doing == "batches" else ["evaluating"]
    if view.loss is not None:
        shown.append(f"train/loss {number(view.loss)}")
    if view.rate is not None:
        shown.append(f"{per_second(view.rate)}/s")
    return Line(
        "batch" if view.doing == "batches" else view.doing,
        view.done / view.total,
        of(view.done, view.total),
        shown,
        "" if view.left is None else clock(view.left),
    )


def _chosen(metrics: Any) -> dict[str, Any]:
    """The loss and, if there is one, the accuracy: of the validation part where there is one."""
    part = "val" if "val/loss" in metrics else "train"
    names = [f"{part}/loss", f"{part}/accuracy"]
    return {name: metrics[name] for name in names if name in metrics}
