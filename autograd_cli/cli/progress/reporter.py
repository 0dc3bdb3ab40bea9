"""Who is told how a training goes, and what programs get to read of it."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from autograd_cli.cli.terminal import write, write_json

if TYPE_CHECKING:
    from autograd_cli.runs import LoggedStep, Record
    from autograd_cli.train import Progress


class Reporter:
    """Told how a training goes: this one says nothing. `close` is also told of an error's end.

    Inside an epoch it is told of the steps that are logged, and looks at `progress` when it wants.
    """

    def reading(self, what: str) -> AbstractContextManager[None]:
        """Within it, a dataset is read."""
        return nullcontext()

    def start(self, path: str, epochs: int, progress: "Progress") -> None:
        pass

    def epoch(self, record: "Record") -> None:
        pass

    def step(self, step: "LoggedStep") -> None:
        pass

    def end(self, path: str, summary: dict[str, Any]) -> None:
        pass

    def close(self) -> None:
        pass


class Several(Reporter):
    """Tells all of its parts."""

    def __init__(self, parts: list[Reporter]) -> None:
        self.parts = parts

    @contextmanager
    def reading(self, what: str) -> Iterator[None]:
        with ExitStack() as stack:
            for part in self.parts:
                stack.enter_context(part.reading(what))
            yield

    def start(self, path: str, epochs: int, progress: "Progress") -> None:
        for part in self.parts:
            part.start(path, epochs, progress)

    def epoch(self, record: "Record") -> None:
        for part in self.parts:
            part.epoch(record)

    def step(self, step: "LoggedStep") -> None:
        for part in self.parts:
            part.step(step)

    def end(self, path: str, summary: dict[str, Any]) -> None:
        for part in self.parts:
            part.end(path, summary)

    def close(self) -> None:
        for part in self.parts:
            part.close()


class Json(Reporter):
    """The summary, with the path, on stdout."""

    def end(self, path: str, summary: dict[str, Any]) -> None:
        write_json({**summary, "path": path})


class PathOnly(Reporter):
    """The path on stdout."""

    def end(self, path: str, summary: dict[str, Any]) -> None:
        write(path, sys.stdout)
