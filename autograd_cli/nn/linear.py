"""Linear: a fully connected layer."""

import numpy as np

from autograd_cli.engine import Array, Tensor
from autograd_cli.nn.module import Module
from autograd_cli.ops import linear


class Linear(Module):
    """y = x weight^T + bias, with x (N, D), weight (K, D), bias (K,) starting at 0, y (N, K)."""

    def __init__(self, weight: Array) -> None:
        self.weight = Tensor(weight, requires_grad=True)
        self.bias = Tensor(np.zeros(len(weight)), requires_grad=True)

    def forward(self, x: Array | Tensor) -> Tensor:
        return linear(x, self.weight, self.bias)
