"""Exit codes, and the one place that turns errors into messages."""

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from autograd_cli.errors import AutogradError

FAILURE = 1
USAGE = 2  # the config, the command line, a run that is not there
DIVERGED = 3
INTERRUPTED = 130

# By class name, so that no command has to import the room of an error it never meets.
_CODES = {"ConfigError": USAGE, "RunError": USAGE, "DivergedError": DIVERGED}


@contextmanager
def reported() -> Iterator[None]:
    """Run a command's body; a user's mistake becomes a message on stderr and an exit code.

    Errors of our own making keep their traceback, and exit with 1.
    """
    warnings.showwarning = _show_warning  # type: ignore[assignment]
    try:
        yield
    except AutogradError as error:
        print(f"error: {error.message}", *filter(None, [error.hint]), sep="\n", file=sys.stderr)
        raise typer.Exit(_CODES.get(type(error).__name__, FAILURE)) from None
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


def _show_warning(message: Warning | str, *_: object) -> None:
    print(f"warning: {message}", file=sys.stderr)
