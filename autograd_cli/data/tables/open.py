"""Files opened as tables, by what they are called."""

from pathlib import Path

from autograd_cli.data.errors import DataError
from autograd_cli.data.tables.source import Source
from autograd_cli.data.tables.text_format import TextFormat

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
SUFFIXES = (*TEXT_SUFFIXES, ".parquet", ".npz", ".npy")


def open_csv(path: Path, text: TextFormat) -> Source:
    """A file of text. Raises DataError."""
    from autograd_cli.data.tables.csv import CSV  # each kind of file loads what it needs alone

    return CSV(path, text)


def open_parquet(path: Path) -> Source:
    """A Parquet file. Raises DataError."""
    from autograd_cli.data.tables.parquet import Parquet

    return Parquet(path)


def open_npz(path: Path) -> Source:
    """A file of NumPy arrays. Raises DataError."""
    from autograd_cli.data.tables.npz import NPZ

    return NPZ(path)


def open_table(path: Path, text: TextFormat) -> Source:
    """A file by its suffix; `text` is for files of text. Raises DataError."""
    suffix = path.suffix.lower()
    if suffix in TEXT_SUFFIXES:
        return open_csv(path, text)
    if suffix == ".parquet":
        return open_parquet(path)
    if suffix == ".npz":
        return open_npz(path)
    raise DataError(
        f"{path} has no suffix of a table that can be read",
        f"Those are {', '.join(SUFFIXES)}.",
    )
