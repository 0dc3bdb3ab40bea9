"""Files that are changed in whole pieces or not at all."""

import os
import re
import uuid
from contextlib import suppress
from pathlib import Path

_BINARY = getattr(os, "O_BINARY", 0)  # Windows


def write_atomically(path: Path, content: bytes) -> None:
    """Replace the file at `path`: written under another name, flushed to the disk, then renamed.

    Raises OSError, and leaves the old file, if any step fails.
    """
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def remove_unfinished(folder: Path) -> None:
    """Remove what processes that were killed in `write_atomically` have left in a folder."""
    for path in folder.glob(".*"):
        if re.fullmatch(r"\..+\.[0-9a-f]{32}", path.name):
            path.unlink(missing_ok=True)


class AppendedFile:
    """A file that only grows; a piece that cannot be written whole leaves nothing behind."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("ab", buffering=0)

    def append(self, content: bytes) -> None:
        """Add `content` at the end. Raises OSError, with the file as before, if that fails."""
        size = os.fstat(self._file.fileno()).st_size
        rest = memoryview(content)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError:
            with suppress(OSError):
                self._file.truncate(size)
            raise

    def is_empty(self) -> bool:
        return os.fstat(self._file.fileno()).st_size == 0

    def flush_to_disk(self) -> None:
        """Return only when what was appended would survive a power cut. Raises OSError."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()
