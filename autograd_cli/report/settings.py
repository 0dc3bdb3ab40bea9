"""The settings of the runs: of several first those in which they differ."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from autograd_cli.report.markup import Content, tag
from autograd_cli.report.section import Section, absent, fold, name_of, pairs, table
from autograd_cli.report.subject import Missing, Subject, attempt
from autograd_cli.report.words import value_of
from autograd_cli.runs import comparison, facts
from autograd_cli.runs.comparison import Line
from autograd_cli.runs.settings import changed
from autograd_cli.runs.settings import settings as all_settings

_COLUMNS = 8  # settings that stand side by side, a row for each run; more stand below each other


def settings(subjects: Sequence[Subject]) -> Section:
    """What the runs were told to do, and what they learned from."""
    body = _of_one(subjects[0]) if len(subjects) == 1 else _of_many(subjects)
    return Section("settings", "Settings", body)


def _of_one(subject: Subject) -> Content:
    chosen = attempt(partial(changed, subject.run))
    whole = attempt(partial(all_settings, subject.run))
    data = attempt(partial(facts.data, subject.run))
    return [
        absent("settings", chosen) if isinstance(chosen, Missing) else _listed(chosen),
        tag("h3", "Data"),
        absent("facts of the data", data) if isinstance(data, Missing) else _listed(data),
        None
        if isinstance(whole, Missing)
        else fold(f"All {len(whole)} settings, defaults too", _listed(whole)),
    ]


def _of_many(subjects: Sequence[Subject]) -> Content:
    lines = attempt(partial(comparison.compare, [subject.run for subject in subjects]))
    if isinstance(lines, Missing):
        return [
            absent("comparison of the settings", lines),
            [fold(name_of(subject), _of_one(subject)) for subject in subjects],
        ]
    told = [line for line in lines if line.group in ("settings", "data")]
    different = [line for line in told if line.differs]
    equal = {line.key: line.values[0] for line in told if not line.differs}
    return [
        compared("What differs", subjects, different),
        fold(f"{len(equal)} settings and facts of the data that are equal", _listed(equal)),
    ]


def compared(caption: str, subjects: Sequence[Subject], lines: Sequence[Line]) -> Content:
    """A row for each run and a column for each line, or the other way round if they are many."""
    if not lines:
        return tag("p", "Nothing differs.")
    names = [name_of(subject) for subject in subjects]
    if len(lines) > _COLUMNS:
        rows = [[_key(line), *(value_of(line.key, v) for v in line.values)] for line in lines]
        return table(caption, ["", *names], rows)
    rows = [
        [name, *(value_of(line.key, line.values[i]) for line in lines)]
        for i, name in enumerate(names)
    ]
    return table(caption, ["run", *map(_key, lines)], rows)


def _key(line: Line) -> str:
    return line.key.replace("_", " ") if line.group == "data" else line.key


def _listed(values: Mapping[str, Any]) -> Content:
    return pairs({key: tag("bdi", value_of(key, value)) for key, value in values.items()}, "list")
