"""Tables in files of text, a line for each row."""

import io
from collections.abc import Collection, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO, TypeAlias

import numpy as np

from autograd_cli.data.errors import DataError
from autograd_cli.data.tables.blocks import NAN, filled, plain, says_nan_otherwise
from autograd_cli.data.tables.cells import NumberCells, WordCells
from autograd_cli.data.tables.records import Records, opened
from autograd_cli.data.tables.table import Table
from autograd_cli.data.tables.text_format import TextFormat

_Cells: TypeAlias = NumberCells | WordCells

_BLOCK = 1 << 20  # characters read at a time, of a table with few columns
_FEW = 256


class CSV:
    """A file of text whose first line may name the columns; else they are called 0, 1, ...

    Raises DataError if it has no row.
    """

    def __init__(self, path: Path, text: TextFormat) -> None:
        self.path = path
        self.text = text
        with opened(path) as file:
            records = Records(file, path, text.delimiter)
            line, first = next(records, (0, []))
            if not first:
                raise DataError(f"{path} is empty")
            if text.header and next(records, None) is None:
                raise DataError(f"{path} has a header and no rows")
        self.names = tuple(first) if text.header else tuple(map(str, range(len(first))))
        positions: dict[str, int] = {}
        for i, name in enumerate(self.names):
            if positions.setdefault(name, i) != i:
                where = f"columns {positions[name]} and {i}, counted from 0,"
                raise DataError(f"{path}:{line}: {where} are both called {name!r}")

    def read(self, columns: Sequence[str], *, words: Collection[str] = ()) -> Table:
        """Some of the columns, as `Source.read` says."""
        every = {name: i for i, name in enumerate(self.names)}
        positions = {name: every[name] for name in columns}
        as_text = {i for name, i in positions.items() if name in words}
        found = self._pass(as_text, {*positions.values()} - as_text)
        # A column whose first rows were numbers, and then one was not, is read again as text.
        late = {*positions.values()} - found.keys()
        found |= self._pass(late, set()) if late else {}
        # One after the other, so that no two columns stand in memory twice.
        read = {name: found.pop(i).finished() for name, i in positions.items()}
        return Table(str(self.path), read, self.place)

    def place(self, row: int) -> str:
        """The file and line of a row."""
        with opened(self.path) as file:
            records = Records(file, self.path, self.text.delimiter)
            line, _ = next(islice(records, row + self.text.header, None))
        return f"{self.path}:{line}"

    def _pass(self, text: set[int], numbers: set[int]) -> dict[int, _Cells]:
        """The columns read once, without those that prove to be text after rows of numbers."""
        reading = _Pass(self, text, numbers)
        with opened(self.path) as file:
            reading.run(file)
        return reading.cells


class _Pass:
    """One reading of a file's rows into columns of cells, by position.

    NumPy splits the blocks of lines that are plain enough; the others go record by record.
    """

    def __init__(self, source: CSV, text: set[int], numbers: set[int]) -> None:
        self.cells: dict[int, _Cells] = {}
        self._source = source
        self._delimiter = source.text.delimiter
        self._missing = frozenset(source.text.missing)
        self._gaps: set[str] = set()  # what was missing among numbers
        self._begun = False
        self.cells |= {i: WordCells(self._missing) for i in text}
        self.cells |= {i: NumberCells(self._missing, self._gaps) for i in numbers}
        self._dtype = self._as_numpy_reads()

    def run(self, file: TextIO) -> None:
        head = Records(file, self._source.path, self._delimiter)
        if self._source.text.header:
            next(head)
        line = head.line
        size = max(1, _BLOCK // 16)  # the first block only has to tell which columns are text
        while block := file.read(size):
            size = _BLOCK * (1 + len(self._source.names) // _FEW)
            block += file.readline()
            last = line + _line_count(block)
            if not self._take(block):
                text = chain(io.StringIO(block, newline=""), file)
                records = Records(text, self._source.path, self._delimiter, line)
                self._take_records(records, last)
                last = records.line  # further, where the block ended between quotes
            line = last

    def _take(self, block: str) -> bool:
        """Add the rows of a block; False if they have to be looked at one by one."""
        lines = plain(block, self._delimiter)
        if lines is None:
            return False
        if not lines.strip("\n"):
            return True
        nan_is_missing = NAN in self._missing
        if nan_is_missing:
            lines = filled(lines, self._gaps, self._delimiter)
        text = io.StringIO(lines)
        try:
            rows = np.loadtxt(text, self._dtype, comments=None, delimiter=self._delimiter, ndmin=1)
        except ValueError:
            return False
        numbers = [rows[str(i)] for i, c in self.cells.items() if isinstance(c, NumberCells)]
        if not all(np.isfinite(values).all() for values in numbers):
            if any(np.isinf(values).any() for values in numbers):
                return False
            if not nan_is_missing or says_nan_otherwise(lines):
                return False
        for i, column in list(self.cells.items()):
            if isinstance(column, NumberCells):
                column.append(rows[str(i)])
            else:
                column.extend(rows[str(i)].tolist())
        self._begun = True
        return True

    def _take_records(self, records: Records, last: int) -> None:
        """Add the records that begin before the end of line `last`."""
        width = len(self._source.names)
        rows = []
        while records.line < last and (record := next(records, None)):
            line, row = record
            if len(row) != width:
                given = f"{len(row)} cell{'' if len(row) == 1 else 's'}"
                first = "header" if self._source.text.header else "first line"
                where = f"{self._source.path}:{line}"
                raise DataError(f"{where}: {given}, where the {first} has {width}")
            rows.append(row)
        if rows:
            columns = list(zip(*rows, strict=True))
            for i in list(self.cells):
                self._extend(i, columns[i])
            self._begun = True

    def _extend(self, i: int, cells: Sequence[str]) -> None:
        if self.cells[i].extend(cells):
            return
        del self.cells[i]
        if not self._begun:
            self.cells[i] = WordCells(self._missing)
            self.cells[i].extend(cells)
        self._dtype = self._as_numpy_reads()

    def _as_numpy_reads(self) -> np.dtype[Any]:
        """Numbers as such, words as strings; of the cells that are not wanted, a character."""
        kinds = {i: "f8" if isinstance(c, NumberCells) else "O" for i, c in self.cells.items()}
        return np.dtype([(str(i), kinds.get(i, "U1")) for i in range(len(self._source.names))])


def _line_count(text: str) -> int:
    ends = text.count("\n") + text.count("\r") - text.count("\r\n")
    return ends + (not text.endswith(("\n", "\r")))
