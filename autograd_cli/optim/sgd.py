"""Stochastic gradient descent, plain or with momentum."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class SGD:
    """z <- momentum z + gradient, then weights <- weights - lr z, in place.

    `weights` are the arrays to change, by name; `names` keeps their order. With momentum 0 this is
    plain gradient descent and keeps no state; otherwise `state` holds each z, of its weight's
    shape, from 0.

    Source    Polyak, Some methods of speeding up the convergence of iteration methods (1964), in
              the form that PyTorch uses.
    """

    def __init__(
        self, weights: Mapping[str, NDArray[Any]], *, lr: float, momentum: float = 0.0
    ) -> None:
        self.lr = lr
        self.momentum = momentum
        self.state = {f"momentum.{n}": np.zeros_like(w) for n, w in weights.items() if momentum}
        self.names = tuple(weights)
        self._weights = list(weights.values())

    def step(self, gradients: Sequence[NDArray[Any]]) -> None:
        """Move the weights by `gradients`, in the order of `names`, which are only read."""
        if not self.momentum:
            for w, g in zip(self._weights, gradients, strict=True):
                w -= self.lr * g
            return
        for w, z, g in zip(self._weights, self.state.values(), gradients, strict=True):
            z *= self.momentum
            z += g
            w -= self.lr * z
