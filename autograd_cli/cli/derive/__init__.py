"""autograd derive: the derivative of a formula in every way there is, each beside its error."""

from autograd_cli.cli.derive.command import derive_cli

__all__ = ["derive_cli"]
