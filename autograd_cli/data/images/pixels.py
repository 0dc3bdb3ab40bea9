"""Images with their classes, as they were read."""

import hashlib
from dataclasses import dataclass

import numpy as np

from autograd_cli.config.schema import Task
from autograd_cli.data.part import Array


@dataclass(frozen=True)
class Pixels:
    """Images of one size.

    Shapes    x (N, C, H, W) uint8 from 0, black, to `white`; y (N,) int64 in 0..K-1
    """

    x: Array
    y: Array
    class_names: tuple[str, ...]
    white: int = 255

    @property
    def task(self) -> Task:
        return "binary" if len(self.class_names) == 2 else "multiclass"

    def fingerprint(self) -> str:
        """SHA-256 over pixels, classes and their names."""
        digest = hashlib.sha256(repr((self.x.shape, self.white, self.class_names)).encode())
        for array in (self.x, self.y.astype(np.int64, copy=False)):
            digest.update(np.ascontiguousarray(array).data)
        return digest.hexdigest()
