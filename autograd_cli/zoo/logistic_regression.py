"""Binary logistic regression."""

import numpy as np

from autograd_cli.engine import Array, Tensor, no_grad
from autograd_cli.nn import Linear
from autograd_cli.ops import reshape, sigmoid


class LogisticRegression(Linear):
    """One logit per example, linear in its features.

    `weight` (1, D) starts standard normal, `bias` (1,) at 0.
    """

    def __init__(self, features: int, rng: np.random.Generator) -> None:
        super().__init__(rng.standard_normal((1, features)))

    def forward(self, x: Array | Tensor) -> Tensor:
        """Logits (N,) of examples x (N, D)."""
        return reshape(super().forward(x), -1)

    def predict(self, x: Array, threshold: float = 0.5) -> Array:
        """Labels (N,), 1.0 where the probability of class 1 is above `threshold`, else 0.0."""
        with no_grad():
            probability = sigmoid(self(x))
        return (probability > threshold).astype(np.float64)
