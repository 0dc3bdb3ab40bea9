"""What the step benchmarks train: arrays drawn from a seed, starting weights and rates."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True)
class Logistic:
    """Logistic regression on examples x (100, 4), y (100,) in {0, 1}; weights start at 0."""

    EXAMPLES: ClassVar[int] = 100
    FEATURES: ClassVar[int] = 4
    LR: ClassVar[float] = 0.01

    x: Array
    y: Array
    epochs: int

    @classmethod
    def draw(cls, epochs: int) -> "Logistic":
        rng = np.random.default_rng(0)
        x = rng.normal(size=(cls.EXAMPLES, cls.FEATURES))
        noise = 0.3 * rng.normal(size=cls.EXAMPLES)
        return cls(x, (x[:, 0] + noise > 0).astype(np.float64), epochs)

    @property
    def steps(self) -> int:
        return self.epochs * self.EXAMPLES


@dataclass(frozen=True)
class Network:
    """A 4-16-1 ReLU network on x (96, 4), y (96,) in {0, 1}, in 6 batches of 16.

    The weights start at w1 (4, 16) and w2 (16, 1), the biases at 0.
    """

    EXAMPLES: ClassVar[int] = 96
    BATCH: ClassVar[int] = 16
    FEATURES: ClassVar[int] = 4
    HIDDEN: ClassVar[int] = 16
    LR: ClassVar[float] = 0.05
    MOMENTUM: ClassVar[float] = 0.9

    x: Array
    y: Array
    w1: Array
    w2: Array
    epochs: int

    @classmethod
    def draw(cls, epochs: int) -> "Network":
        rng = np.random.default_rng(0)
        x = rng.normal(size=(cls.EXAMPLES, cls.FEATURES))
        y = (x[:, 0] > 0).astype(np.float64)
        w1 = 0.1 * rng.normal(size=(cls.FEATURES, cls.HIDDEN))
        w2 = 0.1 * rng.normal(size=(cls.HIDDEN, 1))
        return cls(x, y, w1, w2, epochs)

    @property
    def batches(self) -> list[slice]:
        return [slice(i, i + self.BATCH) for i in range(0, self.EXAMPLES, self.BATCH)]

    @property
    def steps(self) -> int:
        return self.epochs * len(self.batches)
