"""What the benchmarks compute with: arrays drawn from a seed, starting weights and rates."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True)
class Pair:
    """Two vectors a, b (8,), and the cotangent g (8,) of their product."""

    a: Array
    b: Array
    g: Array

    @classmethod
    def draw(cls) -> "Pair":
        return cls(*np.random.default_rng(0).normal(size=(3, 8)))


class Chain:
    """x + c + c + ..., of vectors x (8,)."""

    LENGTH: ClassVar[int] = 8
    C: ClassVar[float] = 0.5

    @classmethod
    def link(cls, x: Any, ops: int) -> Any:
        """The end of the chain that begins with x, which may be an array of any library."""
        for _ in range(ops):
            x = x + cls.C
        return x


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
    def order(self) -> list[int]:
        """The example of every step."""
        return [*range(self.EXAMPLES)] * self.epochs


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
    def order(self) -> list[slice]:
        """The batch of every step."""
        batches = [slice(i, i + self.BATCH) for i in range(0, self.EXAMPLES, self.BATCH)]
        return batches * self.epochs

    @property
    def start(self) -> tuple[Array, Array, Array, Array]:
        """w1, b1, w2, b2 before the first step."""
        return self.w1, np.zeros(self.HIDDEN), self.w2, np.zeros(1)


@dataclass(frozen=True)
class Photos:
    """Images x (B, 3, 32, 32) of labels y (B,) in 10 classes, one batch for many steps, in float32.

    The network for them has two convolutions of 5 x 5, to 6 and to 16 channels, each with ReLU and
    max pooling of 2 x 2, then dense layers of 120 and 84 with ReLU, and of 10. `start` has its
    weights by name.
    """

    LR: ClassVar[float] = 0.01
    MOMENTUM: ClassVar[float] = 0.9
    SHAPES: ClassVar[dict[str, tuple[int, ...]]] = {
        "conv1": (6, 3, 5, 5),
        "conv2": (16, 6, 5, 5),
        "fc1": (120, 400),
        "fc2": (84, 120),
        "fc3": (10, 84),
    }

    x: Array
    y: Array
    start: dict[str, Array]
    steps: int

    @classmethod
    def draw(cls, batch: int, steps: int) -> "Photos":
        rng = np.random.default_rng(0)
        start = {}
        for name, shape in cls.SHAPES.items():
            scale = np.prod(shape[1:]) ** -0.5
            start[f"{name}.weight"] = (scale * rng.normal(size=shape)).astype(np.float32)
            start[f"{name}.bias"] = np.zeros(shape[0], np.float32)
        x = rng.normal(size=(batch, 3, 32, 32)).astype(np.float32)
        return cls(x, rng.integers(10, size=batch), start, steps)


@dataclass(frozen=True)
class Matrices:
    """Two float32 matrices a, b (N, N) whose product is the same in every order of summation.

    They hold small integers but for the first column of a, which is 1/2, and row of b, which is 1.
    So an entry of the product is exact and never 0, where derivatives of ReLU may differ.
    """

    a: Array
    b: Array

    @classmethod
    def draw(cls, size: int) -> "Matrices":
        a, b = np.random.default_rng(0).integers(-2, 3, size=(2, size, size)).astype(np.float32)
        a[:, 0], b[0] = 0.5, 1
        return cls(a, b)


@dataclass(frozen=True)
class Curvature:
    """The squared error of a 5-7-1 sigmoid network on x (16, 5), y (16,), and its parameters (50,).

    The parameters are w1 (5, 7), b1 (7,), w2 (7,) and b2 (), one after the other.
    """

    EXAMPLES: ClassVar[int] = 16
    PARAMETERS: ClassVar[int] = 50

    x: Array
    y: Array
    parameters: Array

    @classmethod
    def draw(cls) -> "Curvature":
        rng = np.random.default_rng(0)
        x, y = rng.normal(size=(cls.EXAMPLES, 5)), rng.normal(size=cls.EXAMPLES)
        return cls(x, y, 0.5 * rng.normal(size=cls.PARAMETERS))

    @staticmethod
    def unpack(p: Any) -> tuple[Any, Any, Any, Any]:
        """w1, b1, w2, b2 from the parameters, which may be those of any library."""
        return p[:35].reshape(5, 7), p[35:42], p[42:49], p[49]


class Rows:
    """A table of two classes, a row (21,) of 20 features and the class 0 or 1, in any length."""

    FEATURES: ClassVar[int] = 20
    HELD_OUT: ClassVar[float] = 0.2  # for validation
    LR: ClassVar[float] = 0.5  # of steps by the mean gradient of a batch
    _PIECE: ClassVar[int] = 100_000

    @classmethod
    def write(cls, path: Path, rows: int) -> None:
        """Write the table to a .npy file, some rows at a time."""
        shape = (rows, cls.FEATURES + 1)
        table = np.lib.format.open_memmap(path, "w+", np.dtype(np.float64), shape)
        first = 0
        for piece in cls._pieces(rows):
            table[first : first + len(piece)] = piece
            first += len(piece)

    @classmethod
    def _pieces(cls, rows: int) -> Iterator[Array]:
        rng = np.random.default_rng(0)
        beta = rng.normal(size=cls.FEATURES)
        for first in range(0, rows, cls._PIECE):
            x = rng.normal(size=(min(cls._PIECE, rows - first), cls.FEATURES))
            y = x @ beta + rng.normal(size=len(x)) > 0
            yield np.column_stack([x, y])
