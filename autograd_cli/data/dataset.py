"""What a dataset is once it has been read, and once it has been split."""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike

from autograd_cli.config.schema import Task
from autograd_cli.data.part import Array, Part
from autograd_cli.data.preprocessing import Preprocessing, outputs


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
    """A dataset cut into a training and, if any, a validation part, both ready for the model.

    `note` is what a person should know of where it is from, or empty.
    """

    train: Part
    validation: Part | None
    preprocessing: Preprocessing
    fingerprint: str
    note: str = field(default="", kw_only=True)

    @property
    def task(self) -> Task:
        return self.preprocessing.task

    @property
    def shape(self) -> tuple[int, ...]:
        return self.preprocessing.shape

    @property
    def outputs(self) -> int:
        return outputs(self.preprocessing)

    def astype(self, dtype: DTypeLike) -> Self:
        """With the examples of both parts as numbers of `dtype`."""
        validation = self.validation and self.validation.astype(dtype)
        return replace(self, train=self.train.astype(dtype), validation=validation)

    def class_counts(self) -> Array:
        """The examples (K,) of each class in the training part; none for regression."""
        counts = np.zeros(len(self.preprocessing.class_names), dtype=np.int64)
        if len(counts):
            for y in self.train.targets():
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
            **({"note": self.note} if self.note else {}),
        }


@dataclass(frozen=True)
class Examples:
    """New examples, ready for the model, and the columns of their file that were not used.

    If their targets were not asked for, these are NaN. Images have names, those of their files.
    """

    part: Part
    unused: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
