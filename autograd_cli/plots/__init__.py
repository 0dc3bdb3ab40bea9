"""Pictures of runs, drawn from their folders alone."""

from autograd_cli.plots.curves.compared import compared_pictures
from autograd_cli.plots.draw import absent, draw, pictures
from autograd_cli.plots.errors import NoPictureError, NoWindowError
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.saving import save

__all__ = [
    "NoPictureError",
    "NoWindowError",
    "RunData",
    "absent",
    "compared_pictures",
    "draw",
    "pictures",
    "save",
]
