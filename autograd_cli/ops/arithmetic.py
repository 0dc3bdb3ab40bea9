"""Sums, products, quotients and powers, element by element with NumPy's broadcasting."""

import numpy as np

from autograd_cli.engine import Function


class Add(Function, numpy=np.add):
    """y = a + b;  da = g,  db = g."""

    forward = np.add

    @staticmethod
    def vjp_a(g):
        return g

    @staticmethod
    def vjp_b(g):
        return g


class Sub(Function, numpy=np.subtract):
    """y = a - b;  da = g,  db = -g."""

    forward = np.subtract

    @staticmethod
    def vjp_a(g):
        return g

    @staticmethod
    def vjp_b(g):
        return -g


class Mul(Function, numpy=np.multiply):
    """y = a b;  da = g b,  db = g a."""

    forward = np.multiply

    @staticmethod
    def vjp_a(g, b):
        return g * b

    @staticmethod
    def vjp_b(g, a):
        return g * a


class Div(Function, numpy=np.true_divide):
    """y = a / b;  da = g / b,  db = -g y / b."""

    forward = np.true_divide

    @staticmethod
    def vjp_a(g, b):
        return g / b

    @staticmethod
    def vjp_b(g, b, y):
        return -g * y / b


class Neg(Function, numpy=np.negative):
    """y = -x;  dx = -g."""

    forward = np.negative

    @staticmethod
    def vjp_x(g):
        return -g


class Pow(Function, numpy=np.power):
    """y = a^b;  da = g b a^(b-1),  db = g y ln a.

    At b = 0 the first is 0, also where a = 0; at a = 0 the second is 0, its limit for b > 0.
    """

    @staticmethod
    def forward(a, b):
        return a**b  # the operator, unlike np.power, squares for b = 2 and takes roots for b = 0.5

    @staticmethod
    def vjp_a(g, a, b):
        return g * b * a ** (b - (b != 0))

    @staticmethod
    def vjp_b(g, a, y):
        return g * y * np.log(a + (a == 0))


add = Add.apply
subtract = Sub.apply
multiply = Mul.apply
divide = Div.apply
negative = Neg.apply
power = Pow.apply
