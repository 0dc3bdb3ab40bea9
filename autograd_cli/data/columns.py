"""How one column of a table becomes numbers for the model, as was fitted in training."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from autograd_cli.data.errors import DataError
from autograd_cli.data.part import Array
from autograd_cli.data.tables.table import Column, Table, Words, as_number, number_name

_MISSING = (
    "Fill it in, leave the row out, or train with dataset.impute=mean "
    "(or median, most_frequent, constant)."
)
_UNKNOWN = "Train on a table that has it, or with dataset.unknown_category=ignore."


@dataclass(frozen=True)
class NumberColumn:
    """A column of numbers; `fill` stands for a missing one, which None refuses."""

    name: str
    fill: float | None = None

    @property
    def feature_names(self) -> tuple[str, ...]:
        return (self.name,)

    def features(self, table: Table, rows: Array | None, *, ignore_unknown: bool) -> Array:
        """The numbers (N,) of the table, or of some of its rows. Raises DataError."""
        return self.numbers(table, rows)

    def numbers(self, table: Table, rows: Array | None, *, hint: str = _MISSING) -> Array:
        """As `features`; `hint` says what to do about a missing value."""
        column = table.columns[self.name]
        if isinstance(column, Words):
            row, word = _first_text(column)
            raise _error(table, row, self.name, f"holds {word!r}, which is not a number")
        values = column.values
        with np.errstate(over="ignore", invalid="ignore"):
            total = values.sum()
        if not np.isfinite(total):  # without another array where all is well
            infinite = np.isinf(values)
            if infinite.any():
                raise _error(table, infinite.argmax(), self.name, "holds an infinite number")
        if self.fill is None:
            refuse_missing(table, self.name, hint)
        if rows is not None:
            values = values[rows]
        return values if self.fill is None else np.where(np.isnan(values), self.fill, values)

    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, "fill": self.fill}


@dataclass(frozen=True)
class CategoryColumn:
    """A column of categories, a feature each that is 1 where it is the cell's and else 0.

    `fill` is the category that stands for a missing value, which None refuses.
    """

    name: str
    categories: tuple[str, ...]
    fill: str | None = None

    @property
    def feature_names(self) -> tuple[str, ...]:
        return tuple(f"{self.name}={category}" for category in self.categories)

    def features(self, table: Table, rows: Array | None, *, ignore_unknown: bool) -> Array:
        """The zeros and ones (N, categories) of the table, or of some of its rows.

        A category that is not known has a 1 nowhere. Raises DataError.
        """
        positions = self.positions(table, rows, unknown="" if ignore_unknown else _UNKNOWN)
        one_hot = np.zeros((len(positions), len(self.categories)))
        known = np.flatnonzero(positions >= 0)
        one_hot[known, positions[known]] = 1.0
        return one_hot

    def positions(
        self,
        table: Table,
        rows: Array | None,
        *,
        what: str = "category",
        missing: str = _MISSING,
        unknown: str = _UNKNOWN,
    ) -> Array:
        """Which of the categories each row is in, (N,); -1 for another.

        `missing` and `unknown` say what to do about such a cell; the latter, if empty, lets it be.
        Raises DataError.
        """
        words = as_words(table.columns[self.name])
        if self.fill is None:
            refuse_missing(table, self.name, missing)
        known = _Spellings(self.categories)
        fill = -1 if self.fill is None else self.categories.index(self.fill)
        found = np.array([*map(known.position, words.names), fill], dtype=np.intp)
        if unknown and (found[:-1] < 0).any():
            row = int((found < 0)[words.codes].argmax())
            name = words.names[words.codes[row]]
            choices = ", ".join(self.categories[:10]) + (", ..." if self.categories[10:] else "")
            problem = f"holds {name!r}, a {what} that was not learned; there are {choices}"
            raise _error(table, row, self.name, problem, unknown)
        positions: Array = found[words.codes if rows is None else words.codes[rows]]
        return positions

    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, "categories": list(self.categories), "fill": self.fill}


FeatureColumn: TypeAlias = NumberColumn | CategoryColumn


def from_dict(values: dict[str, Any]) -> FeatureColumn:
    """The column whose `as_dict` gave these values."""
    if "categories" in values:
        return CategoryColumn(values["name"], tuple(values["categories"]), values["fill"])
    return NumberColumn(values["name"], values["fill"])


def as_words(column: Column) -> Words:
    """The column as categories, numbers named by their shortest text."""
    if isinstance(column, Words):
        return column
    missing = column.missing()
    distinct, codes = np.unique(np.where(missing, 0.0, column.values), return_inverse=True)
    codes = np.where(missing, -1, codes).astype(np.int32)
    return Words.of(codes, [number_name(number) for number in distinct.tolist()])


class _Spellings:
    """Finds a category by its name, or by another spelling of the same number."""

    def __init__(self, categories: Iterable[str]) -> None:
        self._exact = {name: i for i, name in enumerate(categories)}
        self._by_value: dict[float, int] = {}
        twice = set()
        for name, i in self._exact.items():
            value = as_number(name)
            if value is not None and self._by_value.setdefault(value, i) != i:
                twice.add(value)
        for value in twice:
            del self._by_value[value]

    def position(self, name: str) -> int:
        """The category's position, or -1."""
        exact = self._exact.get(name)
        if exact is not None:
            return exact
        value = as_number(name)
        return -1 if value is None else self._by_value.get(value, -1)


def refuse_missing(table: Table, name: str, hint: str) -> None:
    """Raise DataError, with what to do as its hint, if a cell of the column holds no value."""
    missing = table.columns[name].missing()
    if missing.any():
        raise _error(table, missing.argmax(), name, "holds no value", hint)


def _first_text(column: Words) -> tuple[int, str]:
    """The first cell that is not a number, or the first with a value if all are."""
    text = np.array([as_number(name) is None for name in column.names] + [False])
    if not text.any():
        text[:-1] = True
    row = int(text[column.codes].argmax())
    return row, column.names[column.codes[row]]


def _error(table: Table, row: Any, name: str, problem: str, hint: str = "") -> DataError:
    return DataError(f"{table.place(int(row))}: column {name!r} {problem}", hint)
