"""Runs that cannot be found, made or written."""

from autograd_cli.errors import AutogradError


class RunError(AutogradError):
    """A run that does not exist, or a place where none can be made."""

    exit_code = 2


class RunWriteError(AutogradError):
    """A file of a run that could not be written; what was there before is still there."""
