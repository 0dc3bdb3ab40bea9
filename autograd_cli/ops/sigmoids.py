"""Smooth activation functions: the logistic sigmoid and its kin, element by element."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.ops.promotion import as_floats

_FEW = 256  # elements below which entering errstate costs more than a second exp does


class Sigmoid(Function):
    """y = 1 / (1 + e^-x);  dx = g y / (1 + e^x).

    The second factor is 1 - y, but keeps its digits where y rounds to 1.
    """

    elementwise = True

    @staticmethod
    def forward(x):
        if x.size < _FEW:
            return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(as_floats(x))))
        y = _negative(x)
        with np.errstate(over="ignore"):  # e^-x may be infinite: y is 0 there
            np.exp(y, out=y)
        y += 1
        return np.reciprocal(y, out=y)

    @staticmethod
    def vjp_x(g, x, y):
        return g * y * Sigmoid.compute(-x)


class LogSigmoid(Function):
    """y = ln(1 / (1 + e^-x)), without overflow;  dx = g / (1 + e^x)."""

    elementwise = True

    @staticmethod
    def forward(x):
        return -_softplus(_negative(x))

    @staticmethod
    def vjp_x(g, x):
        return g * Sigmoid.compute(-x)


class Softplus(Function):
    """y = ln(1 + e^(beta x)) / beta, without overflow;  dx = g / (1 + e^(-beta x))."""

    elementwise = True

    @staticmethod
    def forward(x, *, beta):
        y = _softplus(beta * x)
        y /= beta
        return y

    @staticmethod
    def vjp_x(g, x, *, beta):
        return g * Sigmoid.compute(beta * x)


class SiLU(Function):
    """y = x s, with s = 1 / (1 + e^-x);  dx = g s (1 + x (1 - s))."""

    elementwise = True

    @staticmethod
    def forward(x):
        return x * Sigmoid.forward(x)

    @staticmethod
    def vjp_x(g, x):
        s = Sigmoid.compute(x)
        return g * (s * (1 + x * (1 - s)))


class Softsign(Function):
    """y = x / (1 + |x|);  dx = g / (1 + |x|)^2."""

    elementwise = True

    @staticmethod
    def forward(x):
        x = as_floats(x)
        return x / (1 + np.abs(x))

    @staticmethod
    def vjp_x(g, x):
        r = 1 / (1 + np.abs(x))
        return g * r * r  # the square of the other factor may overflow


sigmoid = Sigmoid.apply
log_sigmoid = LogSigmoid.apply
silu = SiLU.apply
softsign = Softsign.apply


def softplus(x: TensorLike, beta: float = 1.0) -> Tensor:
    """`ln(1 + e^(beta x)) / beta`, a smooth ReLU; the larger `beta`, the closer.

    It is exact at any `x`, and so has no threshold above which it would become linear.
    """
    return Softplus.apply(x, beta=beta)


def _softplus(x):
    y = _negative(np.abs(x))
    np.exp(y, out=y)
    np.log1p(y, out=y)
    y += np.maximum(x, 0)
    return y


def _negative(x):
    """An array of floats, to be written into: to allocate another takes longer than exp."""
    return np.asarray(-as_floats(x))
