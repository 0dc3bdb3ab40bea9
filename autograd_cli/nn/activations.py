"""Activation functions as layers."""

from autograd_cli.engine import Array, Tensor
from autograd_cli.nn.module import Module
from autograd_cli.ops import relu, sigmoid, tanh


class ReLU(Module):
    """y = max(x, 0), by `relu`."""

    def forward(self, x: Array | Tensor) -> Tensor:
        return relu(x)


class Sigmoid(Module):
    """y = 1 / (1 + e^-x), by `sigmoid`."""

    def forward(self, x: Array | Tensor) -> Tensor:
        return sigmoid(x)


class Tanh(Module):
    """y = tanh x, by `tanh`."""

    def forward(self, x: Array | Tensor) -> Tensor:
        return tanh(x)
