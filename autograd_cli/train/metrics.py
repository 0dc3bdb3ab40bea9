"""How good outputs are, apart from the loss.

Outputs are logits (N,) of class 1 of two, logits (N, K) of each class, or numbers (N,); targets are
(N,).
"""

import numpy as np

from autograd_cli.data import Array
from autograd_cli.ops import sigmoid, softmax


def accuracy(logits: Array, targets: Array) -> float:
    """The share of examples whose most probable class is their own."""
    return correct(logits, targets) / len(targets)


def correct(logits: Array, targets: Array) -> int:
    """How many examples have their own class as the most probable one."""
    return int(np.count_nonzero(predicted_classes(logits) == targets))


def predicted_classes(logits: Array) -> Array:
    """The most probable class (N,) of each example."""
    classes: Array = logits > 0 if logits.ndim == 1 else logits.argmax(axis=1)
    return classes


def probabilities(logits: Array) -> Array:
    """The probability (N,) of class 1 of two, or (N, K) of each class."""
    return sigmoid(logits).data if logits.ndim == 1 else softmax(logits, axis=1).data
