"""From the names and settings of a config to models and losses."""

from collections.abc import Callable
from typing import TypeAlias

from autograd_cli.config import schema
from autograd_cli.engine import Array, Tensor
from autograd_cli.nn import Module
from autograd_cli.ops import (
    binary_cross_entropy_with_logits,
    cross_entropy,
    mean_squared_error,
)
from autograd_cli.seeds import Seeds
from autograd_cli.zoo.least_squares import LeastSquares
from autograd_cli.zoo.logistic_regression import LogisticRegression
from autograd_cli.zoo.mlp import MLP

Loss: TypeAlias = Callable[[Tensor, Array], Tensor]


def build(settings: schema.ModelSettings, features: int, outputs: int, seeds: Seeds) -> Module:
    """The model of a config for examples of `features` numbers, its weights from stream `init`."""
    rng = seeds.stream("init")
    match settings:
        case schema.LogisticRegression():
            return LogisticRegression(features, rng)
        case schema.LeastSquares(bias=bias):
            return LeastSquares(features, bias=bias)
        case schema.MLP(hidden=hidden, activation=activation):
            return MLP(features, outputs, rng, hidden=hidden, activation=activation)


def loss(settings: schema.LossSettings) -> Loss:
    """The loss of a config: (outputs of the model, targets) -> one number."""
    match settings:
        case schema.BinaryCrossEntropy():
            return binary_cross_entropy_with_logits
        case schema.CrossEntropy():
            return cross_entropy
        case schema.MeanSquaredError():
            return mean_squared_error
