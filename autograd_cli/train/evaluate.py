"""The metrics of a model on one part of the data."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from autograd_cli.data import Array, Part
from autograd_cli.engine import no_grad
from autograd_cli.nn import Module
from autograd_cli.train.metrics import correct
from autograd_cli.zoo import Loss

_CHUNK = 16_384  # examples at a time, to bound the memory


@np.errstate(over="ignore", invalid="ignore")  # an infinite loss is found by those who ask
def evaluate(
    model: Module, loss: Loss, part: Part, task: str, metrics: Sequence[str] = ()
) -> dict[str, float | None]:
    """Mean `loss` over the part, and then `metrics`, with dropout off.

    The loss is the one of training, its class weights included. Loss and accuracy take the memory
    of some thousand examples, however large the part; for other metrics all outputs, (N,) or
    (N, K), are kept until the end. A metric that is undefined on this part is None, as `scores`
    tells.
    """
    others = [name for name in metrics if name != "accuracy"]
    total, right = 0.0, 0
    kept: list[tuple[Array, Array]] = []
    with evaluating(model), no_grad():
        for x, y in part.batches(_CHUNK):
            outputs = model(x)
            total += len(y) * loss(outputs, y).item()
            if task != "regression":
                right += correct(outputs.data, y)
            if others:
                kept.append((outputs.data, y))
    found: dict[str, float | None] = {"accuracy": right / len(part)}
    if others:
        from autograd_cli.train.scores import scores

        all_outputs, targets = (np.concatenate(arrays) for arrays in zip(*kept, strict=True))
        found |= scores(others, all_outputs, targets, task)
    return {"loss": total / len(part), **{name: found[name] for name in metrics}}


@contextmanager
def evaluating(model: Module) -> Iterator[None]:
    """Within it, no module of the model is in training; then each is again what it was."""
    modules = model.modules()
    were = [module.training for module in modules]
    for module in modules:
        module.training = False
    try:
        yield
    finally:
        for module, training in zip(modules, were, strict=True):
            module.training = training
