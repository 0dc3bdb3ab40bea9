"""A step of a small convolutional network, as it is written in other libraries."""

from typing import Any

import numpy as np

from benchmarks.candidate import Arrays, Run
from benchmarks.problems import Photos


def pytorch(problem: Photos) -> Run:
    """Modules, cross-entropy and `torch.optim.SGD`, as in PyTorch's tutorial on CIFAR-10."""
    import torch
    from torch import nn

    conv = nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU()
    dense = nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)
    net = nn.Sequential(*conv, nn.MaxPool2d(2), nn.Flatten(), *dense)
    start = dict(zip(net.state_dict(), map(torch.tensor, problem.start.values()), strict=True))
    criterion = nn.CrossEntropyLoss()
    x, y = torch.tensor(problem.x), torch.tensor(problem.y)

    def run() -> Arrays:
        net.load_state_dict(start)
        optimizer = torch.optim.SGD(net.parameters(), lr=problem.LR, momentum=problem.MOMENTUM)
        losses = []
        for _ in range(problem.steps):
            optimizer.zero_grad()
            loss = criterion(net(x), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return (np.array(losses),)

    return run


def jax_jitted(problem: Photos) -> Run:
    """Forward, backward and update compiled into one function."""
    import jax
    import jax.numpy as jnp

    def conv(x: Any, weight: Any, bias: Any) -> Any:
        y = jax.lax.conv(x, weight, (1, 1), "VALID") + bias[:, None, None]
        windows = (1, 1, 2, 2)
        return jax.lax.reduce_window(
            jax.nn.relu(y), -jnp.inf, jax.lax.max, windows, windows, "VALID"
        )

    def loss(weights: Any, x: Any, y: Any) -> Any:
        w = iter(weights)
        for _ in range(2):
            x = conv(x, next(w), next(w))
        x = x.reshape(len(x), -1)
        for _ in range(2):
            x = jax.nn.relu(x @ next(w).T + next(w))
        z = jax.nn.log_softmax(x @ next(w).T + next(w))
        return -jnp.mean(z[jnp.arange(len(y)), y])

    @jax.jit
    def step(state: Any, x: Any, y: Any) -> Any:
        weights, momenta = state
        value, gradients = jax.value_and_grad(loss)(weights, x, y)
        momenta = [problem.MOMENTUM * v + g for v, g in zip(momenta, gradients, strict=True)]
        weights = [w - problem.LR * v for w, v in zip(weights, momenta, strict=True)]
        return (weights, momenta), value

    x, y = jnp.array(problem.x), jnp.array(problem.y)
    weights = [jnp.array(w) for w in problem.start.values()]

    def run() -> Arrays:
        state = weights, [jnp.zeros_like(w) for w in weights]
        losses = []
        for _ in range(problem.steps):
            state, value = step(state, x, y)
            losses.append(float(value))
        return (np.array(losses),)

    return run
