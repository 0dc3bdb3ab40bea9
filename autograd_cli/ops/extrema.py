"""The larger and the smaller of two values, element by element."""

import numpy as np

from autograd_cli.engine import Function

# The rules choose with where: the cotangent of the value not taken is 0 even if g is infinite,
# as it is in sqrt(maximum(x, 0)).


class Maximum(Function, numpy=np.maximum):
    """y = max(a, b);  da = g where a > b, g / 2 where a = b, else 0, and db = g - da.

    Where one of them is NaN, and so is y, both have g.
    """

    elementwise = True
    forward = np.maximum

    @staticmethod
    def vjp_a(g, a, b):
        return np.where(a == b, 0.5 * g, np.where(a < b, 0, g))

    @staticmethod
    def vjp_b(g, a, b):
        return np.where(a == b, 0.5 * g, np.where(a > b, 0, g))


class Minimum(Function, numpy=np.minimum):
    """y = min(a, b);  da = g where a < b, g / 2 where a = b, else 0, and db = g - da.

    Where one of them is NaN, and so is y, both have g.
    """

    elementwise = True
    forward = np.minimum

    @staticmethod
    def vjp_a(g, a, b):
        return np.where(a == b, 0.5 * g, np.where(a > b, 0, g))

    @staticmethod
    def vjp_b(g, a, b):
        return np.where(a == b, 0.5 * g, np.where(a < b, 0, g))


class Fmax(Function, numpy=np.fmax):
    """y = max(a, b), or the one that is not NaN;  da = g where y is a, else 0, and db = g - da.

    Of equal values a has all of g, as in PyTorch.
    """

    elementwise = True
    forward = np.fmax

    @staticmethod
    def vjp_a(g, a, b):
        return np.where((a >= b) | np.isnan(b), g, 0)

    @staticmethod
    def vjp_b(g, a, b):
        return np.where((a >= b) | np.isnan(b), 0, g)


class Fmin(Function, numpy=np.fmin):
    """y = min(a, b), or the one that is not NaN;  da = g where y is a, else 0, and db = g - da.

    Of equal values a has all of g, as in PyTorch.
    """

    elementwise = True
    forward = np.fmin

    @staticmethod
    def vjp_a(g, a, b):
        return np.where((a <= b) | np.isnan(b), g, 0)

    @staticmethod
    def vjp_b(g, a, b):
        return np.where((a <= b) | np.isnan(b), 0, g)


maximum = Maximum.apply
minimum = Minimum.apply
fmax = Fmax.apply
fmin = Fmin.apply
