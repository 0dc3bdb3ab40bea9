"""The metrics of a model on one part of the data."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from autograd_cli.data import Array, Part
from autograd_cli.engine import no_grad
from autograd_cli.nn import Module
from autograd_cli.train.metrics import correct
from autograd_cli.train.progress import Pass
from autograd_cli.zoo import Loss

_MOST = 16_384  # examples at a time
_NUMBERS = 1 << 19  # that they have together, to bound the memory


@np.errstate(over="ignore", invalid="ignore")  # an infinite loss is found by those who ask
def evaluate(
    model: Module,
    loss: Loss,
    part: Part,
    task: str,
    metrics: Sequence[str] = (),
    progress: Pass | None = None,
) -> dict[str, float | None]:
    """Mean `loss` over the part, and then `metrics`, with dropout off.

    The loss is the one of training, its class weights included. Loss and accuracy take the memory
    of some thousand examples, however large the part; for other metrics all outputs, (N,) or
    (N, K), are kept until the end. A metric that is undefined on this part is None, as `scores`
    tells. What is done is counted in `progress`.
    """
    others = [name for name in metrics if name != "accuracy"]
    total, right = 0.0, 0
    kept: list[tuple[Array, Array]] = []
    with evaluating(model), no_grad():
        for x, y in part.batches(at_once(part)):
            outputs = model(x)
            total += len(y) * loss(outputs, y).item()
            if task != "regression":
                right += correct(outputs.data, y)
            if others:
                kept.append((outputs.data, y))
            if progress is not None:
                progress.done += len(y)
    found: dict[str, float | None] = {"accuracy": right / len(part)}
    if others:
        from autograd_cli.train.scores import scores

        all_outputs, targets = (np.concatenate(arrays) for arrays in zip(*kept, strict=True))
        found |= scores(others, all_outputs, targets, task)
    return {"loss": total / len(part), **{name: found[name] for name in metrics}}


def at_once(part: Part) -> int:
    """How many examples a model is given at a time where no batch size is asked for."""
    return max(1, min(_MOST, _NUMBERS // max(1, math.prod(part.shape))))


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
