"""The examples of one part of a split, a batch at a time."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array: TypeAlias = NDArray[Any]

_GATHERED = 4096  # examples brought into an epoch's order at a time, if they are small
_NUMBERS = 1 << 20  # that these have at most


class Part(Protocol):
    """Examples, ready for the model, and their targets.

    Shapes    x (N, *shape): shape is (D,), or (C, H, W) for images; y (N,)
    """

    @property
    def shape(self) -> tuple[int, ...]: ...

    def __len__(self) -> int: ...

    def batches(
        self, size: int, rng: np.random.Generator | None = None, *, first: int = 0
    ) -> Iterator[tuple[Array, Array]]:
        """All examples in batches x (size, *shape), y (size,), the last one perhaps smaller.

        In the order that `rng` draws, or in the part's own if it is None. It begins with batch
        number `first` of those: what comes before is not computed.
        """
        ...

    def targets(self) -> Iterator[Array]:
        """All targets in the part's own order, some at a time."""
        ...

    def at(self, rows: Array) -> tuple[Array, Array]:
        """The examples x (n, *shape), y (n,) with these numbers (n,) of that order, ascending."""
        ...

    def astype(self, dtype: DTypeLike) -> Self:
        """The same examples as numbers of `dtype`; of the targets only those that are no int."""
        ...


@dataclass(frozen=True)
class ArrayPart:
    """A part that is held in memory."""

    x: Array
    y: Array

    @property
    def shape(self) -> tuple[int, ...]:
        return self.x.shape[1:]

    def __len__(self) -> int:
        return len(self.x)

    def batches(
        self, size: int, rng: np.random.Generator | None = None, *, first: int = 0
    ) -> Iterator[tuple[Array, Array]]:
        """As `Part.batches` says."""
        order = None if rng is None else rng.permutation(len(self))
        # Rows are gathered for many small batches at once: a slice costs less than a selection.
        most = min(_GATHERED, _NUMBERS // max(1, math.prod(self.shape)))
        gathered = size * max(1, most // size)
        for start in range(first * size, len(self), gathered):
            x, y = self._between(start, start + gathered, order)
            x = self._ready(x)
            for begin in range(0, len(x), size):
                yield x[begin : begin + size], y[begin : begin + size]

    def targets(self) -> Iterator[Array]:
        yield self.y

    def at(self, rows: Array) -> tuple[Array, Array]:
        x, y = self._between(0, len(rows), rows)
        return self._ready(x), y

    def astype(self, dtype: DTypeLike) -> "ArrayPart":
        return ArrayPart(self.x.astype(dtype, copy=False), targets_as(self.y, dtype))

    def _between(self, start: int, stop: int, order: Array | None) -> tuple[Array, Array]:
        if order is None:
            return self.x[start:stop], self.y[start:stop]
        rows = order[start:stop]
        return self.x.take(rows, axis=0), self.y.take(rows)  # twice as fast as self.x[rows]

    def _ready(self, x: Array) -> Array:
        """What the model sees of some of the rows of `x`."""
        return x


def targets_as(y: Array, dtype: DTypeLike) -> Array:
    """Targets that are numbers as `dtype`; positions of classes stay integers."""
    return y.astype(dtype, copy=False) if y.dtype.kind == "f" else y
