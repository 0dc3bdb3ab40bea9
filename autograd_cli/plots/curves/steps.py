"""The loss of the batches that were logged, step by step."""

from typing import TYPE_CHECKING

from autograd_cli.plots.curves.curve import Curve, alone
from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.style import BLUE

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def steps(found: RunData) -> "Figure":
    """Of the training. Raises NoPictureError for a run that has logged none."""
    logged = found.steps
    if not logged.step:
        raise NoPictureError(
            f"{found.run.id} has logged no steps", "Train with train.log_every=1 to have them."
        )
    curve = Curve("", logged.step, logged.loss, {"color": BLUE})
    return alone([curve], "steps", title=found.title, x="step")
