"""autograd config: what configs say, without training; a command each."""

import typer

from autograd_cli.cli.config.check import check_cli
from autograd_cli.cli.config.init import init_cli
from autograd_cli.cli.config.schema import schema_cli
from autograd_cli.cli.config.show import show_cli

config_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Check, show and write configs, without training.",
)
config_app.command("check")(check_cli)
config_app.command("show")(show_cli)
config_app.command("init")(init_cli)
config_app.command("schema")(schema_cli)
