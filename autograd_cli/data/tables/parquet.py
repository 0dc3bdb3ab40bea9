"""Tables in Parquet files, read by pyarrow."""

from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.data.errors import DataError
from autograd_cli.data.tables.table import Column, Numbers, Table, Words, number_name

if TYPE_CHECKING:
    import pyarrow


class Parquet:
    """A Parquet file. Raises DataError if it is none, has no row, or pyarrow is not installed."""

    def __init__(self, path: Path) -> None:
        pyarrow, parquet = _pyarrow(path)
        self.path = path
        try:
            self._file = parquet.ParquetFile(path)
        except (OSError, pyarrow.ArrowException) as error:
            raise self._unreadable(error) from error
        self._schema = self._file.schema_arrow
        self.names = tuple(self._schema.names)
        twice = [name for name, count in Counter(self.names).items() if count > 1]
        if twice:
            raise DataError(f"{path}: several columns are called {twice[0]!r}")
        if not self._file.metadata.num_rows:
            raise DataError(f"{path} has no rows")

    def read(self, columns: Sequence[str], *, words: Collection[str] = ()) -> Table:
        """Some of the columns, as `Source.read` says."""
        read = {name: self._column(name, name in words) for name in columns}
        return Table(str(self.path), read, self.place)

    def place(self, row: int) -> str:
        """The file and the number of a row."""
        return f"{self.path}: row {row}, counted from 0"

    def _column(self, name: str, as_words: bool) -> Column:
        import pyarrow
        from pyarrow import types

        kind = self._schema.field(name).type
        if types.is_dictionary(kind):
            kind = kind.value_type
        if not _is_read(kind):
            raise self._refused(name, kind)
        try:
            # By name alone `a` would also read what is called `a.b`.
            column = self._file.read(columns=[name]).column(name)
            if types.is_dictionary(column.type):
                column = column.cast(kind)
            if as_words or types.is_boolean(kind) or _is_text(kind):
                return _words(column)
            return Numbers(_numbers(column))
        except (OSError, pyarrow.ArrowException) as error:
            raise self._unreadable(error) from error

    def _refused(self, name: str, kind: "pyarrow.DataType") -> DataError:
        from pyarrow import types

        hint = "Leave it out of dataset.features."
        if types.is_temporal(kind):
            hint = f"Turn it into numbers, as days since a date, or l{hint[1:]}"
        return DataError(
            f"{self.path}: column {name!r} holds {kind}; numbers, text and booleans are read", hint
        )

    def _unreadable(self, error: Exception) -> DataError:
        reason = getattr(error, "strerror", None) or str(error).partition("\n")[0]
        return DataError(f"cannot read {self.path}: {reason}")


def _pyarrow(path: Path) -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise DataError(
            f"reading {path} needs pyarrow, which is not installed",
            "Install it: python -m pip install 'autograd-cli[parquet]'",
        ) from error
    return pyarrow, parquet


def _is_text(kind: "pyarrow.DataType") -> bool:
    from pyarrow import types

    tests = (types.is_string, types.is_large_string, types.is_string_view)
    return any(test(kind) for test in tests)


def _is_read(kind: "pyarrow.DataType") -> bool:
    from pyarrow import types

    tests = (types.is_integer, types.is_floating, types.is_decimal, types.is_boolean, types.is_null)
    return any(test(kind) for test in (*tests, _is_text))


def _numbers(column: "pyarrow.ChunkedArray") -> Any:
    import pyarrow

    column = column.cast(pyarrow.float64(), safe=False)
    return np.asarray(column.fill_null(float("nan")).to_numpy(), dtype=np.float64)


def _words(column: "pyarrow.ChunkedArray") -> Words:
    import pyarrow
    from pyarrow import types

    if types.is_floating(column.type) or types.is_decimal(column.type):
        values = _numbers(column)
        column = pyarrow.chunked_array([pyarrow.array(values, from_pandas=True)])  # NaN: no value
    encoded = column.dictionary_encode().combine_chunks()
    names = encoded.dictionary.to_pylist()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return Words.of(codes.astype(np.int32), map(_name, names))


def _name(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_name(value) if isinstance(value, float) else str(value)
