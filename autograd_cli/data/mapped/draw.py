"""Which rows of a table are held out for validation: those with the smallest hashes.

A row's hash depends on its number and a key alone, so whether it is held out can be told without a
list of rows, and every set of round(fraction N) rows is as likely as any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from autograd_cli.data.part import Array

_PIECE = 1 << 16  # rows at a time
_TOP = 16  # bits of a hash by which rows are counted first


@dataclass(frozen=True)
class Draw:
    """`count` of `rows` rows: those whose hash by `key` is at most `limit`."""

    rows: int
    count: int
    key: int
    limit: int

    @classmethod
    def of(cls, rows: int, count: int, key: int) -> "Draw":
        """Finds the limit, in two passes over the hashes."""
        if count == 0:
            return cls(rows, 0, key, 0)
        tops = np.zeros(1 << _TOP, np.int64)
        for hashes in _all_hashes(rows, key):
            tops += np.bincount(
                (hashes >> np.uint64(64 - _TOP)).astype(np.intp), minlength=1 << _TOP
            )
        until = np.cumsum(tops)
        top = int(np.searchsorted(until, count))  # of the hash that is the limit
        near = [h[h >> np.uint64(64 - _TOP) == top] for h in _all_hashes(rows, key)]
        rank = count - int(until[top] - tops[top]) - 1
        return cls(rows, count, key, int(np.sort(np.concatenate(near))[rank]))

    def held_out(self, numbers: Array) -> Array:
        """Whether each of these rows is held out."""
        if self.count == 0:
            return np.zeros(len(numbers), dtype=bool)
        held_out: Array = hashes(numbers, self.key) <= np.uint64(self.limit)
        return held_out


def hashes(numbers: Array, key: int) -> Array:
    """A 64-bit number for each row, no two alike: SplitMix64 (Steele, Lea and Flood, 2014)."""
    z = numbers.astype(np.uint64)
    z *= np.uint64(0x9E3779B97F4A7C15)  # wraps around, as all that follows
    z += np.uint64(key)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        z ^= z >> np.uint64(shift)
        z *= np.uint64(factor)
    z ^= z >> np.uint64(31)
    return z


def _all_hashes(rows: int, key: int) -> Iterator[Array]:
    for start in range(0, rows, _PIECE):
        yield hashes(np.arange(start, min(start + _PIECE, rows)), key)
