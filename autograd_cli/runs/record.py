"""What a trainer reports at the end of an epoch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray


@dataclass(frozen=True)
class Record:
    """The state of a training after `epoch` whole epochs and `batch` batches of the next.

    `metrics` belong to exactly these weights; they are empty in the middle of an epoch. Epoch 0 is
    the model before training. The arrays are the trainer's own and change when it goes on.
    """

    epoch: int
    batch: int
    step: int
    seconds: float
    lr: float
    metrics: Mapping[str, float]
    weights: Mapping[str, NDArray[Any]]
    optimizer: Mapping[str, NDArray[Any]]

    def row(self) -> dict[str, float]:
        """The line of this record in a table of metrics."""
        return {
            "epoch": self.epoch,
            "step": self.step,
            "seconds": round(self.seconds, 6),
            "lr": self.lr,
            **self.metrics,
        }
