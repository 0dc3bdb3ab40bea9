"""Runs read back from disk: found by what a user types, and their metrics."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograd_cli.runs import json_lines
from autograd_cli.runs.errors import RunError
from autograd_cli.runs.layout import LATEST, RunFolder
from autograd_cli.runs.names import by_age
from autograd_cli.runs.record import COLUMNS

_ABOUT = [name for name in COLUMNS if name != "epoch"]


@dataclass(frozen=True)
class Metrics:
    """Columns of a run's metrics: epochs, and by name the values, all of one length.

    If the summary has the metrics of the untrained model, they come first, as epoch 0. Those with
    a / in their names are metrics; the others are `step`, `seconds`, `lr` and `grad_norm`, of which
    the untrained model has only the first two. NaN is what is not known or not defined.
    """

    epochs: list[int]
    columns: dict[str, list[float]]


def find(reference: str, runs_dir: Path) -> RunFolder:
    """The run that `reference` means: a path, an id, a unique beginning of one, or `latest`.

    Raises RunError if there is none, or more than one.
    """
    if reference and _is_run(Path(reference)):
        return RunFolder(Path(reference).resolve())
    ids = _ids(runs_dir)
    if reference == LATEST:
        matches = _latest(runs_dir, ids)
    elif reference in ids:
        matches = [reference]
    else:
        matches = [i for i in ids if reference and i.startswith(reference)]
    if len(matches) == 1:
        return RunFolder(runs_dir / matches[0])
    shown = [f"  {i}" for i in (matches or ids)[-10:]]
    if matches:
        message = f"{reference!r} is the beginning of {len(matches)} runs"
        raise RunError(message, "\n".join(["Give more of the id:", *shown]))
    message = f"there is no run {reference!r} in {runs_dir}"
    hint = (
        "\n".join(["The newest are:", *shown])
        if ids
        else "Train one, or point to it with --runs-dir."
    )
    raise RunError(message, hint)


def summary(run: RunFolder) -> dict[str, Any]:
    """The run's summary. Raises RunError if it cannot be read."""
    return _mapping(run.summary)


def preprocessing(run: RunFolder) -> dict[str, Any]:
    """What new examples must go through before the model. Raises RunError if it cannot be read."""
    return _mapping(run.preprocessing)


def _mapping(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise RunError(f"{path} cannot be read: {error}") from error
    if not isinstance(value, dict):
        raise RunError(f"{path} is not a JSON object")
    return value


def metrics(run: RunFolder) -> Metrics:
    """The run's metrics by column; an unfinished last line (a crash) is left out.

    Raises RunError if they cannot be read.
    """
    initial = summary(run).get("initial")
    try:
        table = [{"epoch": 0, "step": 0, "seconds": 0.0, **initial}] if initial else []
        table += rows(run)
        names = [name for name in table[-1] if "/" in name] if table else []
        columns = {name: [_number(row.get(name)) for row in table] for name in _ABOUT if table}
        columns |= {name: [_number(row[name]) for row in table] for name in names}
        return Metrics([int(row["epoch"]) for row in table], columns)
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise RunError(f"{run.metrics} cannot be read: {error!r}") from error


def rows(run: RunFolder) -> list[dict[str, Any]]:
    """The rows of `metrics.jsonl` as they stand there, without an unfinished last line.

    Raises RunError if they cannot be read.
    """
    path = run.metrics
    found = json_lines.values(path)
    if not all(type(row.get("epoch")) is int for row in found):
        raise json_lines.unreadable(path, ValueError("a line is not a row of metrics"))
    return found


def best_of(
    initial: Mapping[str, Any] | None, table: Sequence[Mapping[str, Any]]
) -> dict[str, Any] | None:
    """The best epoch by its loss, for runs that do not tell it: on the validation part, if any."""
    candidates = [(0, initial)] if initial else []
    candidates += [(int(row["epoch"]), {k: row[k] for k in row if "/" in k}) for row in table]
    if not candidates:
        return None
    monitor = "val/loss" if "val/loss" in candidates[0][1] else "train/loss"
    epoch, values = min(candidates, key=lambda candidate: float(candidate[1][monitor]))
    return {"epoch": epoch, "monitor": monitor, "metrics": dict(values)}


def _number(value: Any) -> float:
    """A metric; NaN where it is not defined."""
    return float("nan") if value is None else float(value)


def _is_run(path: Path) -> bool:
    try:
        return RunFolder(path.resolve()).summary.is_file()
    except (OSError, RuntimeError, ValueError):  # no path at all: too long, a NUL, links in a ring
        return False


def _ids(runs_dir: Path) -> list[str]:
    """The ids under `runs_dir`, the oldest first."""
    if not runs_dir.is_dir():
        return []
    ids = (path.name for path in runs_dir.iterdir() if RunFolder(path).summary.exists())
    return sorted((name for name in ids if not name.startswith(".")), key=by_age)


def _latest(runs_dir: Path, ids: list[str]) -> list[str]:
    """What the pointer says, or the newest by name if it points nowhere."""
    try:
        pointed = (runs_dir / LATEST).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        pointed = ""
    return [pointed] if pointed in ids else ids[-1:]
