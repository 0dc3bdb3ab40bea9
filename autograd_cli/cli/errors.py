"""Mistakes on the command line that Typer does not know of."""

from autograd_cli.errors import AutogradError


class UsageError(AutogradError):
    """An option or argument that cannot be used like this."""

    exit_code = 2
