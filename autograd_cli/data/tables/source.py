"""A file that holds a table, opened."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

from autograd_cli.data.tables.table import Table


class Source(Protocol):
    """The names of a file's columns, in its order; the columns are read when they are asked for."""

    @property
    def path(self) -> Path: ...

    @property
    def names(self) -> tuple[str, ...]: ...

    def read(self, columns: Sequence[str], *, words: Collection[str] = ()) -> Table:
        """Some of the columns, in the order given; those of `words` as text, whatever they hold.

        Raises DataError.
        """
        ...
