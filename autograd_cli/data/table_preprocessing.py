"""What was fitted to the training part, and is done again to every new example."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

import numpy as np

from autograd_cli.config.schema import Task
from autograd_cli.data.columns import CategoryColumn, FeatureColumn, NumberColumn, from_dict
from autograd_cli.data.errors import DataError
from autograd_cli.data.part import Array
from autograd_cli.data.scaler import Scaler
from autograd_cli.data.tables.table import Table
from autograd_cli.data.tables.text_format import TextFormat

Unknown: TypeAlias = Literal["refuse", "ignore"]

_TARGET = "target"  # of datasets whose target has no name
NO_TARGET = "Every example needs its target: fill it in, or leave the row out."
_NO_CLASS = "Correct it, or train on a table that has this class."


@dataclass(frozen=True)
class TablePreprocessing:
    """The way from a row of a table to the D numbers that the model sees, and to its target.

    `text` tells how the table was read, if it was a file of text.
    """

    task: Task
    columns: tuple[FeatureColumn, ...]
    class_names: tuple[str, ...]
    scaler: Scaler | None
    target: str = _TARGET
    unknown_category: Unknown = "refuse"
    text: TextFormat | None = None

    @classmethod
    def of_numbers(
        cls,
        task: Task,
        feature_names: Sequence[str],
        class_names: Sequence[str],
        scaler: Scaler | None,
        target: str = _TARGET,
    ) -> "TablePreprocessing":
        """For features that all are numbers and never missing."""
        columns = tuple(NumberColumn(name) for name in feature_names)
        return cls(task, columns, tuple(class_names), scaler, target)

    @property
    def feature_names(self) -> tuple[str, ...]:
        """Of the D numbers: a column of numbers, or `column=category`."""
        return tuple(name for column in self.columns for name in column.feature_names)

    @property
    def shape(self) -> tuple[int, ...]:
        """Of an example, as the model sees it: the D numbers."""
        return (len(self.feature_names),)

    @property
    def has_gaps(self) -> bool:
        """Whether anything but numbers, all of them there, can stand in the columns."""
        return any(not isinstance(c, NumberColumn) or c.fill is not None for c in self.columns)

    @property
    def words(self) -> frozenset[str]:
        """The columns that are to be read as text, whatever they hold."""
        categories = {c.name for c in self.columns if isinstance(c, CategoryColumn)}
        return frozenset(categories | ({self.target} if self.class_names else set()))

    def features(self, table: Table, rows: Array | None = None) -> Array:
        """The examples (N, D) of a table, or of some of its rows, as the model sees them.

        Other columns are not looked at. Raises DataError if a column is not there or a cell, in
        whatever row, does not fit.
        """
        absent = [c.name for c in self.columns if c.name not in table.columns]
        if absent:
            raise DataError(f"{table.source} has no column {', '.join(map(repr, absent))}")
        ignore = self.unknown_category == "ignore"
        x = np.empty((len(table) if rows is None else len(rows), *self.shape))
        first = 0
        for column in self.columns:
            width = len(column.feature_names)
            values = column.features(table, rows, ignore_unknown=ignore)
            x[:, first : first + width] = values.reshape(len(x), width)
            first += width
        return self.scaler.apply(x) if self.scaler else x

    def undo(self, x: Array) -> Array:
        """The features (N, D) before they were standardised, if they were; else x itself."""
        return self.scaler.undo(x) if self.scaler else x

    def targets(self, table: Table, rows: Array | None = None) -> Array:
        """The targets (N,) of a table, or of some of its rows: numbers, or positions of classes.

        Raises DataError if one, in whatever row, is missing or of no class that was learned.
        """
        if self.target not in table.columns:
            raise DataError(f"{table.source} has no column {self.target!r}, the target")
        if not self.class_names:
            return NumberColumn(self.target).numbers(table, rows, hint=NO_TARGET)
        positions = CategoryColumn(self.target, self.class_names).positions(
            table, rows, what="class", missing=NO_TARGET, unknown=_NO_CLASS
        )
        return positions.astype(np.float64 if self.task == "binary" else np.int64)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        scaler = self.scaler
        return {
            "task": self.task,
            "feature_names": list(self.feature_names),
            "class_names": list(self.class_names),
            "scaler": scaler and {"mean": scaler.mean.tolist(), "scale": scaler.scale.tolist()},
            "target": self.target,
            "columns": [column.as_dict() for column in self.columns],
            "unknown_category": self.unknown_category,
            "text": self.text and {**asdict(self.text), "missing": list(self.text.missing)},
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "TablePreprocessing":
        """What `as_dict` gave, also before there were tables (format 1).

        Raises KeyError, TypeError or ValueError if it gave no such values.
        """
        scaler = values["scaler"] and Scaler(
            np.array(values["scaler"]["mean"]), np.array(values["scaler"]["scale"])
        )
        task, classes = values["task"], tuple(values["class_names"])
        if "columns" not in values:
            return cls.of_numbers(task, values["feature_names"], classes, scaler)
        text = values["text"]
        return cls(
            task,
            tuple(map(from_dict, values["columns"])),
            classes,
            scaler,
            values["target"],
            values["unknown_category"],
            text and TextFormat(**{**text, "missing": tuple(text["missing"])}),
        )
