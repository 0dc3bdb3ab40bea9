"""Binary logistic regression."""

import numpy as np

from autograd_cli.engine import Array, Tensor, no_grad
from autograd_cli.nn import Linear
from autograd_cli.ops import reshape, sigmoid
from autograd_cli.zoo.features import features_of


class LogisticRegression(Linear):
    """One logit per example, linear in its features.

    `weight` (1, D) starts standard normal, `bias` (1,) at 0.
    """

    def __init__(self, features: int, rng: np.random.Generator) -> None:
        super().__init__(features, 1, rng=rng, init=np.random.Generator.standard_normal)

    def forward(self, x: Array | Tensor) -> Tensor:
        """Logits (N,) of examples x (N, D) or (N, C, H, W)."""
        return reshape(super().forward(features_of(x)), -1)

    def predict(self, x: Array, threshold: float = 0.5) -> Array:
        """Labels (N,), 1.0 where the probability of class 1 is above `threshold`, else 0.0."""
        with no_grad():
            probability = sigmoid(self(x))
        return (probability > threshold).astype(np.float64)
