"""Runs that cannot be found, made or written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograd_cli.errors import AutogradError


class RunError(AutogradError):
    """A run that does not exist, or a place where none can be made."""

    exit_code = 2


class RunWriteError(AutogradError):
    """A file of a run that could not be written; what was there before is still there."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Within it, a failure of the system becomes a RunWriteError that names the file."""
    try:
        yield
    except OSError as error:
        raise RunWriteError(
            f"cannot write {path}: {error.strerror or error}",
            "The last checkpoint that was written is still good.",
        ) from error
