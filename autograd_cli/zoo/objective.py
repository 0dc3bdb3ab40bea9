"""What training makes small: a loss, its classes perhaps weighted, and a penalty on weights."""

from collections.abc import Callable
from functools import reduce
from typing import Protocol, TypeAlias

import numpy as np

from autograd_cli.engine import Array, Tensor
from autograd_cli.nn import Module
from autograd_cli.ops import add, mean, multiply, square, sum
from autograd_cli.ops.losses_reduction import Reduction

Loss: TypeAlias = Callable[[Tensor, Array], Tensor]


class ReducingLoss(Protocol):
    """A loss of outputs and targets that can also give one number for each example."""

    def __call__(
        self, outputs: Tensor, targets: Array, /, *, reduction: Reduction = "mean"
    ) -> Tensor: ...


def weighted(loss: ReducingLoss, class_weights: Array) -> Loss:
    """The mean over all examples of the weight of their class times their loss.

    It is divided by the number of examples, not by the sum of their weights as PyTorch's is: that
    would cancel them in batches of one.
    """

    def of(outputs: Tensor, targets: Array) -> Tensor:
        each = loss(outputs, targets, reduction="none")
        return mean(multiply(each, class_weights[targets.astype(np.intp)]))

    return of


def l2_penalty(model: Module, l2: float) -> Callable[[], Tensor]:
    """A function that gives l2 / 2 times the sum of the squared parameters, biases left out.

    A bias is a parameter whose own name is `bias`.
    """
    named = model.parameters().items()
    weights = [weight for name, weight in named if name.rpartition(".")[2] != "bias"]
    return lambda: multiply(reduce(add, (sum(square(weight)) for weight in weights)), l2 / 2)
