"""What can be asked of a run in a list, by the name of a column.

The metric of the last epoch is called as it is, `val/loss`; that of the best epoch `best/val/loss`,
of the untrained model `initial/val/loss`; a setting has its dotted key, `optimizer.lr`.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from autograd_cli.runs.errors import RunError
from autograd_cli.runs.listing import Entry

_FIXED: dict[str, Callable[[Entry], Any]] = {
    "id": lambda entry: entry.id,
    "status": lambda entry: entry.status,
    "epochs": lambda entry: entry.summary.get("epochs"),
    "steps": lambda entry: entry.summary.get("steps"),
    "seconds": lambda entry: entry.summary.get("train_seconds"),
    "dataset": lambda entry: _at(entry.settings, "dataset", "name"),
    "model": lambda entry: _at(entry.settings, "model", "name"),
    "optimizer": lambda entry: _at(entry.settings, "optimizer", "name"),
    "lr": lambda entry: _at(entry.settings, "optimizer", "lr"),
    "monitor": lambda entry: _at(entry.summary, "best", "monitor"),
    "best": lambda entry: _at(entry.summary, "best", "metrics", _FIXED["monitor"](entry)),
    "best_epoch": lambda entry: _at(entry.summary, "best", "epoch"),
    "name": lambda entry: entry.summary.get("name"),
    "started_at": lambda entry: entry.summary.get("started_at"),
    "finished_at": lambda entry: entry.summary.get("finished_at"),
    "peak_rss_bytes": lambda entry: entry.summary.get("peak_rss_bytes"),
    "path": lambda entry: entry.path,
    "error": lambda entry: entry.error or entry.summary.get("error"),
}
_SECTIONS = {"best": ("best", "metrics"), "initial": ("initial",)}


def getter(column: str) -> Callable[[Entry], Any]:
    """The function that gives what a run has in this column, or None."""
    if column in _FIXED:
        return _FIXED[column]
    if "/" not in column:
        keys = column.split(".")
        return lambda entry: _at(entry.settings, *keys)
    section, _, metric = column.partition("/")
    if section in _SECTIONS:
        return lambda entry: _at(entry.summary, *_SECTIONS[section], metric)
    return lambda entry: _at(entry.summary, "final", column)


def known(entries: Iterable[Entry]) -> list[str]:
    """The columns that any run has: the fixed ones, then metrics, then settings."""
    entries = list(entries)
    names = dict.fromkeys(_FIXED)
    sections = {"": ("final",), **{f"{prefix}/": keys for prefix, keys in _SECTIONS.items()}}
    for prefix, keys in sections.items():
        for entry in entries:
            metrics = _at(entry.summary, *keys)
            if isinstance(metrics, dict):
                names |= dict.fromkeys(prefix + metric for metric in metrics)
    for entry in entries:
        names |= dict.fromkeys(flat(entry.settings))
    return list(names)


def check(columns: Sequence[str], entries: Sequence[Entry]) -> None:
    """Raises RunError for a column that no run has; a list without runs can have any."""
    for column in columns:
        if column in _FIXED or not entries:
            continue
        if all(cell is None for cell in map(getter(column), entries)):
            import difflib  # slow to load, as all that a list of runs can do without

            names = known(entries)
            if column in names:
                continue
            nearest = difflib.get_close_matches(column, names, n=1)
            meant = f"; did you mean {nearest[0]}?" if nearest else ""
            raise RunError(
                f"no run has a column {column!r}{meant}", f"The columns are {', '.join(names)}."
            )


def flat(values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested values by dotted key; in a list of mappings the key is the position."""
    found: dict[str, Any] = {}
    for key, part in values.items():
        if isinstance(part, list) and any(isinstance(item, Mapping) for item in part):
            part = {str(position): item for position, item in enumerate(part)}
        if isinstance(part, Mapping) and part:
            found |= flat(part, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = part
    return found


def text(cell: Any) -> str:
    """A value in letters: lists and the like as JSON, nothing for None."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    return str(cell) if type(cell) is int or type(cell) is float else json.dumps(cell)


def size(count: float) -> str:
    """Bytes in the largest unit that there is one of."""
    units = ("B", "KiB", "MiB", "GiB", "TiB")
    power = 0
    while count >= 1024 and power + 1 < len(units):
        count, power = count / 1024, power + 1
    return f"{count:.1f} {units[power]}" if power else f"{count} {units[power]}"


def _at(values: Any, *keys: str) -> Any:
    try:
        for key in keys:
            values = values[int(key) if isinstance(values, list) else key]
    except (LookupError, TypeError, ValueError):  # it is not there, or what is there has no keys
        return None
    return values
