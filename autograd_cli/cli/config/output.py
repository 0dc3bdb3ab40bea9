"""Files that the commands write beside a run."""

from pathlib import Path

from autograd_cli.cli.errors import UsageError
from autograd_cli.errors import AutogradError
from autograd_cli.files import write_atomically


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet.

    Raises UsageError if it is, and AutogradError if it cannot be written.
    """
    try:
        file = path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        raise UsageError(f"{path} is there already", "Choose another file with -o.") from None
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with file:
            file.write(text)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _unwritable(path, error) from None


def write_over(path: Path, text: str) -> None:
    """Write a file, in the place of the one that may be there.

    Raises AutogradError if it cannot be written.
    """
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> AutogradError:
    return AutogradError(
        f"cannot write {path}: {error.strerror or error}", "Choose another file with -o."
    )
