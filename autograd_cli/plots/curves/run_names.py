"""What runs side by side are called: the settings that differ, or ids where those are clearer."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from autograd_cli.runs import RunFolder
from autograd_cli.runs.columns import text
from autograd_cli.runs.settings import settings

_LONGEST = 75  # letters


def told_apart(runs: Sequence[RunFolder]) -> list[str]:
    """A name for each run that no other has, as `optimizer.lr=1.0 optimizer.momentum=0.3`.

    Raises RunError if their settings cannot be read.
    """
    named = [" ".join(pairs) for pairs in _differences([settings(run) for run in runs])]
    if all(named) and max(map(len, named)) <= _LONGEST and _unique(named):
        return named
    ids = [run.id for run in runs]
    return ids if _unique(ids) else [str(run.path) for run in runs]


def _unique(names: Sequence[str]) -> bool:
    return len({*names}) == len(names)


def _differences(columns: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """The settings of each that are not those of all.

    Sections of different names have other settings too: of those only what both have is told.
    """
    cells = [{key: json.dumps(value) for key, value in column.items()} for column in columns]
    keys = dict.fromkeys(key for column in cells for key in column)
    different = [key for key in keys if len({column.get(key) for column in cells}) > 1]
    other = [key.removesuffix("name") for key in different if key.endswith(".name")]
    told = [
        key
        for key in different
        if all(key in column for column in cells) or not key.startswith(tuple(other))
    ]
    return [[f"{key}={_value(column[key])}" for key in told if key in column] for column in columns]


def _value(value: Any) -> str:
    letters = "null" if value is None else text(value)
    return letters if letters.isprintable() else json.dumps(value)
