"""The multilayer perceptron: fully connected layers with an activation between them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import numpy as np

from autograd_cli.engine import Array, Tensor
from autograd_cli.nn import Dropout, Linear, Module, kaiming_normal, xavier_uniform
from autograd_cli.ops import relu, reshape, sigmoid, tanh
from autograd_cli.zoo.features import features_of

_ACTIVATIONS = {"relu": relu, "sigmoid": sigmoid, "tanh": tanh}


class MLP(Module):
    """`outputs` numbers per example, or a flat one per example if `outputs` is 1.

    Layers before ReLU start Kaiming normal, the others Xavier uniform; biases start at 0. In
    training a share `dropout` of what each activation gives is left out.
    """

    def __init__(
        self,
        features: int,
        outputs: int,
        rng: np.random.Generator,
        *,
        hidden: Sequence[int],
        activation: Literal["relu", "sigmoid", "tanh"],
        dropout: float = 0.0,
    ) -> None:
        init = kaiming_normal if activation == "relu" else xavier_uniform
        widths = (features, *hidden)
        self.layers = [Linear(d, k, rng=rng, init=init) for d, k in pairwise(widths)]
        self.layers.append(Linear(widths[-1], outputs, rng=rng, init=xavier_uniform))
        self._activation = _ACTIVATIONS[activation]
        self._dropout = Dropout(dropout) if dropout else None
        self._flat = outputs == 1

    def forward(self, x: Array | Tensor) -> Tensor:
        """Outputs (N, K) of examples x (N, D) or (N, C, H, W), or (N,) if K is 1."""
        x = features_of(x)
        for layer in self.layers[:-1]:
            x = self._activation(layer(x))
            if self._dropout is not None:
                x = self._dropout(x)
        y = self.layers[-1](x)
        return reshape(y, -1) if self._flat else y
