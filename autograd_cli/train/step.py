"""One training step: forward, backward, update."""

import math
from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import numpy as np

from autograd_cli import optim, zoo
from autograd_cli.engine import Array, gradients
from autograd_cli.nn import Module

Watch: TypeAlias = Callable[[Sequence[Array]], object]


class Step(Protocol):
    """What `make_step` returns."""

    def __call__(self, x: Array, y: Array, watch: Watch | None = None, /) -> float: ...


def make_step(
    model: Module,
    loss: zoo.Loss,
    optimizer: optim.Optimizer,
    *,
    clip_norm: float | None = None,
    l2: float = 0.0,
) -> Step:
    """A function of a batch x (N, D), y (N,) that moves the weights and returns the batch's loss.

    `l2` adds `zoo.l2_penalty` to what is made small, not to the loss that is returned; `clip_norm`
    bounds the length of all gradients together. If the loss is not finite the weights stay as they
    are. A function `watch` that is given to a step is called with the gradients as they were found,
    in the optimizer's order, to be read and not to be kept.

    Raises KeyError if the optimizer moves weights that are not the model's.
    """
    by_name = model.parameters()
    parameters = [by_name[name] for name in optimizer.names]
    penalty = zoo.l2_penalty(model, l2) if l2 else None

    @np.errstate(over="ignore", invalid="ignore")  # the loss tells, and better
    def step(x: Array, y: Array, watch: Watch | None = None, /) -> float:
        value = loss(model(x), y)
        number = value.item()
        if math.isfinite(number):
            if penalty is not None:
                value = value + penalty()
            found = gradients(value, parameters)
            if watch is not None:
                watch(found)
            if clip_norm is not None:
                found = optim.clip_norm(found, clip_norm)
            optimizer.step(found)
        return number

    return step
