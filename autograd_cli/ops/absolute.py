"""Absolute values, and a value with the sign of another, element by element."""

import numpy as np

from autograd_cli.engine import Function


class Abs(Function, numpy=np.absolute):
    """y = |x|;  dx = g sign(x), which is 0 at 0."""

    elementwise = True
    forward = np.absolute

    @staticmethod
    def vjp_x(g, x):
        return g * np.sign(x)


class Fabs(Function, numpy=np.fabs):
    """y = |x|, a float for integers too;  dx = g sign(x), which is 0 at 0."""

    elementwise = True
    forward = np.fabs

    @staticmethod
    def vjp_x(g, x):
        return g * np.sign(x)


class CopySign(Function, numpy=np.copysign):
    """y = |a| with the sign of b;  da = g sign(a) sign(y), which is 0 at a = 0;  db = 0."""

    elementwise = True
    forward = np.copysign

    @staticmethod
    def vjp_a(g, a, y):
        return g * (np.sign(a) * np.sign(y))

    @staticmethod
    def vjp_b(g):
        return np.zeros_like(g)


abs = Abs.apply
absolute = abs
fabs = Fabs.apply
copysign = CopySign.apply
