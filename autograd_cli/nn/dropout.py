"""Dropout: numbers left out at random while training."""

import numpy as np

from autograd_cli.engine import Array, GraphError, Tensor
from autograd_cli.nn.module import Module
from autograd_cli.ops import multiply


class Dropout(Module):
    """In training y = x m / (1 - p), with m 0 with probability p, else 1; otherwise y = x.

    So y is x in expectation, and nothing needs to be scaled after training. `use_rng` gives the
    generator that m is drawn from.

    Source    Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting
              (2014), in the inverted form of section 10.
    """

    def __init__(self, p: float = 0.5) -> None:
        if not 0 <= p < 1:
            raise ValueError(f"Dropout wants a probability from 0 to below 1; given {p}")
        self.p = p

    def forward(self, x: Array | Tensor) -> Tensor:
        if not (self.training and self.p):
            return x if isinstance(x, Tensor) else Tensor(x)
        if self.rng is None:
            raise GraphError(
                "dropout has no random numbers",
                "Call model.use_rng(numpy.random.default_rng(seed)), or model.eval() not to train.",
            )
        # Half the bits of a float64 are drawn in half the time, and enough for a share.
        kept = self.rng.random(x.shape, np.float32) >= np.float32(self.p)
        return multiply(x, kept * x.dtype.type(1 / (1 - self.p)))

    def extra_repr(self) -> str:
        return f"p={self.p}"
