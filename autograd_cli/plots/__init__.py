"""Pictures of runs, drawn from their folders alone."""

from autograd_cli.plots.confusion import confusion
from autograd_cli.plots.curves import curve
from autograd_cli.plots.draw import absent, draw
from autograd_cli.plots.filters import filters
from autograd_cli.plots.images import images

__all__ = ["absent", "confusion", "curve", "draw", "filters", "images"]
