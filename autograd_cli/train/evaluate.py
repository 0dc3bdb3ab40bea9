"""The metrics of a model on one part of the data."""

import numpy as np

from autograd_cli.data import Array, Part
from autograd_cli.engine import no_grad
from autograd_cli.nn import Module
from autograd_cli.zoo import Loss

_CHUNK = 16_384  # examples at a time, to bound the memory


def evaluate(model: Module, loss: Loss, part: Part, task: str) -> dict[str, float]:
    """`loss`, and for classes `accuracy`, the share of examples given their own class."""
    total = correct = 0.0
    with no_grad():
        for start in range(0, len(part), _CHUNK):
            y = part.y[start : start + _CHUNK]
            outputs = model(part.x[start : start + _CHUNK])
            total += loss(outputs, y).item() * len(y)
            if task != "regression":
                correct += float(np.count_nonzero(predicted_classes(outputs.data) == y))
    metrics = {"loss": total / len(part)}
    if task != "regression":
        metrics["accuracy"] = correct / len(part)
    return metrics


def predicted_classes(logits: Array) -> Array:
    """The most probable class of each example, from logits (N,) of class 1 or (N, K) of each."""
    classes: Array = logits > 0 if logits.ndim == 1 else logits.argmax(axis=1)
    return classes
