"""From the names and settings of a config to models and losses."""

import math

import numpy as np

from autograd_cli.config import schema
from autograd_cli.engine import Array
from autograd_cli.nn import Module
from autograd_cli.ops import (
    binary_cross_entropy_with_logits,
    cross_entropy,
    mean_squared_error,
)
from autograd_cli.seeds import Seeds
from autograd_cli.zoo.convnet import ConvNet
from autograd_cli.zoo.least_squares import LeastSquares
from autograd_cli.zoo.logistic_regression import LogisticRegression
from autograd_cli.zoo.mlp import MLP
from autograd_cli.zoo.objective import Loss, ReducingLoss, weighted


def build(
    settings: schema.ModelSettings,
    shape: tuple[int, ...],
    outputs: int,
    seeds: Seeds,
    *,
    dtype: str = "float64",
) -> Module:
    """The model of a config for examples of a shape, (D,) or (C, H, W), weights from stream `init`.

    A model of features takes an image as its C H W numbers.

    Raises SettingError if a layer of a convolutional network does not fit the images, or if there
    are none.
    """
    return _build(settings, shape, outputs, seeds.stream("init")).astype(dtype)


def _build(
    settings: schema.ModelSettings, shape: tuple[int, ...], outputs: int, rng: np.random.Generator
) -> Module:
    features = math.prod(shape)
    match settings:
        case schema.LogisticRegression():
            return LogisticRegression(features, rng)
        case schema.LeastSquares(bias=bias):
            return LeastSquares(features, bias=bias)
        case schema.MLP(hidden=hidden, activation=activation, dropout=dropout):
            return MLP(
                features, outputs, rng, hidden=hidden, activation=activation, dropout=dropout
            )
        case schema.ConvNet(layers=layers, activation=activation, init=init):
            return ConvNet(shape, outputs, rng, layers=layers, activation=activation, init=init)


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
