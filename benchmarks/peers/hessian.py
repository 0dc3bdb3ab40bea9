"""The Hessian of a network's squared error in all its parameters, in other libraries."""

from collections.abc import Callable
from typing import Any

from benchmarks.candidate import Run, repeat
from benchmarks.libraries import Unable
from benchmarks.problems import Curvature


def pytorch(problem: Curvature) -> Run:
    """`torch.autograd.functional.hessian`: a backward pass for each row."""
    from torch.autograd.functional import hessian

    return _pytorch(problem, hessian)


def pytorch_vectorized(problem: Curvature) -> Run:
    """The same with the rows in one batch."""
    from torch.autograd.functional import hessian

    return _pytorch(problem, lambda loss, p: hessian(loss, p, vectorize=True))


def pytorch_func(problem: Curvature) -> Run:
    """`torch.func.hessian`: forward over reverse, the rows in one batch."""
    from torch.func import hessian

    return _pytorch(problem, lambda loss, p: hessian(loss)(p))


def _pytorch(problem: Curvature, hessian: Callable[..., Any]) -> Run:
    import torch

    x, y, p = map(torch.tensor, (problem.x, problem.y, problem.parameters))

    def loss(p: Any) -> Any:
        w1, b1, w2, b2 = problem.unpack(p)
        hidden = torch.sigmoid(x @ w1 + b1)
        return torch.mean((hidden @ w2 + b2 - y) ** 2)

    return repeat(1, lambda: (hessian(loss, p),))


def jax_op_by_op(problem: Curvature) -> Run:
    """`jax.hessian`: forward over reverse, the rows in one batch."""
    import jax
    import jax.numpy as jnp

    x, y, p = map(jnp.array, (problem.x, problem.y, problem.parameters))

    def loss(p: Any) -> Any:
        w1, b1, w2, b2 = problem.unpack(p)
        hidden = jax.nn.sigmoid(x @ w1 + b1)
        return jnp.mean((hidden @ w2 + b2 - y) ** 2)

    hessian = jax.hessian(loss)
    return repeat(1, lambda: (hessian(p),))


def hips(problem: Curvature) -> Run:
    """`hessian`: a backward pass for each row."""
    import autograd.numpy as np
    from autograd import hessian
    from autograd.scipy.special import expit

    def loss(p: Any) -> Any:
        w1, b1, w2, b2 = problem.unpack(p)
        hidden = expit(np.dot(problem.x, w1) + b1)
        return np.mean((np.dot(hidden, w2) + b2 - problem.y) ** 2)

    function = hessian(loss)
    return repeat(1, lambda: (function(problem.parameters),))


def mygrad(problem: Curvature) -> Run:
    """Its gradients are arrays, which nothing differentiates again."""
    raise Unable("no higher order")
