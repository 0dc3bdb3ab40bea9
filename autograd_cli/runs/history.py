"""What a run keeps of its way besides the metrics of epochs: its weights, and some of its steps."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from autograd_cli.runs import json_lines
from autograd_cli.runs.layout import RunFolder


@dataclass(frozen=True)
class Snapshot:
    """One parameter at the end of an epoch: all its numbers if they are few, else a histogram.

    `counts` are those of equal bins from `low` to `high`, its least and largest number. `values`,
    in the parameter's order, are empty where there are counts, and `counts` where there are values.
    """

    epoch: int
    low: float
    high: float
    counts: tuple[int, ...] = ()
    values: tuple[float, ...] = ()


# By the parameter's name, in the model's order; the epochs are the same for all, 0 among them.
WeightHistory: TypeAlias = dict[str, list[Snapshot]]


@dataclass(frozen=True)
class Steps:
    """Columns of the steps that `train.log_every` asked for; all of one length.

    `step` counts from 1 over the whole training, `batch` in its epoch; `loss` is that of the batch
    before the step, `grad_norm` the length of all gradients together, before any clipping.
    """

    epoch: Sequence[int]
    batch: Sequence[int]
    step: Sequence[int]
    lr: Sequence[float]
    loss: Sequence[float]
    grad_norm: Sequence[float]


def weight_history(run: RunFolder) -> WeightHistory:
    """Of all epochs that were kept; empty if none was, as by earlier versions.

    NaN is what was no number; there it tells nothing of low and high. Raises RunError if it cannot
    be read.
    """
    found: WeightHistory = {}
    path = run.weights
    values = json_lines.values(path, optional=True)
    try:
        for value in values:
            for name, told in value["weights"].items():
                found.setdefault(name, []).append(_snapshot(int(value["epoch"]), told))
        if any(len(snapshots) != len(values) for snapshots in found.values()):
            raise ValueError("not all epochs have the same parameters")
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise json_lines.unreadable(path, error) from error
    return found


def steps(run: RunFolder) -> Steps:
    """Those that were logged; empty columns if none was. Raises RunError if they cannot be read."""
    path = run.steps
    rows = json_lines.values(path, optional=True)
    try:
        places = ([int(row[name]) for row in rows] for name in ("epoch", "batch", "step"))
        numbers = ([_number(row[name]) for row in rows] for name in ("lr", "loss", "grad_norm"))
        return Steps(*places, *numbers)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise json_lines.unreadable(path, error) from error


def _snapshot(epoch: int, told: Mapping[str, Any]) -> Snapshot:
    if "counts" in told:
        counts = tuple(map(int, told["counts"]))
        return Snapshot(epoch, _number(told["low"]), _number(told["high"]), counts)
    values = tuple(map(_number, told["values"]))
    numbers = [value for value in values if math.isfinite(value)] or [math.nan]
    return Snapshot(epoch, min(numbers), max(numbers), values=values)


def _number(value: Any) -> float:
    """NaN where there is none."""
    return math.nan if value is None else float(value)
