"""Activation functions that are linear on one side of a kink, element by element."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.ops.masking import masked
from autograd_cli.ops.promotion import as_floats

# The constants of Klambauer et al. (2017), equations 14: with them zero mean and unit variance are
# a fixed point of a layer.
_SELU_ALPHA, _SELU_SCALE = 1.6732632423543772, 1.0507009873554805


class ReLU(Function):
    """y = max(x, 0);  dx = g where x > 0, else 0 (0 at the kink, as in PyTorch)."""

    elementwise = True

    @staticmethod
    def forward(x):
        return np.maximum(x, 0)

    @staticmethod
    def vjp_x(g, y):
        return masked(g, y > 0)


class LeakyReLU(Function):
    """y = x where x > 0, else slope x;  dx = g where x > 0, else g slope (also at the kink)."""

    elementwise = True

    @staticmethod
    def forward(x, *, slope):
        return (np.maximum if slope <= 1 else np.minimum)(x, slope * x)

    @staticmethod
    def vjp_x(g, x, *, slope):
        return masked(g, x > 0) + slope * masked(g, x <= 0)


class ELU(Function):
    """y = x where x > 0, else alpha (e^x - 1);  dx = g where x > 0, else g alpha e^x.

    Source    Clevert, Unterthiner and Hochreiter, Fast and accurate deep network learning by
              exponential linear units (2016), equation 16.
    """

    elementwise = True

    @staticmethod
    def forward(x, *, alpha):
        x = as_floats(x)
        return np.maximum(x, 0) + alpha * np.expm1(np.minimum(x, 0))

    @staticmethod
    def vjp_x(g, x, *, alpha):
        left = x <= 0
        return masked(g, x > 0) + alpha * masked(g, left) * np.exp(masked(x, left))


class Hardtanh(Function):
    """y = x within [low, high];  dx = g where low < x < high, else 0 (also at the kinks)."""

    elementwise = True

    @staticmethod
    def forward(x, *, low, high):
        return np.minimum(np.maximum(x, low), high)

    @staticmethod
    def vjp_x(g, x, *, low, high):
        return masked(g, (low < x) & (x < high))


relu = ReLU.apply


def leaky_relu(x: TensorLike, negative_slope: float = 0.01) -> Tensor:
    """`x` where it is positive, `negative_slope * x` elsewhere. At 0 the slope is that too."""
    return LeakyReLU.apply(x, slope=negative_slope)


def elu(x: TensorLike, alpha: float = 1.0) -> Tensor:
    """`x` where it is positive, `alpha (e^x - 1)` elsewhere. At 0 the slope is `alpha`."""
    return ELU.apply(x, alpha=alpha)


def selu(x: TensorLike) -> Tensor:
    """The self-normalizing ELU: `scale * elu(x, alpha)`, scale = 1.0507 and alpha = 1.6733."""
    return ELU.apply(x, alpha=_SELU_ALPHA) * _SELU_SCALE


def hardtanh(x: TensorLike, min_val: float = -1.0, max_val: float = 1.0) -> Tensor:
    """`x` within the bounds. Unlike that of `clip`, the derivative at a bound is 0."""
    return Hardtanh.apply(x, low=min_val, high=max_val)
