"""One part of a table that stays on the disk, a batch at a time.

An epoch draws an order of the table's blocks, reads so many of them as fit into a buffer, and mixes
their rows; then the next. So a table that fits into the buffer is shuffled row by row; of a larger
one, rows that stand in one block come in the same stretch of an epoch, each time between others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import DTypeLike

from autograd_cli.data.mapped.blocks import Blocks
from autograd_cli.data.mapped.columns import Buffer, Columns
from autograd_cli.data.mapped.draw import Draw
from autograd_cli.data.mapped.target import Target
from autograd_cli.data.part import Array, targets_as
from autograd_cli.data.scaler import Scaler
from autograd_cli.seeds import Seeds

_BUFFER = 1 << 23  # bytes of examples that are mixed with each other
_GATHERED = 4096  # examples that are made ready at a time


@dataclass(frozen=True)
class MappedPart:
    """The rows of a table that are held out by a draw, or those that are not.

    If they are not `known` to be finite and of the classes learned, reading them finds out, and
    raises DataError.
    """

    columns: Columns
    blocks: Blocks
    draw: Draw
    held_out: bool
    target: Target
    scaler: Scaler | None
    known: bool = True
    dtype: DTypeLike = np.float64

    @property
    def shape(self) -> tuple[int, ...]:
        return (len(self.columns.features),)

    def __len__(self) -> int:
        return self.draw.count if self.held_out else self.draw.rows - self.draw.count

    def batches(
        self, size: int, rng: np.random.Generator | None = None, *, first: int = 0
    ) -> Iterator[tuple[Array, Array]]:
        """As `Part.batches` says, in an order of blocks. What is skipped is not read."""
        together = size * max(1, _GATHERED // size)
        for x, y in self._gathered(together, rng, first * size):
            targets = targets_as(self.target.encode(y), self.dtype)
            x = x.astype(self.dtype, copy=False)
            for begin in range(0, len(x), size):
                yield x[begin : begin + size], targets[begin : begin + size]

    def targets(self) -> Iterator[Array]:
        for _, y in self.batches(_GATHERED):
            yield y

    def at(self, rows: Array) -> tuple[Array, Array]:
        """As `Part.at` says, in one pass over the table up to the last of them."""
        last = rows.max(initial=-1)
        first = 0
        found = []
        for x, y in self.batches(_GATHERED):
            here = rows[(rows >= first) & (rows < first + len(y))] - first
            found.append((x[here], y[here]))
            first += len(y)
            if first > last:
                break
        x, y = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
        return x, y

    def astype(self, dtype: DTypeLike) -> "MappedPart":
        return replace(self, dtype=dtype)

    def _gathered(
        self, together: int, rng: np.random.Generator | None, skipped: int
    ) -> Iterator[tuple[Array, Array]]:
        """The examples of the part, `together` at a time, the last time perhaps fewer."""
        left = len(self) - skipped
        room = np.empty((_GATHERED, self.columns.table.columns))
        x, y = self.columns.empty(min(together, left) if left > 0 else 0)
        filled = 0
        for group, chosen in self._groups(rng, skipped):
            while len(chosen):
                until = min(filled + _GATHERED, len(x))
                taken, chosen = chosen[: until - filled], chosen[until - filled :]
                # `clip`, which changes no number here, spares a copy.
                rows = group.take(taken, axis=0, out=room[: len(taken)], mode="clip")
                into = slice(filled, filled + len(taken))
                self.columns.split(rows, self.scaler, x[into], y[into])
                filled += len(taken)
                if filled == len(x):
                    yield x, y
                    left, filled = left - filled, 0
                    x, y = self.columns.empty(min(together, left))

    def _groups(
        self, rng: np.random.Generator | None, skipped: int
    ) -> Iterator[tuple[Array, Array]]:
        """The rows (n, columns) of groups of blocks, and which of them are to be used, in order."""
        key = None if rng is None else int(rng.integers(1 << 63))
        blocks, table = self.blocks, self.columns.table
        together = blocks.within(_BUFFER, 8 * table.columns)
        buffer = Buffer(min(together * blocks.size, blocks.rows), table.columns)
        with table.open() as file:
            for number, group in enumerate(blocks.groups(together, rng)):
                held_out = self.draw.held_out(blocks.row_numbers(group))
                chosen = np.flatnonzero(held_out == self.held_out)
                if skipped >= len(chosen):
                    skipped -= len(chosen)
                    continue
                rows = buffer.fill(table.windows(file, map(blocks.span, group.tolist())))
                if not self.known:
                    self._check(rows, blocks.span(int(group[0]))[0])
                if key is not None:
                    chosen = Seeds(key).stream("group", number).permutation(chosen)
                yield rows, chosen[skipped:]
                skipped = 0

    def _check(self, rows: Array, first: int) -> None:
        columns = self.columns
        columns.check(rows, first)
        if columns.wanted and columns.target is not None:
            self.target.check(rows[:, columns.target], columns.table, first)
