"""The multilayer perceptron: fully connected layers with an activation between them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import numpy as np

from autograd_cli.engine import Array, Tensor
from autograd_cli.nn import Dropout, Linear, Module, kaiming_normal, xavier_uniform
from autograd_cli.ops import relu, reshape, sigmoid, tanh

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
        start = kaiming_normal if activation == "relu" else xavier_uniform
        shapes = [(k, d) for d, k in pairwise((features, *hidden))]
        self.layers = [Linear(start(rng, shape)) for shape in shapes]
        self.layers.append(Linear(xavier_uniform(rng, (outputs, (features, *hidden)[-1]))))
        self._activation = _ACTIVATIONS[activation]
        self._dropout = Dropout(dropout) if dropout else None
        self._flat = outputs == 1

    def forward(self, x: Array | Tensor) -> Tensor:
        """Outputs (N, K) of examples x (N, D), or (N,) if K is 1."""
        for layer in self.layers[:-1]:
            x = self._activation(layer(x))
            if self._dropout is not None:
                x = self._dropout(x)
        y = self.layers[-1](x)
        return reshape(y, -1) if self._flat else y
