"""The records of a file of text, as RFC 4180 writes them, and where each begins."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from autograd_cli.data.errors import DataError

_QUOTE = "Close it; a quote inside a quoted cell is written twice."


class Records:
    """Iterates over (line, cells): the line that a record begins in, from 1, and its cells.

    Empty lines are no records. `line` is the last line that was read. Raises DataError.
    """

    def __init__(self, lines: Iterable[str], path: Path, delimiter: str, line: int = 0) -> None:
        self._reader = csv.reader(lines, delimiter=delimiter, strict=True)
        self._path = path
        self._before = line

    @property
    def line(self) -> int:
        return self._before + self._reader.line_num

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        return self

    def __next__(self) -> tuple[int, list[str]]:
        while True:
            first = self.line + 1
            try:
                cells = next(self._reader)
            except csv.Error as error:
                raise self._broken(error, first) from error
            if cells:
                return first, cells

    def _broken(self, error: csv.Error, first: int) -> DataError:
        if "end of data" in str(error):
            problem = "a quote that is opened here is not closed"
        elif "field limit" in str(error):
            problem = f"a cell of more than {csv.field_size_limit():,} characters begins here"
        else:
            problem = (
                f"in a record that begins here, line {self.line} goes on after a closing quote"
            )
        return DataError(f"{self._path}:{first}: {problem}", _QUOTE)


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """The file as UTF-8 text, its line ends as they are.

    Raises DataError if it cannot be read, or where it proves not to be UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise DataError(_not_utf8(path), "Save the file as UTF-8.") from error


def _not_utf8(path: Path) -> str:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError as error:
                column, byte = error.start + 1, line[error.start]
                return f"{path}:{number}:{column}: the byte 0x{byte:02x} is not UTF-8"
    return f"{path} is not UTF-8"  # not any more: it has changed
