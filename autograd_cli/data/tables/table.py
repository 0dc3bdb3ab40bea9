"""A table in memory: named columns of numbers or of words, whose cells can be named."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from autograd_cli.data.part import Array


@dataclass(frozen=True)
class Numbers:
    """A column of numbers (N,) float64; NaN where a cell holds no value."""

    values: Array

    def __len__(self) -> int:
        return len(self.values)

    def missing(self) -> Array:
        """Whether each cell holds no value, (N,)."""
        return np.isnan(self.values)


@dataclass(frozen=True)
class Words:
    """A column of text: cell i is names[codes[i]], or holds no value where the code is -1.

    The names are sorted and all occur. `codes` is (N,) int32.
    """

    codes: Array
    names: tuple[str, ...]

    @classmethod
    def of(cls, codes: Array, names: Iterable[str]) -> "Words":
        """From codes of names in any order, of which some may not occur."""
        names = list(names)
        seen = np.bincount(codes + 1, minlength=len(names) + 1)[1:].astype(bool)
        order = sorted((i for i in range(len(names)) if seen[i]), key=names.__getitem__)
        rank = np.full(len(names) + 1, -1, np.int32)  # the last stands for no value
        rank[order] = np.arange(len(order), dtype=np.int32)
        return cls(rank[codes], tuple(names[i] for i in order))

    def __len__(self) -> int:
        return len(self.codes)

    def missing(self) -> Array:
        """Whether each cell holds no value, (N,)."""
        return self.codes < 0


Column: TypeAlias = Numbers | Words


@dataclass(frozen=True)
class Table:
    """Columns of one length, by name; `place(row)` names a row of `source` as messages do."""

    source: str
    columns: dict[str, Column]
    place: Callable[[int], str]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def fingerprint(self) -> str:
        """SHA-256 over names and cells: the same from whatever kind of file they were read."""
        digest = hashlib.sha256()
        for name, column in self.columns.items():
            cells = column.values if isinstance(column, Numbers) else column.codes
            about = (name, cells.dtype.str, len(cells), getattr(column, "names", None))
            digest.update(repr(about).encode(errors="surrogatepass"))
            digest.update(np.ascontiguousarray(cells).data)
        return digest.hexdigest()


def number_name(number: float) -> str:
    """The shortest text for a number: 3, not 3.0."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e16 else repr(number)


def in_order(names: Iterable[str]) -> list[str]:
    """Names sorted: as numbers if all are, else as text."""
    names = sorted(names)
    numbers = {name: as_number(name) for name in names}
    if any(number is None for number in numbers.values()):
        return names
    return sorted(names, key=lambda name: numbers[name] or 0.0)


def as_number(text: str) -> float | None:
    """What a cell says as a number, or None: Python's other spellings (1_000) are no numbers."""
    if not text.isascii() or "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return None if number != number else number
