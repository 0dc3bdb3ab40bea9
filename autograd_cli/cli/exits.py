"""The one place that turns errors into messages and exit codes."""

import io
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from autograd_cli.cli.interrupt import INTERRUPTED
from autograd_cli.cli.terminal import tell
from autograd_cli.errors import AutogradError

FAILURE = 1


@contextmanager
def reported() -> Iterator[None]:
    """Run a command's body: what the user can mend becomes a message on stderr and an exit code.

    An error of our own making keeps its traceback, and Python ends with 1.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a letter that it lacks is no reason to stop
            stream.reconfigure(errors="backslashreplace")
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning  # type: ignore[assignment]
            yield
    except AutogradError as error:
        _complain(error.message, error.hint)
        raise typer.Exit(error.exit_code) from None
    except MemoryError as error:
        _complain(f"not enough memory: {error}", "Make the data or the model smaller.")
        raise typer.Exit(FAILURE) from None
    except KeyboardInterrupt:
        tell("interrupted")
        raise typer.Exit(INTERRUPTED) from None


def _complain(message: str, hint: str) -> None:
    tell(f"error: {message}\n{hint}" if hint else f"error: {message}")


def _show_warning(message: Warning | str, *_: object) -> None:
    tell(f"warning: {message}")
