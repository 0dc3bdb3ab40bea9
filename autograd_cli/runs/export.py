"""The metrics of runs as one tidy table: a row for every epoch of every run."""

import csv
import io
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograd_cli.runs.layout import RunFolder
from autograd_cli.runs.read import rows, summary
from autograd_cli.runs.record import COLUMNS

RUN = "run"
_FIRST = (RUN, *COLUMNS)


@dataclass(frozen=True)
class Table:
    """Rows by column; what a run does not have is missing in its rows."""

    columns: list[str]
    rows: list[dict[str, Any]]

    def csv(self) -> str:
        """With a line of names, and nothing between the commas where a value is missing."""
        text = io.StringIO()
        lines = csv.DictWriter(text, self.columns, lineterminator="\n")
        lines.writeheader()
        lines.writerows(self.rows)
        return text.getvalue()

    def json(self) -> str:
        """A list of objects, all with every column; null where a value is missing or no number."""
        whole = [{name: _finite(row.get(name)) for name in self.columns} for row in self.rows]
        return json.dumps(whole, indent=1, allow_nan=False) + "\n"


def table(runs: Sequence[RunFolder]) -> Table:
    """The rows of all `runs`, one after the other; the untrained model, where known, as epoch 0.

    Raises RunError if one cannot be read.
    """
    found: list[dict[str, Any]] = []
    for run in runs:
        initial = summary(run).get("initial")
        untrained = [{"epoch": 0, "step": 0, **initial}] if isinstance(initial, dict) else []
        found += [{RUN: run.id, **row} for row in [*untrained, *rows(run)]]
    names = dict.fromkeys(name for row in found for name in row)
    return Table([*_FIRST, *(name for name in names if name not in _FIRST)], found)


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
