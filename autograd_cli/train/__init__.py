"""Training: the step, the loop and the metrics."""

from autograd_cli.train import build
from autograd_cli.train.errors import DivergedError
from autograd_cli.train.evaluate import evaluate
from autograd_cli.train.loop import check, loop
from autograd_cli.train.metrics import accuracy, predicted_classes, probabilities
from autograd_cli.train.predict import outputs
from autograd_cli.train.predictions import predictions
from autograd_cli.train.progress import Doing, Pass, Progress
from autograd_cli.train.restore import Restored, restore
from autograd_cli.train.step import make_step

__all__ = [
    "DivergedError",
    "Doing",
    "Pass",
    "Progress",
    "Restored",
    "accuracy",
    "build",
    "check",
    "evaluate",
    "loop",
    "make_step",
    "outputs",
    "predicted_classes",
    "predictions",
    "probabilities",
    "restore",
]
