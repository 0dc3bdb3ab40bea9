"""autograd config: what configs say, without training; a command each."""

from functools import partial

import typer

from autograd_cli.cli.config.check import check_cli
from autograd_cli.cli.config.init import init_cli
from autograd_cli.cli.config.schema import schema_cli
from autograd_cli.cli.config.show import show_cli
from autograd_cli.cli.help import Command

_HELP = """Check, show and write configs, without training.

\b
Example:
  autograd config show configs/iris_logreg.yaml optimizer.lr=0.1
"""

config_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_HELP)
_command = partial(config_app.command, cls=Command)
_command("check")(check_cli)
_command("show")(show_cli)
_command("init")(init_cli)
_command("schema")(schema_cli)
