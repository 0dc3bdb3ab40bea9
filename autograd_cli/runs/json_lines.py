"""Files with a JSON object in each line, to which a run adds; a line is one when it has its end."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograd_cli.files import AppendedFile
from autograd_cli.runs.errors import RunError, writing


class JsonLines:
    """Such a file being written, which is made with its first line.

    Raises RunWriteError if it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: AppendedFile | None = None
        self._is_new = False  # whether it has lines that may not be on the disk

    def append(self, value: Mapping[str, Any]) -> None:
        with writing(self.path):
            if self._file is None:
                self._file = AppendedFile(self.path)
            self._file.append(line(value))
        self._is_new = True

    def flush_to_disk(self) -> None:
        """Return only when all lines would survive a power cut."""
        if self._file and self._is_new:
            with writing(self.path):
                self._file.flush_to_disk()
            self._is_new = False

    def close(self) -> None:
        """Let go of the file, until the next line."""
        if self._file:
            self._file.close()
        self._file = None


def line(value: Mapping[str, Any]) -> bytes:
    """A value as a line of such a file."""
    return (json.dumps(value) + "\n").encode()


def lines(path: Path, *, optional: bool = False) -> list[bytes]:
    """The whole lines of a file, without their ends; of one that is `optional` there may be none.

    Raises RunError if it cannot be read.
    """
    try:
        return path.read_bytes().split(b"\n")[:-1]
    except OSError as error:
        if optional and isinstance(error, FileNotFoundError):
            return []
        raise unreadable(path, error) from error


def values(path: Path, *, optional: bool = False) -> list[dict[str, Any]]:
    """What the whole lines of a file say. Raises RunError if it cannot be read or is damaged."""
    return [value(line, path) for line in lines(path, optional=optional)]


def value(line: bytes, path: Path) -> dict[str, Any]:
    """What a line of the file at `path` says. Raises RunError if it is damaged."""
    try:
        found = json.loads(line.decode())
        if not isinstance(found, dict):
            raise ValueError("a line is not an object")
    except (ValueError, RecursionError) as error:
        raise unreadable(path, error) from error
    return found


def number(line: bytes, key: str, path: Path) -> int:
    """The whole number that a line of the file at `path` has. Raises RunError if it has none."""
    found = value(line, path).get(key)
    if type(found) is not int:
        raise unreadable(path, ValueError(f"a line has no {key}"))
    return found


def unreadable(path: Path, error: Exception) -> RunError:
    """The error to raise where a file is not what it should be."""
    reason = str(error) if isinstance(error, OSError | ValueError) else repr(error)
    return RunError(f"{path} cannot be read: {reason}")
