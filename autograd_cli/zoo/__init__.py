"""The models and losses that a config may name."""

from autograd_cli.zoo.build import Loss, build, loss
from autograd_cli.zoo.checks import ModelCheck, model_checks
from autograd_cli.zoo.least_squares import LeastSquares
from autograd_cli.zoo.logistic_regression import LogisticRegression
from autograd_cli.zoo.mlp import MLP

__all__ = [
    "MLP",
    "LeastSquares",
    "LogisticRegression",
    "Loss",
    "ModelCheck",
    "build",
    "loss",
    "model_checks",
]
