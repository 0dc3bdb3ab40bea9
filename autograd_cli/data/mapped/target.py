"""The numbers of a target column as what a loss takes."""

from dataclasses import dataclass

import numpy as np

from autograd_cli.config.schema import Task
from autograd_cli.data.errors import DataError
from autograd_cli.data.mapped.table import Table
from autograd_cli.data.part import Array
from autograd_cli.data.tables.table import number_name


@dataclass(frozen=True)
class Target:
    """What is learned, and the number (K,) that stands for each class, ascending."""

    task: Task
    numbers: Array

    def encode(self, y: Array) -> Array:
        """Targets (n,) of a column's numbers: themselves, or the positions of their classes.

        Of two classes as float64, of more as int64.
        """
        if self.task == "regression":
            return y
        plain = np.array_equal(self.numbers, np.arange(len(self.numbers)))  # positions already
        positions: Array = y if plain else np.searchsorted(self.numbers, y)
        return positions.astype(np.float64 if self.task == "binary" else np.int64, copy=False)

    def check(self, y: Array, table: Table, first: int) -> None:
        """Raise DataError if a number, of which row `first` holds the first, is of no class."""
        strange = np.zeros(0) if self.task == "regression" else ~np.isin(y, self.numbers)
        if strange.any():
            row = int(strange.argmax())
            raise DataError(
                f"{table.path}: row {first + row} (from 0) has the class {number_name(y[row])}, "
                f"which was not learned; known are {', '.join(self.names)}"
            )

    @property
    def names(self) -> tuple[str, ...]:
        """Of the classes."""
        return tuple(number_name(number) for number in self.numbers.tolist())
