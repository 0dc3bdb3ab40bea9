"""A step of logistic regression, as it is written in NumPy, PyTorch and JAX."""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.contest import Run, Weights
from benchmarks.problems import Logistic


def numpy_by_hand(problem: Logistic) -> Run:
    """The derivative worked out on paper."""

    def run() -> Weights:
        w, b = np.zeros((1, problem.FEATURES)), np.zeros(1)
        for _ in range(problem.epochs):
            for i in range(problem.EXAMPLES):
                x = problem.x[i]
                error = 1 / (1 + np.exp(-(w @ x + b))) - problem.y[i]
                w -= problem.LR * np.outer(error, x)
                b -= problem.LR * error
        return w, b

    return run


def pytorch(problem: Logistic) -> Run:
    """Sigmoid, then the cross-entropy of the probability."""
    import torch
    from torch.nn.functional import binary_cross_entropy

    return _pytorch(problem, lambda z, y: binary_cross_entropy(torch.sigmoid(z)[0], y))


def pytorch_fused(problem: Logistic) -> Run:
    """The same with a loss that takes logits."""
    from torch.nn.functional import binary_cross_entropy_with_logits

    return _pytorch(problem, lambda z, y: binary_cross_entropy_with_logits(z[0], y))


def _pytorch(problem: Logistic, loss: Callable[[Any, Any], Any]) -> Run:
    import torch

    torch.set_num_threads(1)
    x, y = torch.tensor(problem.x), torch.tensor(problem.y)

    def run() -> Weights:
        w = torch.zeros((1, problem.FEATURES), dtype=torch.float64, requires_grad=True)
        b = torch.zeros(1, dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.SGD([w, b], lr=problem.LR)
        for _ in range(problem.epochs):
            for i in range(problem.EXAMPLES):
                optimizer.zero_grad()
                loss(w @ x[i] + b, y[i]).backward()
                optimizer.step()
        return w.detach().numpy(), b.detach().numpy()

    return run


def jax_jitted(problem: Logistic) -> Run:
    """One compiled function for forward, backward and update; examples are sliced beforehand."""
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    examples = [(jnp.array(x), jnp.array(y)) for x, y in zip(problem.x, problem.y, strict=True)]

    def loss(weights: Any, x: Any, y: Any) -> Any:
        w, b = weights
        p = jax.nn.sigmoid(w @ x + b)
        return -(y * jnp.log(p) + (1 - y) * jnp.log(1 - p)).sum()

    @jax.jit
    def step(weights: Any, x: Any, y: Any) -> Any:
        gradients = jax.grad(loss)(weights, x, y)
        return jax.tree.map(lambda w, g: w - problem.LR * g, weights, gradients)

    start = (jnp.zeros((1, problem.FEATURES)), jnp.zeros(1))

    def run() -> Weights:
        weights = start
        for _ in range(problem.epochs):
            for x, y in examples:
                weights = step(weights, x, y)
        return tuple(np.asarray(w) for w in jax.block_until_ready(weights))

    return run
