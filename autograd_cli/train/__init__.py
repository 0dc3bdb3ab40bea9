"""Training: the step, the loop and the metrics."""

from autograd_cli.train.errors import DivergedError
from autograd_cli.train.evaluate import evaluate, predicted_classes
from autograd_cli.train.loop import check, loop
from autograd_cli.train.step import make_step

__all__ = ["DivergedError", "check", "evaluate", "loop", "make_step", "predicted_classes"]
