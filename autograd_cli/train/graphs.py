"""The graph of a training step: of the first one to come, or with the weights of a run."""

import numpy as np

from autograd_cli import runs, zoo
from autograd_cli.config import Settings
from autograd_cli.data import Array, Splits
from autograd_cli.engine import Tensor
from autograd_cli.graph import Graph, of_step
from autograd_cli.nn import Module
from autograd_cli.runs import RunFolder, Sample, Which
from autograd_cli.train import build
from autograd_cli.train.progress import Progress
from autograd_cli.train.restore import Restored, restore
from autograd_cli.train.training import Training


def graph_of_first_step(
    model: Module, splits: Splits, settings: Settings, *, examples: int | None = None, title: str
) -> Graph:
    """Up to its update, with the whole batch or the first `examples` of it.

    The gradients are those of the loss alone: before clipping, with the penalty of `l2`.
    """
    x, y = next(iter(Training(model, splits, settings, Progress()).batches()))
    loss = build.loss(settings, splits.preprocessing.class_names, splits.class_counts)
    return of_step(model, _penalized(loss, model, settings), x[:examples], y[:examples], title)


def graph_of_run(run: RunFolder, weights: Which = "best", *, examples: int) -> tuple[Graph, str]:
    """A step with a run's weights, dropout off, on training examples that the run has kept.

    Returns what is to be noted of it, too: zeros stand for examples where there are none. Nothing
    is read but the run's folder. Raises what `restore` raises.
    """
    restored = restore(run, weights)
    settings = restored.config.settings
    found = runs.predictions(run)
    kept = _kept(restored, found.sample if found else None)
    note = "" if kept else f"{run.id} has kept no examples that fit its model: zeros stand for them"
    x, y = kept or _zeros(restored, examples)
    title = f"{run.id}, epoch {restored.epoch}"
    model = restored.model
    loss = _penalized(restored.loss(), model, settings)
    return of_step(model, loss, x[:examples], y[:examples], title), note


def _penalized(loss: zoo.Loss, model: Module, settings: Settings) -> zoo.Loss:
    if not settings.model.l2:
        return loss
    penalty = zoo.l2_penalty(model, settings.model.l2)

    def of(outputs: Tensor, targets: Array) -> Tensor:
        return loss(outputs, targets) + penalty()

    return of


def _kept(restored: Restored, sample: Sample | None) -> tuple[Array, Array] | None:
    """Examples as the model sees them; images are kept as pixels, and large ones too small."""
    from autograd_cli.data.images import ImagePreprocessing

    preprocessing, dtype = restored.preprocessing, restored.config.settings.train.dtype
    if sample is None or sample.inputs.shape[1:] != tuple(preprocessing.shape):
        return None
    x = sample.inputs
    if isinstance(preprocessing, ImagePreprocessing):
        x = preprocessing.apply(x * (preprocessing.white / 255), dtype)
    return x.astype(dtype), sample.targets


def _zeros(restored: Restored, examples: int) -> tuple[Array, Array]:
    task, dtype = restored.preprocessing.task, restored.config.settings.train.dtype
    targets = np.zeros(examples, np.int64 if task == "multiclass" else dtype)
    return np.zeros((examples, *restored.preprocessing.shape), dtype), targets
