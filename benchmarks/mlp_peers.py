"""A step of a 4-16-1 network, as it is written in NumPy, PyTorch and JAX."""

from typing import Any

import numpy as np

from benchmarks.contest import Run, Weights
from benchmarks.problems import Network


def numpy_by_hand(problem: Network) -> Run:
    """The derivatives worked out on paper."""
    y = problem.y[:, None]

    def run() -> Weights:
        w = problem.w1.copy(), np.zeros(problem.HIDDEN), problem.w2.copy(), np.zeros(1)
        w1, b1, w2, b2 = w
        momenta = [np.zeros_like(p) for p in w]
        for _ in range(problem.epochs):
            for batch in problem.batches:
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
        return w

    return run


def pytorch(problem: Network) -> Run:
    """Two `addmm`, a loss that takes logits, `torch.optim.SGD`."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    torch.set_num_threads(1)
    inputs, targets = torch.tensor(problem.x), torch.tensor(problem.y[:, None])
    start = [problem.w1, np.zeros(problem.HIDDEN), problem.w2, np.zeros(1)]

    def run() -> Weights:
        w = [torch.tensor(p, requires_grad=True) for p in start]
        w1, b1, w2, b2 = w
        optimizer = torch.optim.SGD(w, lr=problem.LR, momentum=problem.MOMENTUM)
        for _ in range(problem.epochs):
            for batch in problem.batches:
                optimizer.zero_grad()
                hidden = torch.relu(torch.addmm(b1, inputs[batch], w1))
                z = torch.addmm(b2, hidden, w2)
                binary_cross_entropy_with_logits(z, targets[batch]).backward()
                optimizer.step()
        return tuple(p.detach().numpy() for p in w)

    return run


def jax_jitted(problem: Network) -> Run:
    """One compiled function for forward, backward and update; batches are sliced beforehand."""
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    pairs = [(problem.x[batch], problem.y[batch, None]) for batch in problem.batches]
    examples = [(jnp.array(x), jnp.array(y)) for x, y in pairs]

    def loss(weights: Any, x: Any, y: Any) -> Any:
        w1, b1, w2, b2 = weights
        z = jax.nn.relu(x @ w1 + b1) @ w2 + b2
        return jnp.mean(jnp.maximum(z, 0) - z * y + jnp.log1p(jnp.exp(-jnp.abs(z))))

    @jax.jit
    def step(weights: Any, momenta: Any, x: Any, y: Any) -> Any:
        gradients = jax.grad(loss)(weights, x, y)
        momenta = jax.tree.map(lambda v, g: problem.MOMENTUM * v + g, momenta, gradients)
        return jax.tree.map(lambda w, v: w - problem.LR * v, weights, momenta), momenta

    arrays = problem.w1, np.zeros(problem.HIDDEN), problem.w2, np.zeros(1)
    start = tuple(map(jnp.array, arrays))
    rest = jax.tree.map(jnp.zeros_like, start)

    def run() -> Weights:
        weights, momenta = start, rest
        for _ in range(problem.epochs):
            for x, y in examples:
                weights, momenta = step(weights, momenta, x, y)
        return tuple(np.asarray(w) for w in jax.block_until_ready(weights))

    return run
