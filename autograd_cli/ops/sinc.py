"""The normalised cardinal sine, with derivatives of any order that are exact near 0."""

import math

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register


class Sinc(Function):
    """The n-th derivative of sin(pi x) / (pi x), n being the order.

    For small |z|  f^(n)(z) = sum_k z^k cos((n + k) pi / 2) / (k! (n + k + 1)),
    for large |z|  f^(n)(z) = (sin(z + n pi / 2) - n f^(n-1)(z)) / z.

    Formula   y = pi^n f^(n)(z), where z = pi x, f(z) = sin(z) / z and f(0) = 1;
              dx = g times the derivative of order n + 1
    Source    The Taylor series of sin z, over z; and the n-th derivative of z f(z) = sin z.
    """

    elementwise = True

    @staticmethod
    def forward(x, *, order):
        if order == 0:
            return np.sinc(x)
        z = math.pi * x
        reach = 1 + order / 2  # beyond it the series, within it the recurrence loses digits
        near = np.abs(z) < reach
        small, large = np.where(near, z, 0), np.where(near, 1, z)
        return math.pi**order * np.where(
            near, _series(small, order, reach), _recurrence(large, order)
        )

    @staticmethod
    def vjp_x(g, x, *, order):
        return g * Sinc.compute(x, order=order + 1)


def sinc(x: TensorLike) -> Tensor:
    """`sin(pi x) / (pi x)`, and 1 at 0."""
    return Sinc.apply(x, order=0)


def _series(z, n, reach):
    powers = [n % 2]  # z^k for k + n even: the other terms are 0
    while reach ** powers[-1] > 1e-18 * math.factorial(powers[-1]):
        powers.append(powers[-1] + 2)
    total = 0.0
    for k in reversed(powers):  # Horner's scheme
        sign = -1 if (n + k) % 4 else 1
        total = total * (z * z) + sign / (math.factorial(k) * (n + k + 1))
    return total * z if n % 2 else total


def _recurrence(z, n):
    sine, cosine = np.sin(z), np.cos(z)
    f = sine / z
    for m in range(1, n + 1):
        f = ((sine, cosine, -sine, -cosine)[m % 4] - m * f) / z
    return f


register(np.sinc, sinc)
