"""Output that suits where it goes: a terminal, a pipe, or a program that reads JSON."""

import json
import math
import os
import sys
from collections.abc import Collection, Iterable, Sequence
from typing import Any, TextIO


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at `stream` on something that can move its cursor."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def write(text: str, stream: TextIO) -> None:
    """Print a line; if that fails, as when nobody reads any more (`| head`), print no more."""
    try:
        print(text, file=stream, flush=True)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            print(f"warning: cannot print any more: {error.strerror}", file=sys.stderr)
        # What is written from now on, also by the interpreter when it ends, goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_json(value: Any) -> None:
    """Print `value` on stdout as JSON."""
    write(json.dumps(_plain(value), indent=2, allow_nan=False), sys.stdout)


def _plain(value: Any) -> Any:
    """NaN and the infinities, which JSON has not, as text."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def write_table(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    stream: TextIO,
    title: str = "",
    right: Collection[str] = (),
    drawn: bool = True,
) -> None:
    """A table: drawn on a terminal, elsewhere aligned columns that `grep` and `awk` can use.

    The columns whose headers are in `right`, as numbers are, end at one place. `drawn` is for few
    rows: a thousand take a second.
    """
    rows = list(rows)
    if drawn and is_terminal(stream):
        from rich.box import SIMPLE_HEAD  # rich is not needed in a pipe
        from rich.console import Console
        from rich.table import Table

        look = {"box": SIMPLE_HEAD, "title_justify": "left", "title_style": "bold"}
        table = Table(title=title or None, **look)  # type: ignore[arg-type]
        for header in headers:
            table.add_column(header, justify="right" if header in right else "left")
        for row in rows:
            table.add_row(*row)
        Console(file=stream, highlight=False, markup=False).print(table)
        return
    if title:
        write(title, stream)
    widths = [max(map(len, column)) for column in zip(headers, *rows, strict=True)]
    sides = [">" if header in right else "<" for header in headers]
    line = "  ".join(f"{{:{side}{width}}}" for side, width in zip(sides, widths, strict=True))
    write("\n".join(line.format(*row).rstrip() for row in (headers, *rows)), stream)
