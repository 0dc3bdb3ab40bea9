"""The commands on runs together."""

import typer

from autograd_cli.cli.runs.compare import compare_cli
from autograd_cli.cli.runs.export import export_cli
from autograd_cli.cli.runs.ls import ls_cli
from autograd_cli.cli.runs.rm import rm_cli
from autograd_cli.cli.runs.show import show_cli

runs_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List, show, compare, export and delete runs.",
)
runs_app.command("ls")(ls_cli)
runs_app.command("show")(show_cli)
runs_app.command("compare")(compare_cli)
runs_app.command("export")(export_cli)
runs_app.command("rm")(rm_cli)
