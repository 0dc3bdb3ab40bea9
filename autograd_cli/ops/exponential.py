"""Exponentials and logarithms, element by element."""

import numpy as np

from autograd_cli.engine import Function


class Exp(Function, numpy=np.exp):
    """y = e^x;  dx = g y."""

    forward = np.exp

    @staticmethod
    def vjp_x(g, y):
        return g * y


class Log(Function, numpy=np.log):
    """y = ln x;  dx = g / x."""

    forward = np.log

    @staticmethod
    def vjp_x(g, x):
        return g / x


class LogAddExp(Function, numpy=np.logaddexp):
    """y = ln(e^a + e^b), without overflow;  da = g e^(a-y),  db = g e^(b-y)."""

    forward = np.logaddexp

    @staticmethod
    def vjp_a(g, a, y):
        return g * np.exp(a - y)

    @staticmethod
    def vjp_b(g, b, y):
        return g * np.exp(b - y)


exp = Exp.apply
log = Log.apply
logaddexp = LogAddExp.apply
