"""Linear: a fully connected layer."""

import numpy as np

from autograd_cli.engine import Array, Tensor
from autograd_cli.nn.initializers import Initializer, weight_and_bias
from autograd_cli.nn.module import Module
from autograd_cli.nn.sizes import checked_size
from autograd_cli.ops import linear, matmul, transpose


class Linear(Module):
    """y = x weight^T + bias, with x (N, D), y (N, K).

    `weight` (K, D) and `bias` (K,) start uniform within +- 1 / sqrt(D), as in PyTorch. With `init`,
    a function of `rng` and the weight's shape, the weight starts with what that returns, and the
    bias at 0.
    """

    def __init__(
        self,
        in_features: int,
        out_features: int,
        *,
        bias: bool = True,
        rng: np.random.Generator,
        init: Initializer | None = None,
    ) -> None:
        self.in_features = checked_size(in_features, "in_features")
        self.out_features = checked_size(out_features, "out_features")
        shape = (self.out_features, self.in_features)
        self.weight, self.bias = weight_and_bias(shape, bias=bias, rng=rng, init=init)

    def forward(self, x: Array | Tensor) -> Tensor:
        if self.bias is None:
            return matmul(x, transpose(self.weight))
        return linear(x, self.weight, self.bias)

    def extra_repr(self) -> str:
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )
