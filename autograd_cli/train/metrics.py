"""How good outputs are, apart from the loss."""

import numpy as np

from autograd_cli.data import Array


def accuracy(logits: Array, targets: Array) -> float:
    """The share of examples whose most probable class is their own.

    Logits (N,) of class 1 of two, or (N, K) of each class; targets (N,).
    """
    return float(np.count_nonzero(predicted_classes(logits) == targets)) / len(targets)


def predicted_classes(logits: Array) -> Array:
    """The most probable class (N,) of each example, from logits as `accuracy` takes them."""
    classes: Array = logits > 0 if logits.ndim == 1 else logits.argmax(axis=1)
    return classes
