"""The columns of a table: which is the target, and the rows taken apart."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from autograd_cli.data.errors import DataError
from autograd_cli.data.mapped.table import Table
from autograd_cli.data.part import Array
from autograd_cli.data.scaler import Scaler


@dataclass(frozen=True)
class Columns:
    """Which column of a table is the target, counted from 0; None if all are features.

    A target that is not `wanted` is not looked at, and told as NaN.
    """

    table: Table
    target: int | None
    wanted: bool = True

    @property
    def features(self) -> list[int]:
        return [i for i in range(self.table.columns) if i != self.target]

    def empty(self, rows: int) -> tuple[Array, Array]:
        """Room for the features x (rows, D) and the targets y (rows,) of some rows."""
        return np.empty((rows, len(self.features))), np.empty(rows)

    def split(self, rows: Array, scaler: Scaler | None, x: Array, y: Array) -> None:
        """Fill x (n, D) with features, standardised if there is a scaler, y (n,) with targets."""
        columns = self.table.columns
        target = columns if self.target is None else self.target
        y[:] = rows[:, target] if self.wanted and target < columns else np.nan
        sides = (slice(0, target), slice(0, target)), (slice(target, None), slice(target + 1, None))
        for place, source in sides:
            if scaler:
                np.subtract(rows[:, source], scaler.mean[place], out=x[:, place])
            else:
                x[:, place] = rows[:, source]
        if scaler:
            x /= scaler.scale

    def check(self, rows: Array, first: int) -> None:
        """Raise DataError if a number of these rows, the first of which is `first`, is not finite.

        The message names its place in the table.
        """
        if np.isfinite(rows).all():
            return
        for row, column in np.argwhere(~np.isfinite(rows)):
            if self.wanted or column != self.target:
                raise DataError(
                    f"{self.table.path}: row {first + row}, column {column} (from 0) is "
                    f"{rows[row, column]}",
                    "Missing values are imputed in csv, parquet and npz only: leave such rows out.",
                )


class Buffer:
    """Room for some rows as float64, used again and again."""

    def __init__(self, rows: int, columns: int) -> None:
        self._rows = np.empty((rows, columns))

    @np.errstate(over="ignore")  # a long double that is infinite as float64: `check` tells
    def fill(self, windows: Iterable[Array]) -> Array:
        """The rows (n, columns) of all windows, until the next call."""
        n = 0
        for rows in windows:
            self._rows[n : n + len(rows)] = rows
            n += len(rows)
        return self._rows[:n]
