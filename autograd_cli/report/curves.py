"""The curves of a report: which there are, and the lines of all runs in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from autograd_cli.plots.curves.curve import NAMES, span
from autograd_cli.plots.style import LABELS
from autograd_cli.report.subject import Missing, Subject
from autograd_cli.report.tables import PLACES, Table, thinned

Source = Literal["epochs", "steps"]
_ROWS = {"epochs": 40_000, "steps": 20_000}  # of all runs together, that a page may hold
_LAST = ("lr", "grad_norm")
_OF_STEPS = {"loss": "loss of single batches", "grad_norm": "gradient norm of single steps"}


@dataclass(frozen=True)
class Line:
    """A column of a run; `part` is train or val, or empty for what belongs to none."""

    run: int
    part: str
    column: str
    table: Table

    @property
    def values(self) -> list[float | None]:
        return self.table[self.column]


@dataclass(frozen=True)
class Chart:
    """Lines of one quantity. `constant` are its values by run, if it never changes in any."""

    title: str
    source: Source
    lines: list[Line]
    logarithmic: bool

    @property
    def parts(self) -> list[str]:
        """The training part first, then the validation part; what belongs to none comes last."""
        found = dict.fromkeys(line.part for line in self.lines)
        return [*(part for part in LABELS if part in found), *(p for p in found if p not in LABELS)]

    @property
    def constant(self) -> dict[int, float]:
        """By run the one value that it has, if no run has another; else nothing."""
        found: dict[int, float] = {}
        for line in self.lines:
            values = {value for value in line.values if value is not None}
            if len(values) != 1:
                return {}
            found[line.run] = values.pop()
        return found


@dataclass(frozen=True)
class Curves:
    """All charts, and the tables that they are drawn from, by source and run.

    `left_out` says, by source, how many rows of how many are there, where not all of them are.
    """

    charts: list[Chart]
    tables: dict[Source, dict[int, Table]]
    left_out: dict[Source, tuple[int, int]]


def curves(subjects: Sequence[Subject]) -> Curves:
    """Every metric of the runs, the loss first; then what belongs to no part; then the steps."""
    charts: list[Chart] = []
    tables: dict[Source, dict[int, Table]] = {"epochs": {}, "steps": {}}
    left_out: dict[Source, tuple[int, int]] = {}
    for source in ("epochs", "steps"):
        whole = dict(_tables(subjects, source))
        most = _ROWS[source] // max(1, len(whole))
        best = {s.number: [s.best.get("epoch", 0)] for s in subjects}
        tables[source] = {run: thinned(found, most, best[run]) for run, found in whole.items()}
        rows, shown = (
            sum(len(t["epoch"]) for t in found.values()) for found in (whole, tables[source])
        )
        if shown < rows:
            left_out[source] = shown, rows
        charts += _charts(tables[source], source)
    return Curves(charts, tables, left_out)


def _tables(subjects: Sequence[Subject], source: Source) -> Iterator[tuple[int, Table]]:
    for subject in subjects:
        table = subject.table if source == "epochs" else subject.steps
        if not isinstance(table, Missing) and table and table["epoch"]:
            yield subject.number, table


def _charts(tables: dict[int, Table], source: Source) -> Iterator[Chart]:
    lines: dict[str, list[Line]] = {}
    for run, table in tables.items():
        for column, values in table.items():
            if column not in PLACES and any(value is not None for value in values):
                part, slash, metric = column.partition("/")
                line = Line(run, part if slash else "", column, table)
                lines.setdefault(metric if slash else column, []).append(line)
    for quantity in sorted(lines, key=_place):
        known = [value for line in lines[quantity] for value in line.values if value is not None]
        title = _OF_STEPS[quantity] if source == "steps" else NAMES.get(quantity, quantity)
        yield Chart(title, source, lines[quantity], span(known, quantity).logarithmic)


def _place(quantity: str) -> int:
    return -1 if quantity == "loss" else 1 + _LAST.index(quantity) if quantity in _LAST else 0


def part_label(part: str) -> str:
    """What a part is called; nothing for none."""
    return LABELS.get(part, part)
