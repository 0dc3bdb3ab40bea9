"""Square roots, cube roots, and the length of (a, b), element by element."""

import numpy as np

from autograd_cli.engine import Function


class Sqrt(Function, numpy=np.sqrt):
    """y = the square root of x;  dx = g / (2 y), infinite at x = 0."""

    elementwise = True
    forward = np.sqrt

    @staticmethod
    def vjp_x(g, y):
        return 0.5 * g / y


class Cbrt(Function, numpy=np.cbrt):
    """y = the cube root of x, negative for negative x;  dx = g / (3 y^2), infinite at x = 0."""

    elementwise = True
    forward = np.cbrt

    @staticmethod
    def vjp_x(g, y):
        return g / (3 * y * y)


class Hypot(Function, numpy=np.hypot):
    """y = sqrt(a^2 + b^2), without overflow;  da = g a / y,  db = g b / y, both 0 at a = b = 0."""

    elementwise = True
    forward = np.hypot

    @staticmethod
    def vjp_a(g, a, y):
        return g * (a / np.where(y == 0, np.inf, y))

    @staticmethod
    def vjp_b(g, b, y):
        return g * (b / np.where(y == 0, np.inf, y))


sqrt = Sqrt.apply
cbrt = Cbrt.apply
hypot = Hypot.apply
