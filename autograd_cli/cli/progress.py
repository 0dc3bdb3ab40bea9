"""What a person sees of a training: a bar on a terminal, elsewhere a line for every epoch."""

import sys
from typing import TYPE_CHECKING, Any, TextIO

from autograd_cli.cli.numbers import number
from autograd_cli.cli.terminal import is_terminal, write, write_json, write_table

if TYPE_CHECKING:
    from autograd_cli.runs import Record

_WIDE = 80  # columns; a narrower terminal has no room for more than the epoch and the loss


def reporter(*, quiet: bool, as_json: bool) -> "Reporter":
    """The reporter for these options and for what stdout is connected to."""
    stream = sys.stderr if as_json else sys.stdout
    parts: list[Reporter] = []
    if not quiet:
        parts.append(_Bar(stream) if is_terminal(stream) else _Lines(stream))
    if as_json:
        parts.append(_Json())
    elif quiet:
        parts.append(_Path())
    return _Several(parts)


class Reporter:
    """Told how a training goes: this one says nothing. `close` is also told of an error's end."""

    def start(self, path: str, epochs: int) -> None:
        pass

    def epoch(self, record: "Record") -> None:
        pass

    def end(self, path: str, summary: dict[str, Any]) -> None:
        pass

    def close(self) -> None:
        pass


class _Several(Reporter):
    """Tells all of its parts."""

    def __init__(self, parts: list[Reporter]) -> None:
        self.parts = parts

    def start(self, path: str, epochs: int) -> None:
        for part in self.parts:
            part.start(path, epochs)

    def epoch(self, record: "Record") -> None:
        for part in self.parts:
            part.epoch(record)

    def end(self, path: str, summary: dict[str, Any]) -> None:
        for part in self.parts:
            part.end(path, summary)

    def close(self) -> None:
        for part in self.parts:
            part.close()


class _Json(Reporter):
    """The summary, with the path, on stdout."""

    def end(self, path: str, summary: dict[str, Any]) -> None:
        write_json({**summary, "path": path})


class _Path(Reporter):
    """The path on stdout."""

    def end(self, path: str, summary: dict[str, Any]) -> None:
        write(path, sys.stdout)


class _Lines(Reporter):
    """Plain text: the path, a line for every epoch, the path again."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.epochs = 0

    def start(self, path: str, epochs: int) -> None:
        self.epochs = epochs
        write(f"run {path}", self.stream)

    def epoch(self, record: "Record") -> None:
        if record.metrics:
            width = len(str(self.epochs))
            head = f"epoch {record.epoch:{width}}/{self.epochs}"
            head = head if record.epoch else "untrained".ljust(len(head))
            write(f"{head}  {_figures(record.metrics)}", self.stream)

    def end(self, path: str, summary: dict[str, Any]) -> None:
        best = summary.get("best")
        if best:
            write(f"best epoch {best['epoch']}  {_figures(best['metrics'])}", self.stream)
        write(_last_line(path, summary), self.stream)


class _Bar(Reporter):
    """A progress bar with the newest figures, then a table of the final ones."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console  # only where there is a terminal
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self.stream = stream
        console = Console(file=stream, highlight=False, markup=False)
        self.wide = console.width >= _WIDE
        parts = [
            TextColumn("epoch"),
            *([BarColumn(bar_width=None)] if self.wide else []),
            MofNCompleteColumn(),
            TextColumn("{task.fields[figures]}", markup=False),
            *([TimeRemainingColumn(compact=True)] if self.wide else []),
        ]
        self.progress = Progress(*parts, console=console)

    def start(self, path: str, epochs: int) -> None:
        write(f"run {path}", self.stream)
        self.task = self.progress.add_task("epoch", total=epochs, figures="")
        self.progress.start()

    def epoch(self, record: "Record") -> None:
        names = _shown(record.metrics) if self.wide else _shown(record.metrics)[:1]
        shown = {name: record.metrics[name] for name in names if name in record.metrics}
        figures = {"figures": _figures(shown)} if shown else {}
        self.progress.update(self.task, completed=record.epoch, **figures)  # type: ignore[arg-type]

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
        write(_last_line(path, summary), self.stream)

    def close(self) -> None:
        self.progress.stop()


def _last_line(path: str, summary: dict[str, Any]) -> str:
    status = "stopped early" if summary["status"] == "early_stopped" else summary["status"]
    return f"{status} in {summary.get('train_seconds', 0.0):.2f} s: {path}"


def _shown(metrics: Any) -> list[str]:
    """The loss and, if there is one, the accuracy: of the validation part where there is one."""
    part = "val" if "val/loss" in metrics else "train"
    return [f"{part}/loss", f"{part}/accuracy"]


def _figures(metrics: Any) -> str:
    return "  ".join(f"{name} {number(value)}" for name, value in metrics.items())
