"""Powers, element by element."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.casting import astype


class Square(Function, numpy=np.square):
    """y = x^2;  dx = 2 g x."""

    elementwise = True
    forward = np.square

    @staticmethod
    def vjp_x(g, x):
        return 2 * g * x


class Pow(Function, numpy=np.power):
    """y = a^b;  da = g b a^(b-1),  db = g y ln a.

    At b = 0 the first is 0, also where a = 0; at a = 0 the second is 0, its limit, for b >= 0.
    """

    elementwise = True

    @staticmethod
    def forward(a, b):
        if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
            # The operator, unlike np.power, squares for b = 2 and takes roots for b = 0.5.
            return a**b
        return np.power(a, b)  # Python's own power of two numbers may be complex, or an error

    @staticmethod
    def vjp_a(g, a, b):
        # b a^(b-1) is 0 at b = 0, but not its derivative with respect to b, which only an exponent
        # in the graph can be asked for; one outside stays at 0, where no a makes it overflow.
        lowered = (b != 0) | (a != 0) if isinstance(b, Tensor) else b != 0
        return g * b * a ** np.where(lowered, b - 1, b)

    @staticmethod
    def vjp_b(g, a, b, y):
        return g * y * np.log(a + ((a == 0) & (b >= 0)))


square = Square.apply
power = Pow.apply


def float_power(a: TensorLike, b: TensorLike) -> Tensor:
    """`a` to the power of `b` in float64, also for float32 and integers.

    Raises ShapeError for shapes that do not broadcast.
    """
    return power(astype(a, np.float64, copy=False), astype(b, np.float64, copy=False))


register(np.float_power, float_power)
