"""Tables in .npz files: an array for each column."""

import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from autograd_cli.data.errors import DataError
from autograd_cli.data.part import Array
from autograd_cli.data.tables.table import Column, Numbers, Table, Words, number_name

_TEXT = "Save numbers, booleans or str."


class NPZ:
    """Arrays (N,), a column each; an array (N, D) called x has the columns x0, x1, ...

    Raises DataError if the file is no such, or two columns have one name.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._places: dict[str, tuple[str, int | None]] = {}  # the array, and which part of it
        for array, shape in self._shapes().items():
            for part in range(shape[1]) if len(shape) == 2 else [None]:
                name = array if part is None else f"{array}{part}"
                if name in self._places:
                    raise DataError(f"{path}: two columns are called {name!r}")
                self._places[name] = (array, part)
        self.names = tuple(self._places)

    def read(self, columns: Sequence[str], *, words: Collection[str] = ()) -> Table:
        """Some of the columns, as `Source.read` says."""
        read: dict[str, Column] = {}
        loaded, values = "", np.empty(0)
        with self._opened(), np.load(self.path, allow_pickle=False) as file:
            for name in columns:
                array, part = self._places[name]
                if array != loaded:  # the columns of one array mostly follow each other
                    loaded, values = array, self._checked(array, file[array])
                cells = values if part is None else values[:, part]
                read[name] = _column(cells, name in words)
                self._check_length(columns[0], name, read)
        return Table(str(self.path), read, self.place)

    def place(self, row: int) -> str:
        """The file and the number of a row."""
        return f"{self.path}: row {row}, counted from 0"

    def _shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of each array, from its header alone."""
        shapes = {}
        with self._opened(), zipfile.ZipFile(self.path) as file:
            for entry in file.namelist():
                with file.open(entry) as array:
                    version = np.lib.format.read_magic(array)
                    read = np.lib.format.read_array_header_1_0
                    if version != (1, 0):
                        read = np.lib.format.read_array_header_2_0
                    shapes[entry.removesuffix(".npy")] = read(array)[0]
        if not shapes:
            raise DataError(f"{self.path} holds no arrays")
        return shapes

    @contextmanager
    def _opened(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile, zlib.error) as error:
            reason = getattr(error, "strerror", None) or str(error).partition("\n")[0]
            raise DataError(f"cannot read {self.path} as .npz: {reason}") from error

    def _checked(self, name: str, array: Array) -> Array:
        if array.dtype.kind not in "biufU":
            what = "bytes" if array.dtype.kind == "S" else str(array.dtype)
            raise DataError(f"{self.path}: the array {name!r} holds {what}", _TEXT)
        if array.ndim not in (1, 2):
            problem = f"has the shape {array.shape}; a column is (N,), several are (N, D)"
            raise DataError(f"{self.path}: the array {name!r} {problem}")
        if not len(array):
            raise DataError(f"{self.path}: the array {name!r} has no rows")
        return array

    def _check_length(self, first: str, name: str, read: dict[str, Column]) -> None:
        if len(read[name]) != len(read[first]):
            lengths = f"{first!r} has {len(read[first])} rows and {name!r} has {len(read[name])}"
            raise DataError(f"{self.path}: {lengths}")


def _column(cells: Array, as_words: bool) -> Column:
    if cells.dtype.kind in "iuf" and not as_words:
        return Numbers(np.array(cells, dtype=np.float64))
    missing = np.isnan(cells) if cells.dtype.kind == "f" else np.zeros(len(cells), dtype=bool)
    distinct, codes = np.unique(cells, return_inverse=True)
    names = [_name(value) for value in distinct.tolist()]
    return Words.of(np.where(missing, -1, codes).astype(np.int32), names)


def _name(value: bool | int | float | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_name(value) if isinstance(value, float) else str(value)
