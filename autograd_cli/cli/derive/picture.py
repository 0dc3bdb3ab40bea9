"""The file that --plot names."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from autograd_cli.cli.errors import UsageError
from autograd_cli.cli.terminal import write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FORMATS = ("png", "svg", "pdf")


def check_suffix(path: Path | None) -> None:
    """Raise UsageError for a file of an unknown form, before anything is computed."""
    if path is not None and path.suffix.lower()[1:] not in _FORMATS:
        forms = ", ".join(f".{form}" for form in _FORMATS)
        raise UsageError(f"cannot write {path}: it should end in {forms}")


def write_picture(picture: "Figure", path: Path, *, told: bool) -> None:
    """Write it in the form that the suffix says, and print the path. Raises RunWriteError."""
    from autograd_cli.plots.saving import save

    save(picture, path, path.suffix.lower()[1:])  # type: ignore[arg-type]  # is one of the forms
    if told:
        write(str(path), sys.stdout)
