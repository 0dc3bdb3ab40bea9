"""One part of a split of images: kept as pixels, made into numbers a few batches at a time."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import DTypeLike

from autograd_cli.data.images.pixels import Pixels
from autograd_cli.data.images.preprocessing import ImagePreprocessing
from autograd_cli.data.part import Array, ArrayPart, targets_as


@dataclass(frozen=True)
class ImagePart(ArrayPart):
    """Some of the images x (N, C, H, W) uint8 in memory, an eighth of what they are as float64.

    Those with the numbers `rows` (n,), whose targets are y (n,): the parts of a split share x.
    """

    rows: Array
    preprocessing: ImagePreprocessing
    dtype: DTypeLike = np.float64

    @classmethod
    def of(cls, pixels: Pixels, rows: Array, preprocessing: ImagePreprocessing) -> "ImagePart":
        """The images of some rows, their classes as a loss takes them: float of two, else int."""
        y = pixels.y[rows].astype(np.float64 if pixels.task == "binary" else np.int64)
        return cls(pixels.x, y, rows, preprocessing)

    def __len__(self) -> int:
        return len(self.rows)

    def astype(self, dtype: DTypeLike) -> "ImagePart":
        return replace(self, y=targets_as(self.y, dtype), dtype=dtype)

    def _between(self, start: int, stop: int, order: Array | None) -> tuple[Array, Array]:
        chosen = slice(start, stop) if order is None else order[start:stop]
        return self.x.take(self.rows[chosen], axis=0), self.y[chosen]

    def _ready(self, x: Array) -> Array:
        return self.preprocessing.apply(x, self.dtype)
