"""Output that suits where it goes: a terminal, a pipe, or a program that reads JSON."""

import json
import math
import os
import sys
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal, TextIO

_MARGIN = 3  # what a drawn table adds to the width of each column

# What is not shown but obeyed: control characters, and what turns the direction of writing round.
_STEERING = {
    code: repr(chr(code))[1:-1]
    for first, last in ((0, 8), (11, 31), (127, 159), (0x202A, 0x202E), (0x2066, 0x2069))
    for code in range(first, last + 1)
}
_BREAKING = {**_STEERING, ord("\t"): "\\t", ord("\n"): "\\n"}


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at `stream` on something that can move its cursor."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def write(text: str, stream: TextIO | None) -> None:
    """Print a line; if that fails, as when nobody reads any more (`| head`), print no more.

    A pipe gets the text as it is, a terminal a `visible` one. There is no stream if it was closed.
    """
    if stream is None:
        return
    try:
        print(visible(text) if stream.isatty() else text, file=stream, flush=True)
    except OSError as error:
        # What is written from now on, also by the interpreter when it ends, goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            tell(f"warning: cannot print any more: {error.strerror}")


def tell(message: str) -> None:
    """Say something on stderr, where it does not get into what a program reads."""
    write(visible(message), sys.stderr)


def visible(text: str) -> str:
    """`text`, with what would steer a terminal as escapes: names come from anybody's files."""
    return text if text.isprintable() else text.translate(_STEERING)


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
    stream: TextIO | None,
    title: str = "",
    right: Collection[str] = (),
    drawn: bool = True,
) -> None:
    """A table: drawn on a terminal, elsewhere aligned columns that `grep` and `awk` can use.

    The columns whose headers are in `right`, as numbers are, end at one place. `drawn` is for few
    rows: a thousand take a second. Where there is no room for it a table is not drawn either: the
    terminal breaks its lines, and no word of them is lost.
    """
    headers = [*map(_in_line, headers)]
    rows = [[*map(_in_line, row)] for row in rows]
    if drawn and is_terminal(stream) and _drawn(headers, rows, stream, title, right):
        return
    if title:
        write(title, stream)
    widths = [max(map(len, column)) for column in zip(headers, *rows, strict=True)]
    sides = [">" if header in right else "<" for header in headers]
    line = "  ".join(f"{{:{side}{width}}}" for side, width in zip(sides, widths, strict=True))
    write("\n".join(line.format(*row).rstrip() for row in (headers, *rows)), stream)


def _drawn(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    stream: TextIO | None,
    title: str,
    right: Collection[str],
) -> bool:
    """Whether there is room for all columns, the widest broken into lines, and they are drawn."""
    from rich.box import SIMPLE_HEAD  # rich is not needed in a pipe
    from rich.console import Console
    from rich.table import Table

    console = Console(file=stream, highlight=False, markup=False)
    columns = [*zip(headers, *rows, strict=True)]
    widths = [max(map(len, column)) for column in columns]
    widest = widths.index(max(widths))
    widths[widest] = max(len(word) for cell in columns[widest] for word in cell.split(" "))
    if sum(widths) + _MARGIN * len(widths) >= console.width:
        return False
    look = {"box": SIMPLE_HEAD, "title_justify": "left", "title_style": "bold"}
    table = Table(title=title or None, **look)  # type: ignore[arg-type]
    for number, header in enumerate(headers):
        side: Literal["left", "right"] = "right" if header in right else "left"
        table.add_column(header, justify=side, no_wrap=number != widest)
    for row in rows:
        table.add_row(*row)
    console.print(table)
    return True


def _in_line(cell: str) -> str:
    """A cell that neither steers a terminal nor breaks its row."""
    return cell if cell.isprintable() else cell.translate(_BREAKING)
