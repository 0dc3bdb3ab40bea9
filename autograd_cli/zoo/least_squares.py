"""Linear regression."""

import numpy as np

from autograd_cli.engine import Array, Tensor
from autograd_cli.nn import Module
from autograd_cli.ops import add, matmul
from autograd_cli.zoo.features import features_of


class LeastSquares(Module):
    """A number per example, linear in its features.

    `weight` (D,) and, if there is one, `bias` () start at 0.
    """

    def __init__(self, features: int, *, bias: bool = False) -> None:
        self.weight = Tensor(np.zeros(features), requires_grad=True)
        self.bias = Tensor(0.0, requires_grad=True) if bias else None

    def forward(self, x: Array | Tensor) -> Tensor:
        """Predictions (N,) for examples x (N, D) or (N, C, H, W)."""
        y = matmul(features_of(x), self.weight)
        return y if self.bias is None else add(y, self.bias)
