"""Where in the user's program something happened: the line to name in an error."""

import linecache
import sys
from pathlib import Path
from typing import NamedTuple

_ROOM = str(Path(__file__).parent)
_OPS = str(Path(__file__).parent.parent / "ops")
_NUMPY = "numpy"


class Place(NamedTuple):
    """A line of a file."""

    file: str
    line: int

    def __str__(self) -> str:
        text = linecache.getline(self.file, self.line).strip()
        return f"{self.file}:{self.line}" + (f": {text}" if text else "")


def calling_place() -> Place:
    """The line that called into the engine, past frames of the engine, of ops and of NumPy."""
    frame = sys._getframe(1)
    while frame.f_back is not None and _is_ours(frame.f_code.co_filename, frame.f_globals):
        frame = frame.f_back
    return Place(frame.f_code.co_filename, frame.f_lineno)


def _is_ours(file: str, names: dict[str, object]) -> bool:
    module = str(names.get("__name__", ""))
    return file.startswith((_ROOM, _OPS)) or module.partition(".")[0] in (_NUMPY, "contextlib")
