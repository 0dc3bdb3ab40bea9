"""The commands together."""

import sys
from functools import partial
from typing import Annotated

import typer

from autograd_cli import __version__
from autograd_cli.cli.config import config_app
from autograd_cli.cli.derive import derive_cli
from autograd_cli.cli.evaluate import evaluate_cli
from autograd_cli.cli.formula import FormulaCommand
from autograd_cli.cli.gradcheck import gradcheck_cli
from autograd_cli.cli.graph import graph_cli
from autograd_cli.cli.help import Command, Group
from autograd_cli.cli.info import info_cli
from autograd_cli.cli.list import list_cli
from autograd_cli.cli.plot import plot_cli
from autograd_cli.cli.predict import predict_cli
from autograd_cli.cli.report import report_cli
from autograd_cli.cli.resume import resume_cli
from autograd_cli.cli.runs.app import runs_app
from autograd_cli.cli.terminal import write
from autograd_cli.cli.trace import trace_cli
from autograd_cli.cli.train import train_cli

# The headings of the list of commands.
_TRAINING, _RUNS, _CONFIGS, _INSIDE = "Training", "Runs", "Configs", "Engine and machine"
_DERIVATIVES = "Derivatives"

# Plain help: rich would double the time that it takes.
app = typer.Typer(
    name="autograd",
    cls=Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_command = partial(app.command, cls=Command)
_command("train", rich_help_panel=_TRAINING)(train_cli)
_command("resume", rich_help_panel=_TRAINING)(resume_cli)
_command("evaluate", rich_help_panel=_RUNS)(evaluate_cli)
_command("predict", rich_help_panel=_RUNS)(predict_cli)
_command("plot", rich_help_panel=_RUNS)(plot_cli)
_command("report", rich_help_panel=_RUNS)(report_cli)
_command("list", rich_help_panel=_CONFIGS)(list_cli)
app.command("derive", cls=FormulaCommand, rich_help_panel=_DERIVATIVES)(derive_cli)
app.command("graph", cls=FormulaCommand, rich_help_panel=_DERIVATIVES)(graph_cli)
_command("trace", rich_help_panel=_DERIVATIVES)(trace_cli)
_command("gradcheck", rich_help_panel=_INSIDE)(gradcheck_cli)
_command("info", rich_help_panel=_INSIDE)(info_cli)
app.add_typer(runs_app, name="runs", rich_help_panel=_RUNS)
app.add_typer(config_app, name="config", rich_help_panel=_CONFIGS)


def _print_version(wanted: bool) -> None:
    if wanted:
        write(f"autograd-cli {__version__}", sys.stdout)
        raise typer.Exit


@app.callback()
def main_options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Train models from config files, on an autodiff engine written in NumPy.

    Exit codes: 0 done, 1 failure, 2 a mistake in what was given, 3 a training that diverged,
    130 interrupted.

    \b
    Example:
      autograd train configs/iris_logreg.yaml
    """
