"""The commands on runs together."""

from functools import partial

import typer

from autograd_cli.cli.help import Command
from autograd_cli.cli.runs.compare import compare_cli
from autograd_cli.cli.runs.export import export_cli
from autograd_cli.cli.runs.ls import ls_cli
from autograd_cli.cli.runs.rm import rm_cli
from autograd_cli.cli.runs.show import show_cli

_HELP = """List, show, compare, export and delete runs.

\b
Example:
  autograd runs ls --sort val/loss
"""

runs_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_HELP)
_command = partial(runs_app.command, cls=Command)
_command("ls")(ls_cli)
_command("show")(show_cli)
_command("compare")(compare_cli)
_command("export")(export_cli)
_command("rm")(rm_cli)
