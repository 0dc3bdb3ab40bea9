"""Exponentials and logarithms, element by element."""

import math

import numpy as np

from autograd_cli.engine import Function

_LN_2 = math.log(2)
_LOG2_E = 1 / math.log(2)
_LOG10_E = 1 / math.log(10)


class Exp(Function, numpy=np.exp):
    """y = e^x;  dx = g y."""

    elementwise = True
    forward = np.exp

    @staticmethod
    def vjp_x(g, y):
        return g * y


class Exp2(Function, numpy=np.exp2):
    """y = 2^x;  dx = g y ln 2."""

    elementwise = True
    forward = np.exp2

    @staticmethod
    def vjp_x(g, y):
        return _LN_2 * g * y


class Expm1(Function, numpy=np.expm1):
    """y = e^x - 1, exact near 0;  dx = g e^x."""

    elementwise = True
    forward = np.expm1

    @staticmethod
    def vjp_x(g, x):
        return g * np.exp(x)  # y + 1 would lose the digits of a small e^x


class Log(Function, numpy=np.log):
    """y = ln x;  dx = g / x."""

    elementwise = True
    forward = np.log

    @staticmethod
    def vjp_x(g, x):
        return g / x


class Log2(Function, numpy=np.log2):
    """y = log2 x;  dx = g log2(e) / x."""

    elementwise = True
    forward = np.log2

    @staticmethod
    def vjp_x(g, x):
        return _LOG2_E * g / x


class Log10(Function, numpy=np.log10):
    """y = log10 x;  dx = g log10(e) / x."""

    elementwise = True
    forward = np.log10

    @staticmethod
    def vjp_x(g, x):
        return _LOG10_E * g / x


class Log1p(Function, numpy=np.log1p):
    """y = ln(1 + x), exact near 0;  dx = g / (1 + x)."""

    elementwise = True
    forward = np.log1p

    @staticmethod
    def vjp_x(g, x):
        return g / (1 + x)


class LogAddExp(Function, numpy=np.logaddexp):
    """y = ln(e^a + e^b), without overflow;  da = g share(a, b),  db = g share(b, a)."""

    elementwise = True
    forward = np.logaddexp

    @staticmethod
    def vjp_a(g, a, b):
        return g * Share.compute(a, b)

    @staticmethod
    def vjp_b(g, a, b):
        return g * Share.compute(b, a)


class LogAddExp2(Function, numpy=np.logaddexp2):
    """y = log2(2^a + 2^b), without overflow.

    da = g share(a ln 2, b ln 2),  db = g share(b ln 2, a ln 2)
    """

    elementwise = True
    forward = np.logaddexp2

    @staticmethod
    def vjp_a(g, a, b):
        return g * Share.compute(_LN_2 * a, _LN_2 * b)

    @staticmethod
    def vjp_b(g, a, b):
        return g * Share.compute(_LN_2 * b, _LN_2 * a)


class Share(Function):
    """y = e^a / (e^a + e^b), the part that e^a has in the sum;  da = g y share(b, a),  db = -da.

    It depends on a - b alone, and keeps its digits however large a and b are. Equal values have a
    half each, also where both are -inf or both are inf.
    """

    elementwise = True

    @staticmethod
    def forward(a, b):
        with np.errstate(invalid="ignore"):  # of equal infinities
            gap = np.subtract(a, b)
        e = np.exp(-np.abs(gap))
        return np.where(np.equal(a, b), 0.5, np.where(gap < 0, e, 1) / (1 + e))

    @staticmethod
    def vjp_a(g, a, b, y):
        return g * y * Share.compute(b, a)

    @staticmethod
    def vjp_b(g, a, b, y):
        return -g * y * Share.compute(b, a)


exp = Exp.apply
exp2 = Exp2.apply
expm1 = Expm1.apply
log = Log.apply
log2 = Log2.apply
log10 = Log10.apply
log1p = Log1p.apply
logaddexp = LogAddExp.apply
logaddexp2 = LogAddExp2.apply
