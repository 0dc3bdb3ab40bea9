"""How to train the runs again: versions, config, command, data and what should come out."""

import shlex
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from autograd_cli.report.environment import command
from autograd_cli.report.markup import Content, Markup, tag
from autograd_cli.report.section import Section, absent, fold, note, of_each, table
from autograd_cli.report.subject import Missing, Subject, attempt
from autograd_cli.report.words import NOTHING
from autograd_cli.runs import RunError, facts


def reproduce(subjects: Sequence[Subject]) -> Section:
    """For each run the steps from an empty folder to the same numbers."""
    told = tag(
        "p",
        "Numbers are the same to the last digit where versions, processor and threads are the "
        "same; elsewhere the last digits may differ.",
    )
    return Section(
        "reproduce", "How to reproduce it", [told, of_each(subjects, [*map(_steps, subjects)])]
    )


def _steps(subject: Subject) -> Content:
    steps = [_install(subject), _config(subject), _train(subject), _data(subject), _check(subject)]
    return tag("ol", [tag("li", step) for step in steps], class_="steps")


def _install(subject: Subject) -> Content:
    about = attempt(partial(facts.environment, subject.run))
    if isinstance(about, Missing):
        return absent("versions", about)
    packages = about.get("packages") or {}
    pins = [f"{name}=={version}" for name, version in packages.items() if version]
    if not pins:
        return note("The run has not written down its versions.")
    git = about.get("git") or {}
    changed = ", with changes that were not committed" if git.get("changed") else ""
    return [
        tag("p", f"Install what it was trained with, on Python {about.get('python', NOTHING)}:"),
        _code(f"python -m pip install {shlex.join(pins)}"),
        tag("p", f"It was begun in a git repository at {git['commit']}{changed}.")
        if git.get("commit")
        else None,
    ]


def _config(subject: Subject) -> Content:
    resolved = attempt(partial(_text, subject.run.resolved_config))
    written = attempt(partial(_text, subject.run.config))
    return [
        tag("p", "Save its settings, complete with defaults and overrides, as ",
            tag("code", "config.resolved.yaml"), ":"),
        absent("settings", resolved)
        if isinstance(resolved, Missing)
        else fold("config.resolved.yaml", _code(resolved)),
        absent("config as it was written", written)
        if isinstance(written, Missing)
        else fold("The config as it was written", _code(written)),
    ]  # fmt: skip


def _train(subject: Subject) -> Content:
    sessions = attempt(partial(facts.sessions, subject.run))
    first: Any = None if isinstance(sessions, Missing) else sessions[0].get("command")
    later = [] if isinstance(sessions, Missing) else sessions[1:]
    return [
        tag("p", "Train:"),
        _code("autograd train config.resolved.yaml"),
        tag("p", "The command was ", tag("code", command(first)), ".") if first else None,
        tag("p", "It was resumed by ", [tag("code", command(s.get("command"))) for s in later],
            ": a run that was interrupted and resumed has the numbers of one that was not.")
        if later
        else None,
    ]  # fmt: skip


def _data(subject: Subject) -> Content:
    about = attempt(partial(facts.data, subject.run))
    if isinstance(about, Missing) or "dataset_sha256" not in about:
        return note("The fingerprint of the data is not known.")
    digest = tag("code", about["dataset_sha256"], class_="digest")
    return tag("p", "The data has the fingerprint (SHA-256) ", digest, ".")


def _check(subject: Subject) -> Content:
    final = subject.summary.get("final")
    if not final:
        return note("It has no last epoch, with which to compare.")
    rows = [[name, tag("code", str(value))] for name, value in final.items()]
    caption = f"After epoch {subject.summary.get('epochs')} it should say"
    return table(caption, ["metric", "value"], rows, numbers=True)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "backslashreplace")
    except OSError as error:
        raise RunError(f"{path.name} cannot be read: {error.strerror}") from error


def _code(text: str) -> Markup:
    return tag("pre", tag("code", text), tabindex=0)
