"""Sums, products and quotients, element by element with NumPy's broadcasting."""

import numpy as np

from autograd_cli.engine import Function
from autograd_cli.engine.dispatch import register


class Add(Function, numpy=np.add):
    """y = a + b;  da = g,  db = g."""

    elementwise = True
    forward = np.add

    @staticmethod
    def vjp_a(g):
        return g

    @staticmethod
    def vjp_b(g):
        return g


class Sub(Function, numpy=np.subtract):
    """y = a - b;  da = g,  db = -g."""

    elementwise = True
    forward = np.subtract

    @staticmethod
    def vjp_a(g):
        return g

    @staticmethod
    def vjp_b(g):
        return -g


class Mul(Function, numpy=np.multiply):
    """y = a b;  da = g b,  db = g a."""

    elementwise = True
    forward = np.multiply

    @staticmethod
    def vjp_a(g, b):
        return g * b

    @staticmethod
    def vjp_b(g, a):
        return g * a


class Div(Function, numpy=np.true_divide):
    """y = a / b;  da = g / b,  db = -g y / b."""

    elementwise = True
    forward = np.true_divide

    @staticmethod
    def vjp_a(g, b):
        return g / b

    @staticmethod
    def vjp_b(g, b, y):
        return -g * y / b


class Neg(Function, numpy=np.negative):
    """y = -x;  dx = -g."""

    elementwise = True
    forward = np.negative

    @staticmethod
    def vjp_x(g):
        return -g


class Pos(Function, numpy=np.positive):
    """y = +x, in an array of its own;  dx = g."""

    elementwise = True
    forward = np.positive

    @staticmethod
    def vjp_x(g):
        return g


class Reciprocal(Function, numpy=np.reciprocal):
    """y = 1 / x;  dx = -g y^2."""

    elementwise = True
    forward = np.reciprocal

    @staticmethod
    def vjp_x(g, y):
        return -g * y * y


add = Add.apply
subtract = Sub.apply
multiply = Mul.apply
divide = Div.apply
negative = Neg.apply
positive = Pos.apply
reciprocal = Reciprocal.apply

register(np.real, positive)  # tensors are real, and so are their conjugates
register(np.conjugate, positive)
