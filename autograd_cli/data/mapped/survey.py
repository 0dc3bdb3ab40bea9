"""All that must be known of a table before it is trained on, found in one pass over it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from autograd_cli.data.mapped.blocks import Blocks
from autograd_cli.data.mapped.columns import Buffer, Columns
from autograd_cli.data.mapped.draw import Draw
from autograd_cli.data.part import Array
from autograd_cli.data.scaler import Scaler
from autograd_cli.data.tasks import MOST_CLASSES

_BUFFER = 1 << 20  # bytes of examples at a time


@dataclass(frozen=True)
class Survey:
    """What was found; `different` are the target's values, ascending, or None if too many.

    `counts` are the rows of the training part with each of these.
    """

    fingerprint: str
    different: Array | None
    counts: Array
    whole: bool
    scaler: Scaler


def survey(columns: Columns, blocks: Blocks, draw: Draw) -> Survey:
    """Look at every number. Raises DataError if one is not finite."""
    table = columns.table
    digest = hashlib.sha256(str((table.dtype.str, table.rows, table.columns)).encode())
    targets, moments = _Targets(), _Moments(table.columns)
    together = blocks.within(_BUFFER, 8 * table.columns)
    buffer = Buffer(min(together * blocks.size, table.rows), table.columns)
    with table.open() as file:
        for group in blocks.groups(together):
            windows = table.windows(file, map(blocks.span, group.tolist()))
            rows, numbers = buffer.fill(_digested(windows, digest)), blocks.row_numbers(group)
            columns.check(rows, int(numbers[0]))
            training = ~draw.held_out(numbers)
            targets.add(rows[:, columns.target], training)
            moments.add(rows[training] if draw.count else rows)
    scaler = moments.scaler(columns.features)
    return Survey(digest.hexdigest(), targets.different, targets.counts, targets.whole, scaler)


def _digested(windows: Iterable[Array], digest: "hashlib._Hash") -> Iterator[Array]:
    for rows in windows:
        digest.update(rows.data)
        yield rows


@dataclass
class _Targets:
    different: Array | None = field(default_factory=lambda: np.zeros(0))
    counts: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    whole: bool = True

    def add(self, y: Array, training: Array) -> None:
        self.whole = self.whole and bool((y == np.rint(y)).all())
        if self.different is None:
            return
        merged = np.union1d(self.different, y)
        if len(merged) > MOST_CLASSES:
            self.different, self.counts = None, np.zeros(0, np.int64)
            return
        counts = np.bincount(np.searchsorted(merged, y[training]), minlength=len(merged))
        counts[np.searchsorted(merged, self.different)] += self.counts
        self.different, self.counts = merged, counts


class _Moments:
    """Mean and variance, joined piece by piece (Chan, Golub and LeVeque, 1979)."""

    def __init__(self, columns: int) -> None:
        self._n = 0
        self._mean, self._squares = np.zeros(columns), np.zeros(columns)
        self._least, self._most = np.full(columns, np.inf), np.full(columns, -np.inf)

    def add(self, x: Array) -> None:
        if not len(x):
            return
        mean, n = x.mean(axis=0), self._n + len(x)
        gap = mean - self._mean
        self._squares += ((x - mean) ** 2).sum(axis=0) + gap**2 * (self._n * len(x) / n)
        self._mean += gap * (len(x) / n)
        self._n = n
        np.minimum(self._least, x.min(axis=0), out=self._least)
        np.maximum(self._most, x.max(axis=0), out=self._most)

    def scaler(self, columns: list[int]) -> Scaler:
        """Of some columns; one that never varies keeps scale 1, and so becomes 0."""
        varies = self._most > self._least
        mean = np.where(varies, self._mean, self._least)
        scale = np.where(varies, np.sqrt(self._squares / self._n), 1.0)
        return Scaler(mean[columns], scale[columns])
