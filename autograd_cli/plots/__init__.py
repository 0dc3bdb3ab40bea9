"""Pictures of runs, drawn from their folders alone."""

from autograd_cli.plots.curves import curve, draw

__all__ = ["curve", "draw"]
