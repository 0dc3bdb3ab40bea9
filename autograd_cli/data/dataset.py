"""What a dataset is once it has been read, and once it has been split."""

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd_cli.config.schema import Task
from autograd_cli.data.part import Array, Part
from autograd_cli.data.preprocessing import Preprocessing

_CHUNK = 65_536  # examples at a time, where a part is passed over


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
class Splits:
    """A dataset cut into a training and, if any, a validation part, both ready for the model."""

    train: Part
    validation: Part | None
    preprocessing: Preprocessing
    fingerprint: str

    @property
    def task(self) -> Task:
        return self.preprocessing.task

    @property
    def features(self) -> int:
        return self.preprocessing.width

    @property
    def outputs(self) -> int:
        return self.preprocessing.outputs

    def class_counts(self) -> Array:
        """The examples (K,) of each class in the training part; none for regression."""
        counts = np.zeros(len(self.preprocessing.class_names), dtype=np.int64)
        if len(counts):
            for _, y in self.train.batches(_CHUNK):
                counts += np.bincount(y.astype(np.int64), minlength=len(counts))
        return counts

    def about(self) -> dict[str, Any]:
        """What must be done to new examples, and what the parts are, as plain values."""
        return {
            **self.preprocessing.as_dict(),
            "train_examples": len(self.train),
            "validation_examples": len(self.validation) if self.validation else 0,
            "train_class_counts": self.class_counts().tolist(),
            "dataset_sha256": self.fingerprint,
        }


@dataclass(frozen=True)
class Examples:
    """New examples, ready for the model, and the columns of their file that were not used.

    If their targets were not asked for, these are NaN.
    """

    part: Part
    unused: tuple[str, ...]
