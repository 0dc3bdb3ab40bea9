"""The entry point of `autograd` and of `python -m autograd_cli`."""

import sys
from contextlib import nullcontext

from autograd_cli.cli.interrupt import ended_by_signals


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    with ended_by_signals():
        _check_directory()
        _run()


def _check_directory() -> None:
    """Everything below may take for granted that the process is somewhere."""
    from pathlib import Path  # what is loaded later can be interrupted in good order

    try:
        Path.cwd()
    except FileNotFoundError:
        from autograd_cli.cli.terminal import tell

        tell("error: the current directory has been deleted\nChange to another one with cd.")
        sys.exit(2)


def _run() -> None:
    """A training gets the process that will draw its pictures before anything else is loaded.

    What Matplotlib needs to start is the longest part of a short training. A list of runs does
    without Typer, which would take longer to load than a thousand runs to read.
    """
    if sys.argv[1:3] == ["runs", "ls"]:
        from autograd_cli.cli.runs.quick import listed

        if listed(sys.argv[3:]):
            return
    from autograd_cli.cli.plot_process import PlotProcess

    draws = sys.argv[1:2] in (["train"], ["resume"]) and not {"--no-plots", "-h", "--help"} & {
        *sys.argv
    }
    with PlotProcess() if draws else nullcontext() as painter:
        from autograd_cli.cli.app import app  # loads Typer

        app(prog_name="autograd", obj=painter)
