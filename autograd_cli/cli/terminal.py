"""Output that suits where it goes: a terminal, a pipe, or a program that reads JSON."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at `stream` on something that can move its cursor."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def write(text: str, stream: TextIO) -> None:
    """Print a line; once nobody reads the stream any more (`| head`), print nothing."""
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        # What is written from now on, also by the interpreter when it ends, goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_json(value: Any) -> None:
    """Print `value` on stdout as JSON."""
    write(json.dumps(value, indent=2), sys.stdout)


def write_table(
    headers: Sequence[str], rows: Iterable[Sequence[str]], stream: TextIO, title: str = ""
) -> None:
    """A table: drawn on a terminal, elsewhere aligned columns that `grep` and `awk` can use."""
    rows = list(rows)
    if is_terminal(stream):
        from rich.box import SIMPLE_HEAD  # rich is not needed in a pipe
        from rich.console import Console
        from rich.table import Table

        look = {"box": SIMPLE_HEAD, "title_justify": "left", "title_style": "bold"}
        table = Table(*headers, title=title or None, **look)  # type: ignore[arg-type]
        for row in rows:
            table.add_row(*row)
        Console(file=stream, highlight=False, markup=False).print(table)
        return
    if title:
        write(title, stream)
    widths = [max(map(len, column)) for column in zip(headers, *rows, strict=True)]
    for row in (headers, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        write("  ".join(cells).rstrip(), stream)
