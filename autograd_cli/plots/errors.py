"""What pictures raise."""

from autograd_cli.errors import AutogradError


class NoPictureError(AutogradError):
    """A run like this has no such picture: the message says why."""

    exit_code = 2


class NoWindowError(AutogradError):
    """There is no screen for a window, or nothing that could open one: the message says which."""

    exit_code = 2
