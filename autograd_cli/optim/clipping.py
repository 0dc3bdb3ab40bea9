"""Bounds for gradients."""

import math
from collections.abc import Sequence

import numpy as np

from autograd_cli.optim.blocks import Array


def clip_norm(gradients: Sequence[Array], limit: float) -> list[Array]:
    """The gradients, all shortened by one factor if they are longer than `limit` together.

    Their length is the root of the sum of all their squares, and the factor limit / (length + 1e-6)
    as in PyTorch. What is given is only read: it comes back itself, or as new arrays. NaN in one
    place makes all NaN.

    Source    Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks
              (2013), algorithm 1.
    """
    factor = limit / (_length(gradients) + 1e-6)
    return list(gradients) if factor >= 1 else [g * factor for g in gradients]


def _length(gradients: Sequence[Array]) -> float:
    length = math.sqrt(sum(float(np.vdot(g, g)) for g in gradients))
    if not math.isinf(length):
        return length
    # The squares overflow before the numbers do.
    highest = max(float(np.abs(g).max()) for g in gradients)
    return highest * _length([g / highest for g in gradients]) if highest < math.inf else length
