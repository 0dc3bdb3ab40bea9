"""The commands together."""

from typing import Annotated

import typer

from autograd_cli import __version__
from autograd_cli.cli.config import config_app
from autograd_cli.cli.evaluate import evaluate_cli
from autograd_cli.cli.gradcheck import gradcheck_cli
from autograd_cli.cli.info import info_cli
from autograd_cli.cli.list import list_cli
from autograd_cli.cli.plot import plot_cli
from autograd_cli.cli.predict import predict_cli
from autograd_cli.cli.resume import resume_cli
from autograd_cli.cli.runs.app import runs_app
from autograd_cli.cli.train import train_cli

# Plain help: rich would double the time that it takes.
app = typer.Typer(
    name="autograd",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("train")(train_cli)
app.command("resume")(resume_cli)
app.command("evaluate")(evaluate_cli)
app.command("predict")(predict_cli)
app.command("gradcheck")(gradcheck_cli)
app.command("plot")(plot_cli)
app.command("list")(list_cli)
app.add_typer(runs_app, name="runs")
app.command("info")(info_cli)
app.add_typer(config_app, name="config")


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"autograd-cli {__version__}")
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
    """Train models from config files, on an automatic-differentiation engine in NumPy."""
