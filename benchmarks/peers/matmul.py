"""The sum over the ReLU of a matrix product, and both its gradients, in other libraries."""

from typing import Any

import numpy as np

from benchmarks.candidate import Run, repeat
from benchmarks.problems import Matrices


def numpy_by_hand(problem: Matrices) -> Run:
    """The derivatives worked out on paper."""
    a, b = problem.a, problem.b

    def call() -> tuple[Any, ...]:
        y = np.maximum(a @ b, 0)
        g = (y > 0).astype(y.dtype)
        return y.sum(), g @ b.T, a.T @ g

    return repeat(1, call)


def pytorch(problem: Matrices) -> Run:
    """Tensors, and `backward`."""
    import torch

    a, b = (torch.tensor(x, requires_grad=True) for x in (problem.a, problem.b))

    def call() -> tuple[Any, ...]:
        a.grad = b.grad = None
        y = torch.relu(a @ b).sum()
        y.backward()
        return y, a.grad, b.grad

    return repeat(1, call)


def jax_op_by_op(problem: Matrices) -> Run:
    """`value_and_grad` of a function of both."""
    import jax
    import jax.numpy as jnp

    a, b = jnp.array(problem.a), jnp.array(problem.b)
    function = jax.value_and_grad(lambda a, b: jax.nn.relu(a @ b).sum(), argnums=(0, 1))

    def call() -> tuple[Any, ...]:
        y, gradients = function(a, b)
        return y, *gradients

    return repeat(1, call)


def hips(problem: Matrices) -> Run:
    """`value_and_grad` of a function of a pair."""
    import autograd.numpy as np
    from autograd import value_and_grad

    def loss(pair: Any) -> Any:
        a, b = pair
        return np.sum(np.maximum(np.dot(a, b), 0))

    function = value_and_grad(loss)

    def call() -> tuple[Any, ...]:
        y, gradients = function((problem.a, problem.b))
        return y, *gradients

    return repeat(1, call)


def mygrad(problem: Matrices) -> Run:
    """Tensors, and `backward`."""
    import mygrad as mg
    from mygrad.nnet.activations import relu

    a, b = mg.tensor(problem.a), mg.tensor(problem.b)

    def call() -> tuple[Any, ...]:
        y = relu(mg.matmul(a, b)).sum()
        y.backward()
        return y, a.grad, b.grad

    return repeat(1, call)
