"""Columns that grow by cells of text, a chunk of rows at a time."""

from collections.abc import Collection, Sequence

import numpy as np

from autograd_cli.data.part import Array
from autograd_cli.data.tables.table import Numbers, Words, as_number


class Growing:
    """An array that is appended to; it stands in memory once."""

    def __init__(self, dtype: type) -> None:
        self._array: Array = np.empty(1 << 10, dtype)
        self._length = 0

    def append(self, values: Array) -> None:
        end = self._length + len(values)
        if end > len(self._array):
            self._array.resize(max(end, 2 * len(self._array)), refcheck=False)
        self._array[self._length : end] = values
        self._length = end

    def finished(self) -> Array:
        """The array, which cannot be appended to any more."""
        self._array.resize(self._length, refcheck=False)
        return self._array


class NumberCells:
    """A column of numbers, as long as all its cells are some or hold no value.

    What holds no value here is added to `gaps`.
    """

    def __init__(self, missing: frozenset[str], gaps: set[str]) -> None:
        self._values = Growing(np.float64)
        self._missing = missing
        self._gaps = gaps
        self._as_nan = dict.fromkeys(missing, "nan").get

    def extend(self, cells: Sequence[str]) -> bool:
        """Append these cells, or nothing if one is not a number: then False."""
        values = self._converted(cells)
        if values is not None:
            self._values.append(values)
        return values is not None

    def append(self, values: Array) -> None:
        """Append numbers, NaN where there is none."""
        self._values.append(values)

    def finished(self) -> Numbers:
        return Numbers(self._values.finished())

    def _converted(self, cells: Sequence[str]) -> Array | None:
        text = "".join(cells)
        if text.isascii() and "_" not in text:  # else float() takes what is no number here
            try:
                numbers = map(float, map(self._as_nan, cells, cells))
                values = np.fromiter(numbers, np.float64, len(cells))
            except ValueError:
                pass
            else:
                found = {cells[i] for i in np.flatnonzero(np.isnan(values)).tolist()}
                if found <= self._missing:
                    self._gaps |= found
                    return values
        values = np.empty(len(cells))
        for i, cell in enumerate(cells):
            number = np.nan if is_missing(cell, self._missing) else as_number(cell)
            if number is None:
                return None
            values[i] = number
        return values


class WordCells:
    """A column of text."""

    def __init__(self, missing: Collection[str]) -> None:
        self._codes = Growing(np.int32)
        self._vocabulary = _Vocabulary(missing)

    def extend(self, cells: Sequence[str]) -> bool:
        """Append these cells: True, for any can be."""
        codes = map(self._vocabulary.__getitem__, cells)
        self._codes.append(np.fromiter(codes, np.int32, len(cells)))
        return True

    def finished(self) -> Words:
        return Words.of(self._codes.finished(), self._vocabulary.names)


class _Vocabulary(dict[str, int]):
    """The code of each word, given when it is first asked for; -1 for what holds no value."""

    def __init__(self, missing: Collection[str]) -> None:
        super().__init__()
        self.names: list[str] = []
        self._missing = missing

    def __missing__(self, word: str) -> int:
        code = -1 if is_missing(word, self._missing) else len(self.names)
        if code >= 0:
            self.names.append(word)
        self[word] = code
        return code


def is_missing(cell: str, missing: Collection[str]) -> bool:
    """Whether a cell holds no value: spaces around it do not matter."""
    return cell in missing or cell.strip() in missing
