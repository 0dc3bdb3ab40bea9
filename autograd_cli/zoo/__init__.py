"""The models and losses that a config may name."""

from autograd_cli.zoo.build import build, loss
from autograd_cli.zoo.checks import ModelCheck, model_checks
from autograd_cli.zoo.convnet import ConvNet
from autograd_cli.zoo.least_squares import LeastSquares
from autograd_cli.zoo.logistic_regression import LogisticRegression
from autograd_cli.zoo.mlp import MLP
from autograd_cli.zoo.objective import Loss, l2_penalty, weighted

__all__ = [
    "MLP",
    "ConvNet",
    "LeastSquares",
    "LogisticRegression",
    "Loss",
    "ModelCheck",
    "build",
    "l2_penalty",
    "loss",
    "model_checks",
    "weighted",
]
