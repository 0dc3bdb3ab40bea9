"""What a trainer reports: at the end of an epoch, and where it is asked to inside of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A metric that is not defined, as an area under a curve without a second class, is None.
MetricValues: TypeAlias = Mapping[str, float | None]

COLUMNS = ("epoch", "step", "seconds", "lr", "grad_norm")  # of a row, before the metrics


@dataclass(frozen=True)
class Record:
    """The state of a training after `epoch` whole epochs and `batch` batches of the next.

    `metrics` belong to exactly these weights; they are empty in the middle of an epoch. Epoch 0 is
    the model before training. The arrays are the trainer's own and change when it goes on.
    `grad_norm` is the mean length of the epoch's gradients, None where it is not known.

    `trainer` is what else it needs to go on, as plain values. `best`: no epoch before was better.
    `save`: write it down now. `stopped_early`: it is the last, before the epochs are over.
    """

    epoch: int
    batch: int
    step: int
    seconds: float
    lr: float
    metrics: MetricValues
    weights: "Mapping[str, NDArray[Any]]"
    optimizer: "Mapping[str, NDArray[Any]]"
    grad_norm: float | None = None
    trainer: Mapping[str, Any] = field(default_factory=dict)
    best: bool = False
    save: bool = False
    stopped_early: bool = False

    def row(self) -> dict[str, float | None]:
        """The line of this record in a table of metrics."""
        return {
            "epoch": self.epoch,
            "step": self.step,
            "seconds": round(self.seconds, 6),
            "lr": self.lr,
            "grad_norm": self.grad_norm,
            **self.metrics,
        }


@dataclass(frozen=True)
class LoggedStep:
    """A step that `train.log_every` asks for: number `step` of all, that of `batch` in `epoch`.

    All three count from 1. `loss` is that of the batch before the step, `grad_norm` the length of
    all gradients together before any clipping, None if it is not finite.
    """

    epoch: int
    batch: int
    step: int
    lr: float
    loss: float
    grad_norm: float | None

    def row(self) -> dict[str, float | None]:
        """The line of this step."""
        return dict(vars(self))


def completed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of metrics with all columns of today: None in those that an earlier version had not."""
    return {**dict.fromkeys(COLUMNS), **row}
