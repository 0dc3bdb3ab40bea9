"""Where a report goes, without replacing a file that is none of ours."""

from collections.abc import Sequence
from pathlib import Path

from autograd_cli.files import write_atomically
from autograd_cli.report.page import GENERATOR, page
from autograd_cli.runs import RunError, RunFolder, RunWriteError

_NAME = "report.html"
_HEAD = 1000  # bytes, in which a report says what it is


def write(folders: Sequence[RunFolder], out: Path | None = None, *, force: bool = False) -> Path:
    """Write the report of the runs to `out`; returns its path.

    By default it goes into the folder of the run or, of several, the current one. An earlier report
    is replaced; any other file only by `force`.

    Raises RunError if a run's summary cannot be read or there is another file, RunWriteError.
    """
    path = out or (folders[0].path / _NAME if len(folders) == 1 else Path(_NAME))
    if not force:
        _check(path)
    content = page(folders).encode("utf-8", "backslashreplace")
    try:
        write_atomically(path, content)
    except OSError as error:
        raise RunWriteError(
            f"cannot write {path}: {error.strerror or error}", "Choose another place with -o."
        ) from error
    return path


def _check(path: Path) -> None:
    """Raises RunError for a file that is no report, or that cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise RunWriteError(
            f"cannot write {path}: {error.strerror}", "Choose another place with -o."
        ) from error
    if f'content="{GENERATOR} '.encode() not in head:
        raise RunError(
            f"{path} is there already, and is no report",
            "Choose another place with -o, or replace it with --force.",
        )
