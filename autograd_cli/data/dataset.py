"""What a dataset is once it has been read, and once it has been split."""

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograd_cli.config.schema import Task

Array = NDArray[Any]


@dataclass(frozen=True)
class Dataset:
    """Examples with their targets.

    Shapes    x (N, D) float64; y (N,) float64 in {0, 1} for two classes, int64 in 0..K-1 for more,
              float64 for regression
    """

    task: Task
    x: Array
    y: Array
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...] = ()

    def fingerprint(self) -> str:
        """SHA-256 over the numbers: two runs with the same one saw the same data."""
        digest = hashlib.sha256()
        for array in (self.x, self.y):
            digest.update(str((array.dtype.str, array.shape)).encode())
            digest.update(np.ascontiguousarray(array).data)
        return digest.hexdigest()


@dataclass(frozen=True)
class Part:
    """The examples x (N, D) and targets y (N,) of one part of a split."""

    x: Array
    y: Array

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True)
class Scaler:
    """Standardisation: z = (x - mean) / scale, with mean and scale (D,) of the training part."""

    mean: Array
    scale: Array

    @classmethod
    def fit(cls, x: Array) -> "Scaler":
        """A feature that never varies keeps scale 1, and so becomes 0."""
        # Not where the deviation is 0: rounding makes that of equal numbers 1e-17 or so.
        varies = x.max(axis=0) > x.min(axis=0)
        return cls(x.mean(axis=0), np.where(varies, x.std(axis=0), 1.0))

    def apply(self, x: Array) -> Array:
        scaled: Array = (x - self.mean) / self.scale
        return scaled


@dataclass(frozen=True)
class Splits:
    """A dataset cut into a training and, if any, a validation part, both ready for the model."""

    dataset: Dataset
    train: Part
    validation: Part | None
    scaler: Scaler | None

    @property
    def features(self) -> int:
        return int(self.dataset.x.shape[1])

    @property
    def outputs(self) -> int:
        """What a model of this data has to give for each example: a logit per class, or one number.

        For two classes one logit is enough.
        """
        return len(self.dataset.class_names) if self.dataset.task == "multiclass" else 1

    def preprocessing(self) -> dict[str, Any]:
        """What must be done to new examples before the model sees them, as plain values."""
        scaler = self.scaler
        return {
            "task": self.dataset.task,
            "feature_names": list(self.dataset.feature_names),
            "class_names": list(self.dataset.class_names),
            "scaler": scaler and {"mean": scaler.mean.tolist(), "scale": scaler.scale.tolist()},
            "train_examples": len(self.train),
            "validation_examples": len(self.validation) if self.validation else 0,
            "dataset_sha256": self.dataset.fingerprint(),
        }
