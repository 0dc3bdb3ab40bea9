"""A step of a 4-16-1 network, as it is written in NumPy and in other libraries."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

import numpy as np

from benchmarks.candidate import Arrays, Run
from benchmarks.peers.train import Step, train
from benchmarks.problems import Network


def numpy_by_hand(problem: Network) -> Run:
    """The derivatives worked out on paper."""
    y = problem.y[:, None]

    def run() -> Arrays:
        w = w1, b1, w2, b2 = [p.copy() for p in problem.start]
        momenta = [np.zeros_like(p) for p in w]
        for batch in problem.order:
            x = problem.x[batch]
            z = x @ w1 + b1
            hidden = np.maximum(z, 0)
            d = (1 / (1 + np.exp(-(hidden @ w2 + b2))) - y[batch]) / problem.BATCH
            d_hidden = (d @ w2.T) * (z > 0)
            gradients = x.T @ d_hidden, d_hidden.sum(0), hidden.T @ d, d.sum(0)
            for p, v, g in zip(w, momenta, gradients, strict=True):
                v *= problem.MOMENTUM
                v += g
                p -= problem.LR * v
        return tuple(w)

    return run


def pytorch(problem: Network) -> Run:
    """Two `addmm`, a loss that takes logits, `torch.optim.SGD`."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    x, y = torch.tensor(problem.x), torch.tensor(problem.y[:, None])

    def run() -> Arrays:
        w = w1, b1, w2, b2 = [torch.tensor(p, requires_grad=True) for p in problem.start]
        optimizer = torch.optim.SGD(w, lr=problem.LR, momentum=problem.MOMENTUM)
        for batch in problem.order:
            optimizer.zero_grad()
            hidden = torch.relu(torch.addmm(b1, x[batch], w1))
            z = torch.addmm(b2, hidden, w2)
            binary_cross_entropy_with_logits(z, y[batch]).backward()
            optimizer.step()
        return tuple(p.detach().numpy() for p in w)

    return run


def jax_op_by_op(problem: Network) -> Run:
    """Forward, backward and update, an op after the other; batches are sliced beforehand."""
    return _jax(problem, jitted=False)


def jax_jitted(problem: Network) -> Run:
    """The same compiled into one function."""
    return _jax(problem, jitted=True)


def _jax(problem: Network, *, jitted: bool) -> Run:
    import jax
    import jax.numpy as jnp

    def loss(weights: Any, x: Any, y: Any) -> Any:
        w1, b1, w2, b2 = weights
        z = jax.nn.relu(x @ w1 + b1) @ w2 + b2
        return jnp.mean(jnp.maximum(z, 0) - z * y + jnp.log1p(jnp.exp(-jnp.abs(z))))

    step = _momentum_step(problem, jax.grad(loss))
    pairs = [(problem.x[batch], problem.y[batch, None]) for batch in problem.order]
    examples = [(jnp.array(x), jnp.array(y)) for x, y in pairs]
    weights = tuple(map(jnp.array, problem.start))
    start = weights, tuple(map(jnp.zeros_like, weights))
    return train(jax.jit(step) if jitted else step, start, examples, itemgetter(0))


def hips(problem: Network) -> Run:
    """The gradient of a function of all weights, then new momenta and weights."""
    import autograd.numpy as np
    from autograd import grad

    def loss(weights: Any, x: Any, y: Any) -> Any:
        w1, b1, w2, b2 = weights
        z = np.dot(np.maximum(np.dot(x, w1) + b1, 0), w2) + b2
        return np.mean(np.logaddexp(0, z) - z * y)

    step = _momentum_step(problem, grad(loss))
    examples = [(problem.x[batch], problem.y[batch, None]) for batch in problem.order]
    start = problem.start, tuple(map(np.zeros_like, problem.start))
    return train(step, start, examples, itemgetter(0))


def mygrad(problem: Network) -> Run:
    """Tensors and a loop; a tensor forgets its gradient when it is used again."""
    import mygrad as mg
    from mygrad.nnet.activations import relu

    y = problem.y[:, None]

    def run() -> Arrays:
        w = w1, b1, w2, b2 = [mg.tensor(p) for p in problem.start]
        momenta = [np.zeros_like(p) for p in problem.start]
        for batch in problem.order:
            hidden = relu(mg.matmul(problem.x[batch], w1) + b1)
            z = mg.matmul(hidden, w2) + b2
            mg.mean(mg.logaddexp(0, z) - z * y[batch]).backward()
            for p, v in zip(w, momenta, strict=True):
                v *= problem.MOMENTUM
                v += p.grad
                p.data -= problem.LR * v
        return tuple(p.data for p in w)

    return run


def _momentum_step(problem: Network, gradient: Callable[..., Any]) -> Step:
    def step(state: Any, x: Any, y: Any) -> Any:
        weights, momenta = state
        gradients = gradient(weights, x, y)
        momenta = tuple(problem.MOMENTUM * v + g for v, g in zip(momenta, gradients, strict=True))
        weights = tuple(w - problem.LR * v for w, v in zip(weights, momenta, strict=True))
        return weights, momenta

    return step
