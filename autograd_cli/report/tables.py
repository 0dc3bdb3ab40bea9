"""Columns of numbers over a training: of its epochs, and of steps inside of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from autograd_cli.runs import RunError
from autograd_cli.runs.history import Steps

# By name the values, all of one length; None where there is none. `epoch`, `step` and `seconds`
# tell where in the training they are.
Table = dict[str, list[float | None]]
PLACES = ("epoch", "step", "seconds")


def of_epochs(initial: Mapping[str, Any] | None, rows: Sequence[Mapping[str, Any]]) -> Table:
    """The rows of a run's metrics, after those of the untrained model, if it tells them.

    Raises RunError if there is something else than numbers in them.
    """
    beginning = {"epoch": 0, "step": 0, "seconds": 0.0, **initial} if initial else {}
    found = [beginning, *rows] if beginning else [*rows]
    names = dict.fromkeys([*PLACES, *(name for row in rows for name in row), *beginning])
    return {name: [_number(name, row.get(name)) for row in found] for name in names}


def of_steps(steps: Steps, epochs: Table) -> Table:
    """The steps at their places in the training; the seconds are those between two epochs."""
    if not len(steps.step):
        return {}
    ends_at, seconds_at = _known(epochs["step"], epochs["seconds"])
    ends = [(e, s) for e, s in zip(epochs["epoch"], epochs["step"], strict=True) if e and s]
    in_epoch = ends[0][1] / ends[0][0] if ends else max(steps.batch)
    places = [e - 1 + b / in_epoch for e, b in zip(steps.epoch, steps.batch, strict=True)]
    seconds: list[float] = (
        np.interp(steps.step, ends_at, seconds_at, right=np.nan).tolist()
        if ends_at
        else [np.nan] * len(places)
    )
    return {
        "epoch": [*places],
        "step": [*steps.step],
        "seconds": [*seconds],
        "loss": [*steps.loss],
        "grad_norm": [*steps.grad_norm],
    }


def thinned(table: Table, most: int, keep: Iterable[float]) -> Table:
    """At most about so many rows, at even distances: the last, and those of the epochs to keep."""
    count = len(table["epoch"])
    if count <= most:
        return table
    kept = {*range(0, count, -(-count // most)), count - 1}
    wanted = {*keep}
    kept |= {i for i, epoch in enumerate(table["epoch"]) if epoch in wanted}
    return {name: [values[i] for i in sorted(kept)] for name, values in table.items()}


def _known(
    xs: Sequence[float | None], ys: Sequence[float | None]
) -> tuple[list[float], list[float]]:
    """The pairs that have both."""
    pairs = [(x, y) for x, y in zip(xs, ys, strict=True) if x is not None and y is not None]
    return [x for x, _ in pairs], [y for _, y in pairs]


def _number(name: str, value: Any) -> float | None:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise RunError(f"the metrics have {value!r} for {name}, which is no number")
