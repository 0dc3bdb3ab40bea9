"""A run that is reported: what its files say, each part of it or the reason why it is missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from autograd_cli import runs
from autograd_cli.errors import AutogradError
from autograd_cli.plots.run_data import RunData
from autograd_cli.report.tables import Table, of_epochs, of_steps
from autograd_cli.runs import RunError, RunFolder
from autograd_cli.runs.comparison import check_different
from autograd_cli.runs.listing import UNREADABLE, entry

T = TypeVar("T")


@dataclass(frozen=True)
class Missing:
    """What a report has not got; `why` is a sentence without its full stop."""

    why: str


def attempt(read: Callable[[], T]) -> T | Missing:
    """What `read` returns, or the message of what it raises on purpose."""
    try:
        return read()
    except AutogradError as error:
        return Missing(error.message)


class Subject:
    """A run by its folder alone. Raises RunError if its summary cannot be read.

    `number` is its place among the runs of the report, `label` what it is called there.
    """

    def __init__(self, run: RunFolder) -> None:
        found = entry(run)
        if found.status == UNREADABLE:
            raise RunError(f"{run.path} cannot be read: {found.error}")
        self.run = run
        self.number = 0
        self.label = run.id
        self.data = RunData(run)
        self.status = found.status
        self.summary = found.summary

    @cached_property
    def table(self) -> Table | Missing:
        """The metrics of its epochs."""
        return attempt(lambda: of_epochs(self.summary.get("initial"), runs.rows(self.run)))

    @cached_property
    def steps(self) -> Table | Missing:
        """Those of its steps that it has kept."""
        if isinstance(self.table, Missing):
            return self.table
        epochs = self.table
        return attempt(lambda: of_steps(runs.steps(self.run), epochs))

    @property
    def best(self) -> dict[str, Any]:
        """`epoch`, `monitor` and `metrics` of the best weights; empty if there are none."""
        return self.summary.get("best") or {}

    @property
    def best_value(self) -> float | None:
        found = (self.best.get("metrics") or {}).get(self.best.get("monitor"))
        return found if isinstance(found, int | float) else None


def subjects(folders: Sequence[RunFolder]) -> list[Subject]:
    """The runs to report, called by their names, or by their ids where names are not unique.

    Raises RunError if one is given twice, or its summary cannot be read.
    """
    check_different(folders)
    found = [Subject(run) for run in folders]
    labels = [str(subject.summary.get("name") or subject.run.id) for subject in found]
    if len({*labels}) < len(labels):
        labels = [run.id for run in folders]
    if len({*labels}) < len(labels):
        labels = [f"{label}, {number}" for number, label in enumerate(labels, 1)]
    for number, (subject, label) in enumerate(zip(found, labels, strict=True)):
        subject.number, subject.label = number, label
    return found
