"""What a run keeps of its way besides the metrics of epochs: its weights, and some of its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


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
