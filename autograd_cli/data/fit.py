"""How the columns of a table become features: fitted to the rows of the training part."""

import math
import re

import numpy as np

from autograd_cli.config import SettingError, schema
from autograd_cli.data.columns import CategoryColumn, FeatureColumn, NumberColumn
from autograd_cli.data.errors import DataError
from autograd_cli.data.part import Array
from autograd_cli.data.tables.table import Numbers, Table, Words, in_order

_MOST_CATEGORIES = 1000
_WITH_COMMA = re.compile(r"[-+]?\d+(,\d+)?")

Section = schema.CSV | schema.Parquet | schema.NPZ


def fit(table: Table, name: str, rows: Array, section: Section) -> FeatureColumn:
    """The column `name`: what stands for a missing value is fitted to `rows`.

    Its categories are those of the whole table, so that the validation part has no others.

    Raises DataError or SettingError if nothing can be fitted.
    """
    column = table.columns[name]
    if isinstance(column, Numbers):
        return NumberColumn(name, _number(table, name, column.values[rows], section))
    if not column.names:
        raise _empty(table, name, "any row")
    if len(column.names) > _MOST_CATEGORIES:
        what = f"column {name!r} of {table.source} has {len(column.names):,} different words"
        raise SettingError(
            ("dataset", "features"), f"{what}, more than {_MOST_CATEGORIES:,}; leave it out"
        )
    _refuse_decimal_commas(table, name, column)
    return _category(table, name, column, rows, section)


def _number(table: Table, name: str, values: Array, section: Section) -> float | None:
    """What stands for a missing number."""
    if section.impute is None:
        return None
    if section.impute == "constant":
        return section.fill_value
    values = values[np.isfinite(values)]
    if not len(values):
        raise _empty(table, name, "the training part")
    if section.impute == "most_frequent":
        distinct, counts = np.unique(values, return_counts=True)
        return float(distinct[counts.argmax()])  # of several, the smallest
    with np.errstate(over="ignore"):
        fill = float(values.mean() if section.impute == "mean" else np.median(values))
    if not math.isfinite(fill):
        what = f"the {section.impute} of column {name!r} of {table.source} is too large for float64"
        raise SettingError(("dataset", "impute"), what)
    return fill


def _category(
    table: Table, name: str, column: Words, rows: Array, section: Section
) -> CategoryColumn:
    categories = tuple(in_order(column.names))
    if section.impute is None:
        return CategoryColumn(name, categories)
    if section.impute == "constant":
        if not column.missing().any():
            return CategoryColumn(name, categories)
        own = "missing"
        while own in categories:
            own += "_"
        return CategoryColumn(name, (*categories, own), own)
    counts = np.bincount(column.codes[rows] + 1, minlength=len(column.names) + 1)[1:]
    if not counts.any():
        raise _empty(table, name, "the training part")
    return CategoryColumn(name, categories, column.names[counts.argmax()])


def _refuse_decimal_commas(table: Table, name: str, column: Words) -> None:
    """Raise DataError if the words are numbers with a comma: each would be a category."""
    if all(map(_WITH_COMMA.fullmatch, column.names)) and any("," in word for word in column.names):
        word = next(word for word in column.names if "," in word)
        raise DataError(
            f"{table.source}: column {name!r} holds numbers with a decimal comma, as {word!r}",
            "Write them with a point, or leave the column out of dataset.features.",
        )


def _empty(table: Table, name: str, where: str) -> DataError:
    return DataError(
        f"{table.source}: column {name!r} holds no value in {where}",
        "Leave it out of dataset.features.",
    )
