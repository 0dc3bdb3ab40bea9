"""What the best weights of a training say of its validation part, and of some it learned from."""

import math
from dataclasses import replace

import numpy as np

from autograd_cli.data import Array, Part, Splits
from autograd_cli.engine import no_grad
from autograd_cli.nn import Module
from autograd_cli.runs import Checkpoint, Predictions, Sample
from autograd_cli.train.evaluate import at_once, evaluating
from autograd_cli.train.even_distances import at_even_distances
from autograd_cli.train.metrics import predicted_classes
from autograd_cli.train.pixels import pixels

_MOST = 10_000  # examples whose outputs are kept
_ROWS = 1_000  # of a table, that are kept themselves
_NUMBERS = 1 << 18  # that they have together, at most
_FEWEST = 100  # rows that are worth it; if there is no room for them, none are kept
_IMAGES, _LEARNED_IMAGES = 64, 32


@np.errstate(over="ignore", invalid="ignore")
def predictions(model: Module, splits: Splits, checkpoint: Checkpoint) -> Predictions:
    """Of `model`, which gets the weights of the checkpoint; of the training part if need be.

    Takes the memory of some thousand examples, however large the parts.
    """
    model.load_state_dict(checkpoint.weights)
    with evaluating(model), no_grad():
        found = _of_all(model, splits, checkpoint.epoch)
        if splits.validation is None:
            sample = _some_of(found, len(splits.train))
        else:
            sample = _of_some(model, splits)
    return replace(found, sample=sample)


def _of_all(model: Module, splits: Splits, epoch: int) -> Predictions:
    """What the model says of each example, in one pass over the part."""
    part = splits.validation or splits.train
    classes = len(splits.preprocessing.class_names)
    kept = at_even_distances(len(part), _MOST)
    imaged = at_even_distances(len(kept), _IMAGES if _has_images(part) else 0)
    shown = at_even_distances(len(kept), _room(part))
    confusion = np.zeros((classes, classes), np.int64)
    outputs, targets, images, inputs = [], [], [], []
    first = 0
    for x, y in part.batches(at_once(part)):
        found = model(x).data
        if classes:
            confusion += _counts(y, predicted_classes(found), classes)
        rows = _within(kept, first, len(x))
        outputs.append(found[rows])
        targets.append(y[rows])
        images.append(pixels(splits.preprocessing, x[_within(kept[imaged], first, len(x))]))
        inputs.append(x[_within(kept[shown], first, len(x))])
        first += len(x)
    return Predictions(
        "train" if splits.validation is None else "val",
        epoch,
        np.concatenate(outputs),
        np.concatenate(targets),
        confusion,
        np.concatenate(images),
        imaged,
        np.concatenate(inputs) if len(shown) else None,
        shown if len(shown) else None,
    )


def _some_of(found: Predictions, total: int) -> Sample | None:
    """Of what was found of the whole training part, some as a sample of it."""
    if found.inputs is not None and found.shown is not None:
        inputs, rows = found.inputs, found.shown
    elif len(found.images):
        chosen = at_even_distances(len(found.images), _LEARNED_IMAGES)
        inputs, rows = found.images[chosen], found.imaged[chosen]
    else:
        return None
    return Sample(inputs, found.outputs[rows], found.targets[rows], total)


def _of_some(model: Module, splits: Splits) -> Sample | None:
    """What the model says of training examples at even distances."""
    part = splits.train
    rows = at_even_distances(len(part), _LEARNED_IMAGES if _has_images(part) else _room(part))
    found = []
    for first in range(0, len(rows), at_once(part)):
        x, y = part.at(rows[first : first + at_once(part)])
        inputs = pixels(splits.preprocessing, x) if _has_images(part) else x
        found.append((inputs, model(x).data, y))
    if not found:
        return None
    inputs, outputs, targets = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    return Sample(inputs, outputs, targets, len(part))


def _has_images(part: Part) -> bool:
    return len(part.shape) == 3


def _room(part: Part) -> int:
    """For how many examples of a part there is room where all their numbers are kept."""
    most = min(_ROWS, _NUMBERS // max(1, math.prod(part.shape)))
    return 0 if _has_images(part) or most < min(_FEWEST, len(part)) else most


def _within(rows: Array, first: int, count: int) -> Array:
    """Those of `rows` that are among the `count` from `first` on, counted from there."""
    return rows[(rows >= first) & (rows < first + count)] - first


def _counts(targets: Array, predicted: Array, classes: int) -> Array:
    """How often an example of class i was taken for j (K, K)."""
    pairs = targets.astype(np.int64) * classes + predicted
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)
