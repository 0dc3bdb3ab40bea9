"""The examples of one part of a split, a batch at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]

_GATHERED = 4096  # examples brought into an epoch's order at a time


class Part(Protocol):
    """Examples x (N, D), ready for the model, and their targets y (N,)."""

    def __len__(self) -> int: ...

    def batches(
        self, size: int, rng: np.random.Generator | None = None, *, first: int = 0
    ) -> Iterator[tuple[Array, Array]]:
        """All examples in batches x (size, D), y (size,), the last one perhaps smaller.

        In the order that `rng` draws, or in the part's own if it is None. It begins with batch
        number `first` of those: what comes before is not computed.
        """
        ...


@dataclass(frozen=True)
class ArrayPart:
    """A part that is held in memory."""

    x: Array
    y: Array

    def __len__(self) -> int:
        return len(self.x)

    def batches(
        self, size: int, rng: np.random.Generator | None = None, *, first: int = 0
    ) -> Iterator[tuple[Array, Array]]:
        """As `Part.batches` says."""
        order = None if rng is None else rng.permutation(len(self))
        # Rows are gathered for many small batches at once: a slice costs less than a selection.
        gathered = size * max(1, _GATHERED // size)
        for start in range(first * size, len(self), gathered):
            x, y = self._between(start, start + gathered, order)
            for begin in range(0, len(x), size):
                yield x[begin : begin + size], y[begin : begin + size]

    def _between(self, start: int, stop: int, order: Array | None) -> tuple[Array, Array]:
        if order is None:
            return self.x[start:stop], self.y[start:stop]
        rows = order[start:stop]
        return self.x.take(rows, axis=0), self.y.take(rows)  # twice as fast as self.x[rows]
