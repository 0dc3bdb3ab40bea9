"""RMSprop: each gradient divided by the root of a running mean of its square."""

from collections.abc import Mapping, Sequence

import numpy as np

from autograd_cli.optim.blocks import Array
from autograd_cli.optim.optimizer import Optimizer


class RMSprop(Optimizer):
    """v <- alpha v + (1 - alpha) g^2, then w <- w - lr g / (sqrt(v) + epsilon).

    Here g = gradient + weight_decay w. With momentum z <- momentum z + g / (sqrt(v) + epsilon),
    then w <- w - lr z. `square.<weight>` holds each v, `momentum.<weight>` each z, both from 0.

    Source    Tieleman and Hinton, Lecture 6.5 of Neural networks for machine learning (2012), in
              the form that PyTorch uses.
    """

    def __init__(
        self,
        weights: Mapping[str, Array],
        *,
        lr: float,
        alpha: float = 0.99,
        epsilon: float = 1e-8,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
    ) -> None:
        kinds = ("square", "momentum") if momentum else ("square",)
        super().__init__(weights, kinds=kinds, lr=lr, weight_decay=weight_decay)
        self._alpha, self._rest = self._constant(alpha), self._constant(1 - alpha)
        self._epsilon = self._constant(epsilon)
        self._momentum = self._constant(momentum)

    def step(self, gradients: Sequence[Array]) -> None:
        for block, g in self._gathered(gradients):
            change = block.change
            v, *momenta = block.state
            np.multiply(v, self._alpha, v)
            np.multiply(g, g, change)
            np.multiply(change, self._rest, change)
            np.add(v, change, v)
            np.sqrt(v, change)
            np.add(change, self._epsilon, change)
            np.divide(g, change, change)
            for z in momenta:  # one, or none without momentum
                np.multiply(z, self._momentum, z)
                np.add(z, change, z)
                change[...] = z
            np.multiply(change, self._lr, change)
            block.apply()
