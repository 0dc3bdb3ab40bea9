"""The entry point of `autograd` and of `python -m autograd_cli`."""

import sys
from contextlib import nullcontext

from autograd_cli.cli.plot_process import PlotProcess


def main() -> None:
    """Run the command line; ends the process with its exit code.

    A training gets the process that will draw its pictures before anything else is loaded: what
    Matplotlib needs to start is the longest part of a short training.
    """
    draws = sys.argv[1:2] == ["train"] and not {"--no-plots", "-h", "--help"} & {*sys.argv}
    with PlotProcess() if draws else nullcontext() as painter:
        from autograd_cli.cli.app import app  # loads Typer

        app(prog_name="autograd", obj=painter)
