"""What a run's files say of it, in groups of plain values: for one run, or beside another's."""

import json
from pathlib import Path
from typing import Any

from autograd_cli.runs import json_lines
from autograd_cli.runs.errors import RunError
from autograd_cli.runs.layout import RunFolder


def data(run: RunFolder) -> dict[str, Any]:
    """What the run learned from, and the fingerprint of it; empty if it was never written.

    Raises RunError if it cannot be read.
    """
    about = _object(run.preprocessing)
    counts = {f"{part}_examples": about.get(f"{part}_examples") for part in ("train", "validation")}
    values = {
        "task": about.get("task"),
        "features": len(about.get("feature_names") or ()) or None,
        "images": about.get("shape"),
        "classes": about.get("class_names") or None,
        **counts,
        "dataset_sha256": about.get("dataset_sha256"),
    }
    return {key: value for key, value in values.items() if value is not None}


def environment(run: RunFolder) -> dict[str, Any]:
    """All that was noted of the machine when the run began; empty if it was never written.

    Raises RunError if it cannot be read.
    """
    return _object(run.environment)


def machine(run: RunFolder) -> dict[str, Any]:
    """What its numbers depend on beside settings and data: versions, BLAS, threads, CPU.

    Raises RunError if it cannot be read.
    """
    about = environment(run)
    values: dict[str, Any] = {"Python": about.get("python")}
    values |= about.get("packages") or {}
    for library in about.get("threads") or ():
        name = library.get("internal_api", "threads")
        values[name] = " ".join(
            str(library[k]) for k in ("version", "architecture") if k in library
        )
        values[f"{name} threads"] = library.get("num_threads")
    values["platform"] = about.get("platform")
    values["machine"] = about.get("machine")
    values["CPUs"] = about.get("cpus")
    values["CPU features"] = about.get("numpy_cpu_features")
    git = about.get("git") or {}
    values["git commit"] = git.get("commit")
    values["git changed"] = git.get("changed")
    return {key: value for key, value in values.items() if value is not None}


def sessions(run: RunFolder) -> list[dict[str, Any]]:
    """The processes that worked on the run: when, by which command, from where.

    The first began it; `sessions.jsonl` has those that went on with it. A line that was not written
    to its end is left out. Raises RunError if a file cannot be read.
    """
    began = environment(run)
    first = {"started_at": _object(run.summary).get("started_at"), "command": began.get("command")}
    return [first, *json_lines.values(run.sessions, optional=True)]


def files(run: RunFolder) -> dict[str, int]:
    """The files by their paths inside the folder, with their sizes in bytes; no hidden ones."""
    paths = sorted(run.path.rglob("*"))
    names = {path: path.relative_to(run.path) for path in paths if path.is_file()}
    return {
        name.as_posix(): path.stat().st_size
        for path, name in names.items()
        if not any(part.startswith(".") for part in name.parts)
    }


def _object(path: Path) -> dict[str, Any]:
    """The JSON object in a file; an empty one if there is no file."""
    try:
        value = json.loads(path.read_bytes())
        if not isinstance(value, dict):
            raise ValueError("this is not a JSON object")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise RunError(f"{path} cannot be read: {error}") from error
    return value
