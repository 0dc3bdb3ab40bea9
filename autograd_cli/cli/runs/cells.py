"""What stands in the tables of runs."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from autograd_cli.cli.numbers import number
from autograd_cli.runs.columns import size, text

_NUMBERS = (int, float)
_DIGEST = 12  # letters of a fingerprint that are enough to tell two apart


def form(column: str) -> Callable[[Any], str]:
    """How values of this column look for people: in one line of letters that terminals show."""
    of_number: Callable[[Any], str] = text
    if "/" in column or column == "best":
        of_number = _figure
    elif column.endswith("seconds"):
        of_number = "{:.2f}".format
    elif column.endswith("_bytes"):
        of_number = size
    longest = _DIGEST if column.endswith("_sha256") else None

    def shown(value: Any) -> str:
        if value is None:
            return "-"
        if type(value) in _NUMBERS:
            return of_number(value)
        letters = text(value)[:longest]
        return letters if letters.isprintable() else letters.encode("unicode_escape").decode()

    return shown


def are_numbers(values: Iterable[Any]) -> bool:
    """Whether all are, but those that are missing."""
    return {*map(type, values)} <= {*_NUMBERS, type(None)}


def _figure(value: float) -> str:
    return number(value) if isinstance(value, float) else str(value)


def as_csv(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Values with all their digits; nothing between the commas for None."""
    import csv  # a table for people does without
    import io

    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows([text(cell) for cell in row] for row in rows)
    return lines.getvalue().removesuffix("\n")
