"""A table of numbers in a .npy file, of which a few rows at a time are mapped into memory.

A window is mapped, read and let go. One map of the whole file would do, but the system may keep
much of it in this process's memory: up to 2 MiB around each row that was read. A file that has
been cut short since it was opened is an error here, and would be the end of the process there.
"""

import math
import mmap
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from autograd_cli.data.errors import DataError
from autograd_cli.data.part import Array

_WINDOW = 1 << 20  # bytes that are mapped at a time
_NUMBERS = "biuf"  # NumPy's kinds: bool, int, unsigned int, float


@dataclass(frozen=True)
class Table:
    """Rows (N, columns) of numbers, one after the other in a file."""

    path: Path
    dtype: np.dtype[Any]
    rows: int
    columns: int
    offset: int  # of the first row in the file

    @classmethod
    def read(cls, path: Path) -> "Table":
        """What a file's header says. Raises DataError if it has no rows of real numbers."""
        try:
            with path.open("rb") as file:
                shape, by_columns, dtype = _header(file)
                offset, size = file.tell(), os.fstat(file.fileno()).st_size
        except OSError as error:
            raise DataError(f"cannot read {path}: {error.strerror or error}") from error
        except ValueError as error:
            raise DataError(f"{path} is not a .npy file: {error}") from error
        if dtype.kind not in _NUMBERS:
            raise DataError(
                f"{path} holds {_kind(dtype)}; a .npy table holds bool, int or float",
                "Tables with words are read from csv, parquet or npz.",
            )
        if len(shape) != 2 or 0 in shape:
            raise DataError(f"{path} has the shape {shape}; a table is (rows, columns), none of 0")
        if by_columns:
            raise DataError(
                f"{path} is stored column by column (Fortran order): no row is in one piece",
                "Save it again: np.save(path, np.ascontiguousarray(array)).",
            )
        expected = offset + math.prod(shape) * dtype.itemsize
        if size < expected:
            raise DataError(f"{path} ends after {size:,} of {expected:,} bytes")
        return cls(path, dtype, *shape, offset)

    @property
    def row_bytes(self) -> int:
        return self.columns * self.dtype.itemsize

    def open(self) -> BinaryIO:
        """The file, for the methods below."""
        try:
            return self.path.open("rb", buffering=0)
        except OSError as error:
            raise self._unreadable(error) from error

    def windows(self, file: BinaryIO, spans: Iterable[tuple[int, int]]) -> Iterator[Array]:
        """The rows of all `spans`, mapped from the file for as long as each array lives.

        Neighbours are mapped together, up to 1 MiB: that takes half the time of 64 KiB each.
        """
        spans = list(self._joined(spans))
        for start, stop in spans:
            self._announce(file, start, stop)
        for start, stop in spans:
            yield self._window(file, start, stop)

    def _joined(self, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        most = _WINDOW // self.row_bytes
        first, last = 0, 0
        for start, stop in spans:
            if start != last or stop - first > most:
                if first < last:
                    yield first, last
                first = start
            last = stop
        yield first, last

    def _window(self, file: BinaryIO, start: int, stop: int) -> Array:
        begin, end = (self.offset + row * self.row_bytes for row in (start, stop))
        page = begin - begin % mmap.ALLOCATIONGRANULARITY
        try:
            pages = mmap.mmap(file.fileno(), end - page, access=mmap.ACCESS_READ, offset=page)
        except OSError as error:
            raise self._unreadable(error) from error
        except ValueError as error:
            raise DataError(f"{self.path} has become shorter while it was read") from error
        numbers = (stop - start) * self.columns
        return np.frombuffer(pages, self.dtype, numbers, begin - page).reshape(-1, self.columns)

    def _announce(self, file: BinaryIO, start: int, stop: int) -> None:
        """Let the system fetch rows from the disk before they are asked for, if it can."""
        if hasattr(os, "posix_fadvise"):
            begin, length = self.offset + start * self.row_bytes, (stop - start) * self.row_bytes
            os.posix_fadvise(file.fileno(), begin, length, os.POSIX_FADV_WILLNEED)

    def _unreadable(self, error: OSError) -> DataError:
        return DataError(f"cannot read {self.path}: {error.strerror or error}")


def _header(file: BinaryIO) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    version = np.lib.format.read_magic(file)
    if version == (1, 0):
        return np.lib.format.read_array_header_1_0(file)
    if version == (2, 0):
        return np.lib.format.read_array_header_2_0(file)
    raise ValueError(f"version {'.'.join(map(str, version))} of the format is not for numbers")


def _kind(dtype: np.dtype[Any]) -> str:
    if dtype.names:
        return "records"
    return "Python objects" if dtype.hasobject else str(dtype)
