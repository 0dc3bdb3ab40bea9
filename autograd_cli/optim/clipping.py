"""The length of gradients, and a bound for it."""

import math
from collections.abc import Sequence

import numpy as np

from autograd_cli.optim.blocks import Array


def clip_norm(gradients: Sequence[Array], limit: float) -> list[Array]:
    """The gradients, all shortened by one factor if they are longer than `limit` together.

    Their length is their `norm`, and the factor limit / (length + 1e-6) as in PyTorch. What is
    given is only read: it comes back itself, or as new arrays. NaN in one place makes all NaN.

    Source    Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks
              (2013), algorithm 1.
    """
    factor = limit / (norm(gradients) + 1e-6)
    return list(gradients) if factor >= 1 else [g * factor for g in gradients]


def norm(gradients: Sequence[Array]) -> float:
    """The length of all gradients together: the root of the sum of all their squares."""
    squares = 0.0
    for g in gradients:
        squares += float(np.vdot(g, g))
    length = math.sqrt(squares)
    if not math.isinf(length):
        return length
    # The squares overflow before the numbers do.
    highest = max(float(np.abs(g).max()) for g in gradients)
    return highest * norm([g / highest for g in gradients]) if highest < math.inf else length
