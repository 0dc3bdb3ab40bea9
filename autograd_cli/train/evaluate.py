"""The metrics of a model on one part of the data."""

import numpy as np

from autograd_cli.data import Part
from autograd_cli.engine import no_grad
from autograd_cli.nn import Module
from autograd_cli.train.metrics import accuracy
from autograd_cli.zoo import Loss

_CHUNK = 16_384  # examples at a time, to bound the memory


@np.errstate(over="ignore", invalid="ignore")  # an infinite loss is found by those who ask
def evaluate(model: Module, loss: Loss, part: Part, task: str) -> dict[str, float]:
    """Mean `loss` over the part, and for classes `accuracy`."""
    totals = {"loss": 0.0} | ({} if task == "regression" else {"accuracy": 0.0})
    with no_grad():
        for start in range(0, len(part), _CHUNK):
            y = part.y[start : start + _CHUNK]
            outputs = model(part.x[start : start + _CHUNK])
            totals["loss"] += len(y) * loss(outputs, y).item()
            if task != "regression":
                totals["accuracy"] += len(y) * accuracy(outputs.data, y)
    return {name: total / len(part) for name, total in totals.items()}
