"""From the pixels of an image to the numbers that the model sees, and back."""

import math
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike

from autograd_cli.config.schema import Task
from autograd_cli.data.images.pixels import Pixels
from autograd_cli.data.part import Array

_COUNTED = 1 << 18  # pixels that are counted at a time


@dataclass(frozen=True)
class ImagePreprocessing:
    """Each channel minus its `mean`, divided by its `scale`, both (C,), in units of the pixels."""

    task: Task
    class_names: tuple[str, ...]
    shape: tuple[int, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    white: int

    @classmethod
    def of(cls, pixels: Pixels, rows: Array, *, standardize: bool) -> Self:
        """For images of which `rows` (n,) are the training part.

        To [-1, 1], or to mean 0 and deviation 1 of each channel of the training part. There a
        channel that is the same everywhere becomes 0.
        """
        shape = pixels.x.shape[1:]
        mean = scale = (pixels.white / 2,) * shape[0]
        if standardize:
            mean, scale = _moments(pixels.x, rows)
        return cls(pixels.task, pixels.class_names, shape, mean, scale, pixels.white)

    def apply(self, pixels: Array, dtype: DTypeLike = np.float64) -> Array:
        """Pixels (N, C, H, W) as the model sees them."""
        mean, scale = (
            np.array(values, dtype).reshape(-1, 1, 1) for values in (self.mean, self.scale)
        )
        x: Array = pixels.astype(dtype)  # at once: twice as fast as a subtraction that converts
        x -= mean
        x /= scale
        return x

    def undo(self, x: Array) -> Array:
        """The pixels uint8, from 0 to 255, of what the model saw."""
        mean, scale = (np.array(values).reshape(-1, 1, 1) for values in (self.mean, self.scale))
        grey: Array = np.rint((x * scale + mean) * (255 / self.white)).clip(0, 255)
        return grey.astype(np.uint8)

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": "images",
            "task": self.task,
            "class_names": list(self.class_names),
            "shape": list(self.shape),
            "mean": list(self.mean),
            "scale": list(self.scale),
            "white": self.white,
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """What `as_dict` gave.

        Raises KeyError, TypeError or ValueError if it gave no such values.
        """
        channels, height, width = map(int, values["shape"])
        mean, scale = (tuple(map(float, values[key])) for key in ("mean", "scale"))
        if not channels == len(mean) == len(scale) or 0 in scale:
            raise ValueError(f"mean {mean} and scale {scale} are not for {channels} channels")
        return cls(
            values["task"],
            tuple(values["class_names"]),
            (channels, height, width),
            mean,
            scale,
            int(values["white"]),
        )


def _moments(x: Array, rows: Array) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and standard deviation of each channel of some images, from exact counts."""
    channels = x.shape[1]
    together = max(1, _COUNTED // math.prod(x.shape[1:]))
    counts = np.zeros((channels, 256), np.int64)
    for first in range(0, len(rows), together):
        some = x.take(rows[first : first + together], axis=0)
        for channel in range(channels):
            counts[channel] += np.bincount(some[:, channel].reshape(-1), minlength=256)
    moments = [_moments_of_counts(count) for count in counts]
    return tuple(mean for mean, _ in moments), tuple(scale or 1.0 for _, scale in moments)


def _moments_of_counts(counts: Array) -> tuple[float, float]:
    """Of the numbers 0 to 255 that occur so often; whole numbers until the last steps."""
    values = np.arange(256)
    n, total, squares = (int(counts @ values**power) for power in (0, 1, 2))
    return total / n, math.sqrt(n * squares - total**2) / n
