"""From the names and settings of a config to models and losses."""

from autograd_cli.config import schema
from autograd_cli.engine import Array
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
from autograd_cli.zoo.objective import Loss, ReducingLoss, weighted


def build(settings: schema.ModelSettings, features: int, outputs: int, seeds: Seeds) -> Module:
    """The model of a config for examples of `features` numbers, its weights from stream `init`."""
    rng = seeds.stream("init")
    match settings:
        case schema.LogisticRegression():
            return LogisticRegression(features, rng)
        case schema.LeastSquares(bias=bias):
            return LeastSquares(features, bias=bias)
        case schema.MLP(hidden=hidden, activation=activation, dropout=dropout):
            return MLP(
                features, outputs, rng, hidden=hidden, activation=activation, dropout=dropout
            )


def loss(settings: schema.LossSettings, class_weights: Array | None = None) -> Loss:
    """The loss of a config: (outputs of the model, targets) -> one number.

    With `class_weights` (K,), K at least 2, it is that of `weighted`; the numbers behind the
    setting's names are for those to find who have the data.
    """
    plain = _plain(settings)
    return plain if class_weights is None else weighted(plain, class_weights)


def _plain(settings: schema.LossSettings) -> ReducingLoss:
    match settings:
        case schema.BinaryCrossEntropy():
            return binary_cross_entropy_with_logits
        case schema.CrossEntropy():
            return cross_entropy
        case schema.MeanSquaredError():
            return mean_squared_error
