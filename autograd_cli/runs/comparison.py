"""Runs side by side: what differs in their settings, data, machine and results."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograd_cli.runs import facts
from autograd_cli.runs.errors import RunError
from autograd_cli.runs.layout import RunFolder
from autograd_cli.runs.listing import UNREADABLE, Entry, entry
from autograd_cli.runs.names import PLOTS
from autograd_cli.runs.settings import settings

_RESULTS = ("epochs", "steps", "train_seconds", "peak_rss_bytes")


@dataclass(frozen=True)
class Line:
    """One thing that runs can differ in: a value for each of them, None where one has not got it.

    `best` are the positions of the runs with the best value of a metric, if they are not all equal.
    """

    group: str
    key: str
    values: tuple[Any, ...]
    best: tuple[int, ...] = ()

    @property
    def differs(self) -> bool:
        return any(value != self.values[0] for value in self.values)


def compare(runs: Sequence[RunFolder]) -> list[Line]:
    """Everything that is known of `runs`, equal or not: settings, data, machine and results.

    Raises RunError for fewer than two runs, for one that is given twice, or that cannot be read.
    """
    if len(runs) < 2:
        raise RunError("one run alone cannot be compared", "Give two or more.")
    check_different(runs)
    entries = [entry(run) for run in runs]
    for found in entries:
        if found.status == UNREADABLE:
            raise RunError(f"{found.id} cannot be read: {found.error}")
    groups: dict[str, list[Mapping[str, Any]]] = {
        "settings": [settings(run) for run in runs],
        "data": [facts.data(run) for run in runs],
        "machine": [facts.machine(run) for run in runs],
        "result": [_results(found) for found in entries],
    }
    lines = [line for name, values in groups.items() for line in _lines(name, values)]
    lines += _metrics("final", [found.summary.get("final") or {} for found in entries])
    best = [found.summary.get("best") or {} for found in entries]
    lines += _lines("best", [{k: b[k] for k in ("monitor", "epoch") if k in b} for b in best])
    return lines + _metrics("best", [b.get("metrics") or {} for b in best])


def check_different(runs: Sequence[RunFolder]) -> None:
    """Raises RunError if one is given twice."""
    paths = [run.path.resolve() for run in runs]
    for run, path in zip(runs, paths, strict=True):
        if paths.count(path) > 1:
            raise RunError(f"{run.id} is given twice")


def plots(runs: Sequence[RunFolder], runs_dir: Path) -> Path:
    """Where pictures of several runs are: beside them or, if they are apart, in `runs_dir`."""
    places = {run.path.parent for run in runs}
    return (places.pop() if len(places) == 1 else runs_dir) / PLOTS


def _results(found: Entry) -> dict[str, Any]:
    values = {key: found.summary[key] for key in _RESULTS if key in found.summary}
    return {"status": found.status, **values}


def _lines(group: str, columns: Sequence[Mapping[str, Any]]) -> list[Line]:
    keys = list(dict.fromkeys(key for column in columns for key in column))
    sections = list(dict.fromkeys(map(_section, keys)))
    keys.sort(key=lambda key: sections.index(_section(key)))  # the settings of one stay together
    return [Line(group, key, tuple(column.get(key) for column in columns)) for key in keys]


def _section(key: str) -> str:
    return key.partition(".")[0]


def _metrics(group: str, columns: Sequence[Mapping[str, Any]]) -> list[Line]:
    return [
        Line(group, line.key, line.values, _best(line.key, line.values))
        for line in _lines(group, columns)
    ]


def _best(metric: str, values: Sequence[Any]) -> tuple[int, ...]:
    from autograd_cli.config.schema import lower_is_better  # loads pydantic

    numbers = {
        i: value
        for i, value in enumerate(values)
        if isinstance(value, int | float) and not math.isnan(value)
    }
    if len(set(numbers.values())) < 2:
        return ()
    best = (min if lower_is_better(metric) else max)(numbers.values())
    return tuple(i for i, value in numbers.items() if value == best)
