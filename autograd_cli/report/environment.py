"""Where the runs were trained: versions, processor, and the processes that worked on them."""

import shlex
from collections.abc import Sequence
from functools import partial
from pathlib import PurePath, PureWindowsPath
from typing import Any

from autograd_cli.report.markup import Content, Markup, tag
from autograd_cli.report.section import Section, absent, fold, name_of, pairs, table
from autograd_cli.report.settings import compared
from autograd_cli.report.subject import Missing, Subject, attempt
from autograd_cli.report.words import NOTHING, moment, value_of
from autograd_cli.runs import comparison, facts
from autograd_cli.runs.columns import size

_OURS = {"autograd", "autograd.exe", "__main__.py"}


def environment(subjects: Sequence[Subject]) -> Section:
    """Of several runs the environments are told once, as far as they are equal."""
    body = _of_one(subjects[0]) if len(subjects) == 1 else _of_many(subjects)
    return Section("environment", "Environment", body)


def _of_one(subject: Subject) -> Content:
    about = attempt(partial(facts.machine, subject.run))
    files = facts.files(subject.run)
    rows = [(name, size(count)) for name, count in files.items()]
    return [
        absent("environment", about) if isinstance(about, Missing) else _listed(about),
        _sessions(subject),
        fold(
            f"{len(files)} files of the run", table("Files", ["file", "size"], rows, numbers=True)
        ),
    ]


def _of_many(subjects: Sequence[Subject]) -> Content:
    lines = attempt(partial(comparison.compare, [subject.run for subject in subjects]))
    if isinstance(lines, Missing):
        return [fold(name_of(subject), _of_one(subject)) for subject in subjects]
    machine = [line for line in lines if line.group == "machine"]
    different = [line for line in machine if line.differs]
    equal = {line.key: line.values[0] for line in machine if not line.differs}
    return [
        compared("What differs between the environments", subjects, different)
        if different
        else tag("p", "The same for all runs."),
        _listed(equal) if equal else None,
        [fold(["Sessions of ", name_of(subject)], _sessions(subject)) for subject in subjects],
    ]


def _listed(values: dict[str, Any]) -> Markup:
    if not values:
        return tag("p", "Nothing is known of it: the run has no environment.json.", class_="note")
    return pairs({key: value_of(key, value) for key, value in values.items()}, "list")


def _sessions(subject: Subject) -> Content:
    found = attempt(partial(facts.sessions, subject.run))
    if isinstance(found, Missing):
        return absent("sessions", found)
    rows = [
        [moment(s.get("started_at") or NOTHING), _began(s), tag("code", command(s.get("command")))]
        for s in found
    ]
    return table("Processes that worked on the run", ["begun", "from", "command"], rows)


def _began(session: dict[str, Any]) -> str:
    place = session.get("from")
    if not isinstance(place, dict):
        return "the beginning"
    return f"epoch {place.get('epoch')}, step {place.get('step')}"


def command(words: Any) -> str:
    """A command line as it was typed; our program by its name, wherever it was installed."""
    if not isinstance(words, list) or not words:
        return NOTHING
    program, *rest = map(str, words)
    names = {PurePath(program).name, PureWindowsPath(program).name}
    return shlex.join(["autograd" if names & _OURS else program, *rest])
