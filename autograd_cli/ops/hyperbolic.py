"""Hyperbolic functions and their inverses, element by element."""

import numpy as np

from autograd_cli.engine import Function


class Sinh(Function, numpy=np.sinh):
    """y = sinh x;  dx = g cosh x."""

    elementwise = True
    forward = np.sinh

    @staticmethod
    def vjp_x(g, x):
        return g * np.cosh(x)


class Cosh(Function, numpy=np.cosh):
    """y = cosh x;  dx = g sinh x."""

    elementwise = True
    forward = np.cosh

    @staticmethod
    def vjp_x(g, x):
        return g * np.sinh(x)


class Tanh(Function, numpy=np.tanh):
    """y = tanh x;  dx = g / cosh^2 x.

    That is g (1 - y^2), but keeps its digits where y rounds to 1.
    """

    elementwise = True
    forward = np.tanh

    @staticmethod
    def vjp_x(g, x):
        return g * TanhSlope.compute(x)


class TanhSlope(Function):
    """y = 1 / cosh^2 x, the derivative of tanh;  dx = -2 g y tanh x."""

    elementwise = True

    @staticmethod
    def forward(x):
        with np.errstate(over="ignore"):  # where cosh^2 overflows y is 0
            c = np.cosh(x)
            return 1 / (c * c)

    @staticmethod
    def vjp_x(g, x, y):
        return -2 * g * y * np.tanh(x)


class Arcsinh(Function, numpy=np.arcsinh):
    """y = arcsinh x;  dx = g / sqrt(1 + x^2)."""

    elementwise = True
    forward = np.arcsinh

    @staticmethod
    def vjp_x(g, x):
        return g / np.hypot(1, x)


class Arccosh(Function, numpy=np.arccosh):
    """y = arccosh x;  dx = g / sqrt(x^2 - 1), infinite at x = 1."""

    elementwise = True
    forward = np.arccosh

    @staticmethod
    def vjp_x(g, x):
        return g / (np.sqrt(x - 1) * np.sqrt(x + 1))  # x^2 may overflow, and loses digits near 1


class Arctanh(Function, numpy=np.arctanh):
    """y = arctanh x;  dx = g / (1 - x^2)."""

    elementwise = True
    forward = np.arctanh

    @staticmethod
    def vjp_x(g, x):
        return g / ((1 - x) * (1 + x))


sinh = Sinh.apply
cosh = Cosh.apply
tanh = Tanh.apply
arcsinh = Arcsinh.apply
arccosh = Arccosh.apply
arctanh = Arctanh.apply
