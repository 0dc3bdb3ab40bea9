"""Derivatives by the rules of the ops: reverse and forward mode."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograd_cli import ops
from autograd_cli.engine import Tensor, grad, jvp
from autograd_cli.expressions.expression import Expression
from autograd_cli.expressions.wanted import Points, Wanted


def reverse(expression: Expression, points: Points, wanted: Wanted) -> NDArray[Any]:
    """By the gradient of the sum over all points; for a second derivative the gradient of it."""
    f = _function(expression, points)
    for name in wanted:
        f = _gradient(f, list(points).index(name))
    with np.errstate(all="ignore"):
        return f(*map(Tensor, points.values())).numpy()


def forward(expression: Expression, points: Points, wanted: Wanted) -> NDArray[Any]:
    """By pushing a tangent forward; for a second derivative through the gradient."""
    f = _function(expression, points)
    *before, last = wanted
    for name in before:
        f = _gradient(f, list(points).index(name))
    tangents = tuple(np.full(np.shape(x), float(name == last)) for name, x in points.items())
    with np.errstate(all="ignore"):
        return jvp(f, tuple(points.values()), tangents)[1].numpy()  # type: ignore[no-any-return]


def _function(expression: Expression, points: Points) -> Callable[..., Tensor]:
    """The expression as a function of tensors; a constant one too has a value for each point."""
    shape = np.shape(next(iter(points.values())))

    def f(*xs: Tensor) -> Tensor:
        y = expression.on(dict(zip(points, xs, strict=True)))
        return ops.broadcast_to(y, shape)

    return f


def _gradient(f: Callable[..., Tensor], argument: int) -> Callable[..., Tensor]:
    return grad(lambda *xs: ops.sum(f(*xs)), argument)
