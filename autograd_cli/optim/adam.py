"""Adam and AdamW: running means of the gradient and of its square."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from autograd_cli.optim.blocks import Array
from autograd_cli.optim.optimizer import Optimizer


class Adam(Optimizer):
    """w <- w - lr m' / (sqrt(v') + epsilon), with running means of g = gradient + weight_decay w.

    m  <- beta1 m + (1 - beta1) g,     m' = m / (1 - beta1^t)
    v  <- beta2 v + (1 - beta2) g^2,   v' = v / (1 - beta2^t)

    `mean.<weight>` holds each m, `square.<weight>` each v, both from 0, and `steps` the number t of
    steps, this one included.

    Source    Kingma and Ba, Adam: a method for stochastic optimization (2015), algorithm 1.
    """

    def __init__(
        self,
        weights: Mapping[str, Array],
        *,
        lr: float,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(weights, kinds=("mean", "square"), lr=lr, weight_decay=weight_decay)
        self._steps = self.state["steps"] = np.zeros((), np.int64)
        self._betas, self._added = (beta1, beta2), epsilon
        self._beta1, self._rest1 = self._constant(beta1), self._constant(1 - beta1)
        self._beta2, self._rest2 = self._constant(beta2), self._constant(1 - beta2)
        self._rate, self._epsilon = self._constant(lr), self._constant(epsilon)

    def step(self, gradients: Sequence[Array]) -> None:
        self._count()
        for block, g in self._gathered(gradients):
            change = block.change
            m, v = block.state
            np.multiply(m, self._beta1, m)
            np.multiply(g, self._rest1, change)
            np.add(m, change, m)
            np.multiply(v, self._beta2, v)
            np.multiply(g, g, change)
            np.multiply(change, self._rest2, change)
            np.add(v, change, v)
            np.sqrt(v, change)
            np.add(change, self._epsilon, change)
            np.divide(m, change, change)
            np.multiply(change, self._rate, change)
            block.apply()

    def _count(self) -> None:
        """Begin another step.

        m' / (sqrt(v') + epsilon) is m / (sqrt(v) + epsilon root) times root / (1 - beta1^t), with
        root = sqrt(1 - beta2^t): numbers are corrected in place of arrays.
        """
        np.add(self._steps, 1, self._steps)
        steps = self._steps.item()
        beta1, beta2 = self._betas
        root = math.sqrt(1 - beta2**steps)
        self._rate.fill(self.lr * root / (1 - beta1**steps))
        self._epsilon.fill(self._added * root)


class AdamW(Adam):
    """Adam without weight decay in its gradients: w <- (1 - lr weight_decay) w, then as in Adam.

    Source    Loshchilov and Hutter, Decoupled weight decay regularization (2019), algorithm 2, in
              the form that PyTorch uses.
    """

    def __init__(
        self,
        weights: Mapping[str, Array],
        *,
        lr: float,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
        weight_decay: float = 0.01,
    ) -> None:
        super().__init__(weights, lr=lr, beta1=beta1, beta2=beta2, epsilon=epsilon)
        self._weight_decay = weight_decay
        self._kept = self._constant(1.0)

    def step(self, gradients: Sequence[Array]) -> None:
        if self._weight_decay:
            self._kept.fill(1 - self.lr * self._weight_decay)
            for block in self._blocks:
                block.scale(self._kept)
        super().step(gradients)
