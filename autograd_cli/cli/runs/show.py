"""autograd runs show: everything that a run's files say of it."""

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.runs.cells import form
from autograd_cli.cli.terminal import write, write_json, write_table
from autograd_cli.runs.columns import size

_SUMMARY = (
    "status",
    "started_at",
    "finished_at",
    "epochs",
    "steps",
    "train_seconds",
    "peak_rss_bytes",
    "error",
)


def show_cli(
    run: options.Run, runs_dir: options.RunsDir = options.RUNS, as_json: options.AsJson = False
) -> None:
    """Show all that a run's files say of it.

    Results, settings that are not at their defaults, data, machine, files.

    \b
    Example:
      autograd runs show latest
    """
    with reported():
        about = show(run=run, runs_dir=runs_dir)
        if as_json:
            write_json(about)
        else:
            _print(about)


def show(*, run: str, runs_dir: Path) -> dict[str, Any]:
    """By group, what the run's files say. A group that cannot be read is `{"unreadable": why}`.

    Raises RunError if there is no such run, or its summary cannot be read.
    """
    from autograd_cli.runs import RunError, facts, find
    from autograd_cli.runs.listing import UNREADABLE, entry
    from autograd_cli.runs.settings import changed, settings

    folder = find(run, runs_dir)
    found = entry(folder)
    if found.status == UNREADABLE:
        raise RunError(f"{folder.path} cannot be read: {found.error}")

    def read(group: Callable[[Any], Any]) -> Any:
        try:
            return group(folder)
        except RunError as error:
            return {UNREADABLE: error.message}

    return {
        "id": folder.id,
        "path": str(folder.path),
        "summary": {**found.summary, "id": folder.id, "status": found.status},
        "changed": read(changed),
        "settings": read(settings),
        "data": read(facts.data),
        "machine": read(facts.machine),
        "sessions": read(facts.sessions),
        "files": facts.files(folder),
    }


def _print(about: dict[str, Any]) -> None:
    summary = about["summary"]
    write(f"run {about['path']}", sys.stdout)
    facts = {key: summary[key] for key in _SUMMARY if summary.get(key) is not None}
    _section("", facts)
    _metrics(summary)
    _section("settings (defaults left out)", about["changed"])
    _section("data", about["data"])
    _section("machine", about["machine"])
    _sessions(about["sessions"])
    write("", sys.stdout)
    sizes = [(name, size(count)) for name, count in about["files"].items()]
    write_table(("file", "size"), sizes, sys.stdout, right=("size",))


def _section(title: str, values: dict[str, Any]) -> None:
    if values:
        write(f"\n{title}" if title else "", sys.stdout)
        width = max(map(len, values))
        for key, value in values.items():
            write(f"  {key:{width}}  {form(key)(value)}", sys.stdout)


def _metrics(summary: dict[str, Any]) -> None:
    best = summary.get("best") or {}
    columns = {
        "initial": summary.get("initial") or {},
        "final": summary.get("final") or {},
        f"best (epoch {best.get('epoch')})": best.get("metrics") or {},
    }
    columns = {name: values for name, values in columns.items() if values}
    names = dict.fromkeys(name for values in columns.values() for name in values)
    if names:
        write("", sys.stdout)
        rows = [(n, *(form(n)(values.get(n)) for values in columns.values())) for n in names]
        write_table(("metric", *columns), rows, sys.stdout, right=list(columns))


def _sessions(sessions: Any) -> None:
    if isinstance(sessions, dict):
        _section("sessions", sessions)
        return
    write("\nsessions", sys.stdout)
    for session in sessions:
        place = session.get("from")
        came = f" from epoch {place['epoch']}, step {place['step']}" if place else ""
        words = [str(word) for word in session.get("command") or ()]
        write(f"  {session.get('started_at') or '-'}{came}  {shlex.join(words)}", sys.stdout)
