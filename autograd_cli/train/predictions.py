"""What the best weights of a training say of its validation part."""

import numpy as np

from autograd_cli.data import Array, Preprocessing, Splits
from autograd_cli.engine import no_grad
from autograd_cli.nn import Module
from autograd_cli.runs import Checkpoint, Predictions
from autograd_cli.train.evaluate import at_once, evaluating
from autograd_cli.train.metrics import predicted_classes

_MOST = 10_000  # examples whose outputs are kept
_IMAGES = 64
_SIDE = 128  # pixels of an image that is kept, at most


def predictions(model: Module, splits: Splits, checkpoint: Checkpoint) -> Predictions:
    """Of `model`, which gets the weights of the checkpoint; of the training part if need be.

    Takes the memory of some thousand examples, however large the part.
    """
    model.load_state_dict(checkpoint.weights)
    part = splits.validation or splits.train
    classes = len(splits.preprocessing.class_names)
    kept = _at_even_distances(len(part), _MOST)
    imaged = _at_even_distances(len(kept), _IMAGES if len(part.shape) == 3 else 0)
    confusion = np.zeros((classes, classes), np.int64)
    outputs, targets, images = [], [], []
    first = 0
    with evaluating(model), no_grad(), np.errstate(over="ignore", invalid="ignore"):
        for x, y in part.batches(at_once(part)):
            found = model(x).data
            if classes:
                confusion += _counts(y, predicted_classes(found), classes)
            rows = _within(kept, first, len(x))
            outputs.append(found[rows])
            targets.append(y[rows])
            images.append(_pixels(splits.preprocessing, x[_within(kept[imaged], first, len(x))]))
            first += len(x)
    return Predictions(
        "train" if splits.validation is None else "val",
        checkpoint.epoch,
        np.concatenate(outputs),
        np.concatenate(targets),
        confusion,
        np.concatenate(images),
        imaged,
    )


def _at_even_distances(n: int, most: int) -> Array:
    """Up to `most` of the numbers from 0 to n - 1, the first and the last among them."""
    return np.linspace(0, n - 1, min(n, most)).round().astype(np.int64)


def _within(rows: Array, first: int, count: int) -> Array:
    """Those of `rows` that are among the `count` from `first` on, counted from there."""
    return rows[(rows >= first) & (rows < first + count)] - first


def _counts(targets: Array, predicted: Array, classes: int) -> Array:
    """How often an example of class i was taken for j (K, K)."""
    pairs = targets.astype(np.int64) * classes + predicted
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)


def _pixels(preprocessing: Preprocessing, x: Array) -> Array:
    """The images as they were read, large ones smaller; none of what is no image."""
    from autograd_cli.data.images import ImagePreprocessing  # loaded already where there are any

    if isinstance(preprocessing, ImagePreprocessing):
        return _shrunk(preprocessing.undo(x))
    return np.zeros((0, 0, 0, 0), np.uint8)


def _shrunk(images: Array) -> Array:
    """Images (m, C, H, W) with the means of blocks of pixels, if they have more than 128 a side."""
    count, channels, *sides = images.shape
    block = -(-max(sides) // _SIDE)
    if block == 1:
        return images
    (h, bh), (w, bw) = ((max(1, side // block), min(side, block)) for side in sides)
    blocks = images[:, :, : h * bh, : w * bw].reshape(count, channels, h, bh, w, bw)
    smaller: Array = blocks.mean(axis=(3, 5)).round().astype(np.uint8)
    return smaller
