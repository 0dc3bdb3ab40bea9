"""One training step: forward, backward, update."""

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from autograd_cli.engine import Array, gradients
from autograd_cli.nn import Module
from autograd_cli.optim import SGD
from autograd_cli.zoo import Loss

Step: TypeAlias = Callable[[Array, Array], float]


def make_step(model: Module, loss: Loss, optimizer: SGD) -> Step:
    """A function of a batch x (N, D), y (N,) that moves the weights and returns the batch's loss.

    If the loss is not finite the weights stay as they are. Raises KeyError if the optimizer moves
    weights that are not the model's.
    """
    by_name = model.parameters()
    parameters = [by_name[name] for name in optimizer.names]

    @np.errstate(over="ignore", invalid="ignore")  # the loss tells, and better
    def step(x: Array, y: Array) -> float:
        value = loss(model(x), y)
        number = value.item()
        if math.isfinite(number):
            optimizer.step(gradients(value, parameters))
        return number

    return step
