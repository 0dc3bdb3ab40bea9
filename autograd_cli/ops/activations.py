"""Activation functions, element by element."""

import numpy as np

from autograd_cli.engine import Function


class ReLU(Function):
    """y = max(x, 0);  dx = g where x > 0, else 0 (0 at the kink, as in PyTorch)."""

    @staticmethod
    def forward(x):
        return np.maximum(x, 0)

    @staticmethod
    def vjp_x(g, y):
        return g * (y > 0)


class Sigmoid(Function):
    """y = 1 / (1 + e^-x), without overflow;  dx = g y / (1 + e^x).

    The second factor is 1 - y, but keeps its digits where y rounds to 1.
    """

    @staticmethod
    def forward(x):
        return np.exp(-np.logaddexp(0, -x))

    @staticmethod
    def vjp_x(g, x, y):
        return g * y * np.exp(-np.logaddexp(0, x))


relu = ReLU.apply
sigmoid = Sigmoid.apply
