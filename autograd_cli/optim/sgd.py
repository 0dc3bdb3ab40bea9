"""Stochastic gradient descent, plain or with momentum."""

from collections.abc import Mapping, Sequence

import numpy as np

from autograd_cli.optim.blocks import Array
from autograd_cli.optim.optimizer import Optimizer


class SGD(Optimizer):
    """z <- momentum z + g, then w <- w - lr z, with g = gradient + weight_decay w.

    With `nesterov` w <- w - lr (g + momentum z). With momentum 0 this is plain gradient descent and
    keeps no state; otherwise `momentum.<weight>` holds each z, of its weight's shape, from 0.

    Source    Polyak, Some methods of speeding up the convergence of iteration methods (1964), and
              Sutskever et al., On the importance of initialization and momentum in deep learning
              (2013), in the form that PyTorch uses.
    """

    def __init__(
        self,
        weights: Mapping[str, Array],
        *,
        lr: float,
        momentum: float = 0.0,
        nesterov: bool = False,
        weight_decay: float = 0.0,
    ) -> None:
        kinds = ("momentum",) if momentum else ()
        super().__init__(weights, kinds=kinds, lr=lr, weight_decay=weight_decay)
        self._momentum = self._constant(momentum)
        self._nesterov = nesterov
        self._plain = [(block.pieces[0].weight, block.change) for block in self._blocks]
        if momentum or weight_decay or len(self._plain) != len(weights):
            self._plain = []

    def step(self, gradients: Sequence[Array]) -> None:
        lr, momentum = self._lr, self._momentum
        if self._plain:  # a weight in a block: to gather costs more than the step itself
            self._check(gradients)
            for (weight, change), g in zip(self._plain, gradients, strict=True):
                np.multiply(g, lr, change)
                np.subtract(weight, change, weight)
            return
        for block, g in self._gathered(gradients):
            change = block.change
            for z in block.state:  # one, or none without momentum
                np.multiply(z, momentum, z)
                np.add(z, g, z)
                if self._nesterov:
                    np.multiply(z, momentum, change)
                    g = np.add(change, g, change)
                else:
                    g = z
            np.multiply(g, lr, change)
            block.apply()
