"""A step of logistic regression, as it is written in NumPy and in other libraries."""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.candidate import Arrays, Run
from benchmarks.peers.train import Step, train
from benchmarks.problems import Logistic


def numpy_by_hand(problem: Logistic) -> Run:
    """The derivative worked out on paper."""

    def run() -> Arrays:
        w, b = np.zeros((1, problem.FEATURES)), np.zeros(1)
        for i in problem.order:
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

    x, y = torch.tensor(problem.x), torch.tensor(problem.y)

    def run() -> Arrays:
        w = torch.zeros((1, problem.FEATURES), dtype=torch.float64, requires_grad=True)
        b = torch.zeros(1, dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.SGD([w, b], lr=problem.LR)
        for i in problem.order:
            optimizer.zero_grad()
            loss(w @ x[i] + b, y[i]).backward()
            optimizer.step()
        return w.detach().numpy(), b.detach().numpy()

    return run


def jax_op_by_op(problem: Logistic) -> Run:
    """Forward, backward and update, an op after the other; examples are sliced beforehand."""
    return _jax(problem, jitted=False)


def jax_jitted(problem: Logistic) -> Run:
    """The same compiled into one function."""
    return _jax(problem, jitted=True)


def _jax(problem: Logistic, *, jitted: bool) -> Run:
    import jax
    import jax.numpy as jnp

    def loss(weights: Any, x: Any, y: Any) -> Any:
        w, b = weights
        p = jax.nn.sigmoid(w @ x + b)
        return -(y * jnp.log(p) + (1 - y) * jnp.log(1 - p)).sum()

    step = _descent(problem, jax.grad(loss))
    examples = [(jnp.array(problem.x[i]), jnp.array(problem.y[i])) for i in problem.order]
    start = jnp.zeros((1, problem.FEATURES)), jnp.zeros(1)
    return train(jax.jit(step) if jitted else step, start, examples)


def hips(problem: Logistic) -> Run:
    """The gradient of a function of both weights, then new weights."""
    import autograd.numpy as np
    from autograd import grad
    from autograd.scipy.special import expit

    def loss(weights: Any, x: Any, y: Any) -> Any:
        w, b = weights
        p = expit(np.dot(w, x) + b)
        return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))

    examples = [(problem.x[i], problem.y[i]) for i in problem.order]
    start = np.zeros((1, problem.FEATURES)), np.zeros(1)
    return train(_descent(problem, grad(loss)), start, examples)


def _descent(problem: Logistic, gradient: Callable[..., Any]) -> Step:
    def step(weights: Any, x: Any, y: Any) -> Any:
        gradients = gradient(weights, x, y)
        return tuple(w - problem.LR * g for w, g in zip(weights, gradients, strict=True))

    return step


def mygrad(problem: Logistic) -> Run:
    """Tensors and a loop; a tensor forgets its gradient when it is used again."""
    import mygrad as mg
    from mygrad.nnet.activations import sigmoid

    def run() -> Arrays:
        w, b = mg.tensor(np.zeros((1, problem.FEATURES))), mg.tensor(np.zeros(1))
        for i in problem.order:
            y = problem.y[i]
            p = sigmoid(mg.matmul(w, problem.x[i]) + b)
            (-mg.sum(y * mg.log(p) + (1 - y) * mg.log(1 - p))).backward()
            w.data -= problem.LR * w.grad
            b.data -= problem.LR * b.grad
        return w.data, b.data

    return run
