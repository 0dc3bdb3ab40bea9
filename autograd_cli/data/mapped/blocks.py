"""The rows of a table in blocks that are read whole, wherever in the file they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from autograd_cli.data.part import Array

_BYTES = 1 << 16  # of a block: so much costs a disk little more time than a byte
_MOST = 1 << 20  # blocks, so that their order fits into 4 MiB


@dataclass(frozen=True)
class Blocks:
    """Rows 0 to `rows` - 1 in blocks of `size`, the last perhaps with fewer."""

    rows: int
    size: int

    @classmethod
    def of(cls, rows: int, row_bytes: int) -> "Blocks":
        """Blocks of about 64 KiB; larger ones where there would be more than a million."""
        return cls(rows, max(1, _BYTES // row_bytes, -(-rows // _MOST)))

    def __len__(self) -> int:
        return -(-self.rows // self.size)

    def span(self, block: int) -> tuple[int, int]:
        """The first row of a block, and that after its last."""
        return block * self.size, min((block + 1) * self.size, self.rows)

    def within(self, room: int, row_bytes: int) -> int:
        """How many blocks fit into `room` bytes, at least one."""
        return max(1, room // (self.size * row_bytes))

    def groups(self, blocks: int, rng: np.random.Generator | None = None) -> Iterator[Array]:
        """All blocks in groups of `blocks`, each ascending; the groups in the order `rng` draws."""
        order = np.arange(len(self), dtype=np.uint32)
        if rng is not None:
            rng.shuffle(order)
        for start in range(0, len(self), blocks):
            yield np.sort(order[start : start + blocks])

    def row_numbers(self, blocks: Array) -> Array:
        """Of all rows of some blocks, which ascend."""
        starts = blocks.astype(np.int64) * self.size
        numbers = (starts[:, None] + np.arange(self.size)).ravel()
        missing = starts[-1] + self.size - self.rows  # of the last block
        return numbers[:-missing] if missing > 0 else numbers
