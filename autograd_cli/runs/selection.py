"""Runs chosen out of a list: filters as `val/loss<0.3`, and an order."""

import math
import operator
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from autograd_cli.runs import columns
from autograd_cli.runs.errors import RunError
from autograd_cli.runs.listing import Entry

_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_EXPRESSION = re.compile(r"\s*([^\s=!<>~]+)\s*(!=|<=|>=|==?|<|>|~)\s*(.*?)\s*", re.DOTALL)


class Filter(NamedTuple):
    """A condition on a column. Numbers are compared as numbers, all else as text.

    What a run has not is equal to nothing, and greater or less than nothing.
    """

    column: str
    operator: str
    wanted: str

    def holds(self, entry: Entry) -> bool:
        """Whether the run fulfils it. Raises RunError if a number is held against a word."""
        cell = columns.getter(self.column)(entry)
        if cell is None:
            return self.operator == "!="
        if self.operator == "~":
            return self.wanted in columns.text(cell)
        if self.operator in _ORDERS:
            given = self._number() if _is_number(cell) else self.wanted
            if given is None:
                raise RunError(f"{self.column} is a number; given {self.wanted!r}")
            return _ORDERS[self.operator](cell if _is_number(cell) else columns.text(cell), given)
        number = self._number()
        same = cell == number if _is_number(cell) else columns.text(cell) == self.wanted
        return same == (self.operator == "=")

    def _number(self) -> float | None:
        try:
            return float(self.wanted)
        except ValueError:
            return None


def parse(expression: str) -> Filter:
    """The filter that a user has written. Raises RunError if it is none."""
    found = _EXPRESSION.fullmatch(expression)
    if not found:
        raise RunError(
            f"{expression!r} is no filter",
            "Write COLUMN, one of = != < <= > >= ~ (contains), and a value: val/loss<0.3",
        )
    column, sign, wanted = found.groups()
    return Filter(column, "=" if sign == "==" else sign, wanted)


def select(
    entries: Sequence[Entry],
    filters: Sequence[Filter] = (),
    *,
    sort: str | None = None,
    reverse: bool = False,
    limit: int | None = None,
) -> list[Entry]:
    """The runs that fulfil all of `filters`, in the order of the column `sort`; the last `limit`.

    Metrics go from the worst to the best, all else upwards; runs without a value come first.
    Raises RunError for a column that no run has.
    """
    columns.check([*(f.column for f in filters), *([sort] if sort else [])], entries)
    chosen = [entry for entry in entries if all(f.holds(entry) for f in filters)]
    if sort:
        chosen.sort(key=_key(sort))
    if reverse:
        chosen.reverse()
    return chosen if limit is None else chosen[max(0, len(chosen) - limit) :]


def _key(column: str) -> Callable[[Entry], tuple[int, float, str]]:
    """A key that sorts what is missing first, then words, then numbers, the best of them last."""
    cell_of, falls = columns.getter(column), _falls(column)

    def key(entry: Entry) -> tuple[int, float, str]:
        cell = cell_of(entry)
        if cell is None or (isinstance(cell, float) and math.isnan(cell)):
            return 0, 0.0, ""
        if _is_number(cell):
            return 2, -cell if falls(entry) else cell, ""
        return 1, 0.0, columns.text(cell)

    return key


def _falls(column: str) -> Callable[[Entry], bool]:
    """Whether the smallest number of a column is the best one."""
    if "/" not in column and column != "best":
        return lambda entry: False
    from autograd_cli.config.schema import lower_is_better  # loads pydantic

    if column != "best":
        fixed = lower_is_better(column)
        return lambda entry: fixed
    monitor_of = columns.getter("monitor")
    return lambda entry: lower_is_better(str(monitor_of(entry)))


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
