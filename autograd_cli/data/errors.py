"""Data that cannot be used."""

from autograd_cli.errors import AutogradError


class DataError(AutogradError):
    """A file that is no table, or a cell that does not fit: the message names the place."""

    exit_code = 2
