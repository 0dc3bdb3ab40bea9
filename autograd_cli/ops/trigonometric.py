"""Trigonometric functions and their inverses, element by element, and units of angles."""

import numpy as np

from autograd_cli.engine import Function
from autograd_cli.engine.dispatch import register


class Sin(Function, numpy=np.sin):
    """y = sin x;  dx = g cos x."""

    elementwise = True
    forward = np.sin

    @staticmethod
    def vjp_x(g, x):
        return g * np.cos(x)


class Cos(Function, numpy=np.cos):
    """y = cos x;  dx = -g sin x."""

    elementwise = True
    forward = np.cos

    @staticmethod
    def vjp_x(g, x):
        return -g * np.sin(x)


class Tan(Function, numpy=np.tan):
    """y = tan x;  dx = g (1 + y^2)."""

    elementwise = True
    forward = np.tan

    @staticmethod
    def vjp_x(g, y):
        return g * (1 + y * y)


class Arcsin(Function, numpy=np.arcsin):
    """y = arcsin x;  dx = g / sqrt(1 - x^2), infinite at x = -1 and 1."""

    elementwise = True
    forward = np.arcsin

    @staticmethod
    def vjp_x(g, x):
        return g / np.sqrt((1 - x) * (1 + x))  # 1 - x^2 would lose digits near -1 and 1


class Arccos(Function, numpy=np.arccos):
    """y = arccos x;  dx = -g / sqrt(1 - x^2), infinite at x = -1 and 1."""

    elementwise = True
    forward = np.arccos

    @staticmethod
    def vjp_x(g, x):
        return -g / np.sqrt((1 - x) * (1 + x))


class Arctan(Function, numpy=np.arctan):
    """y = arctan x;  dx = g / (1 + x^2)."""

    elementwise = True
    forward = np.arctan

    @staticmethod
    def vjp_x(g, x):
        return g * ArctanSlope.compute(x)


class ArctanSlope(Function):
    """y = 1 / (1 + x^2), the derivative of arctan;  dx = -2 g x y^2."""

    elementwise = True

    @staticmethod
    def forward(x):
        with np.errstate(over="ignore"):  # where x^2 overflows y is 0
            return 1 / (1 + x * x)

    @staticmethod
    def vjp_x(g, x, y):
        return -2 * g * (x * y) * y


class Arctan2(Function, numpy=np.arctan2):
    """y = the angle of the point (b, a), from -pi to pi;  da = g b / r^2,  db = -g a / r^2.

    r is its distance from the origin, where both derivatives are 0, as in PyTorch.
    """

    elementwise = True
    forward = np.arctan2

    @staticmethod
    def vjp_a(g, a, b):
        r = np.hypot(a, b)
        r = np.where(r == 0, np.inf, r)
        return g * (b / r / r)  # r^2 may overflow where this does not

    @staticmethod
    def vjp_b(g, a, b):
        r = np.hypot(a, b)
        r = np.where(r == 0, np.inf, r)
        return -g * (a / r / r)


class Deg2Rad(Function, numpy=np.deg2rad):
    """y = x pi / 180, radians for degrees;  dx = g pi / 180."""

    elementwise = True
    forward = np.deg2rad

    @staticmethod
    def vjp_x(g):
        return np.deg2rad(g)


class Rad2Deg(Function, numpy=np.rad2deg):
    """y = x 180 / pi, degrees for radians;  dx = g 180 / pi."""

    elementwise = True
    forward = np.rad2deg

    @staticmethod
    def vjp_x(g):
        return np.rad2deg(g)


sin = Sin.apply
cos = Cos.apply
tan = Tan.apply
arcsin = Arcsin.apply
arccos = Arccos.apply
arctan = Arctan.apply
arctan2 = Arctan2.apply
deg2rad = Deg2Rad.apply
radians = deg2rad
rad2deg = Rad2Deg.apply
degrees = rad2deg

register(np.radians, radians)
register(np.degrees, degrees)
