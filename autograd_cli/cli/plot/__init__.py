"""autograd plot: runs as pictures."""

from autograd_cli.cli.plot.command import plot_cli

__all__ = ["plot_cli"]
