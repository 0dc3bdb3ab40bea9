"""The pixels of images that are kept with a run, for pictures."""

import numpy as np

from autograd_cli.data import Array, Preprocessing

_SIDE = 128  # pixels of an image, at most


def pixels(preprocessing: Preprocessing, x: Array) -> Array:
    """The images (m, C, H, W) uint8 as they were read, large ones smaller; none of what is none."""
    from autograd_cli.data.images import ImagePreprocessing  # loaded already where there are any

    if isinstance(preprocessing, ImagePreprocessing):
        return _shrunk(preprocessing.undo(x))
    return np.zeros((0, 0, 0, 0), np.uint8)


def _shrunk(images: Array) -> Array:
    """Images with the means of blocks of pixels, if they have more than 128 a side."""
    count, channels, *sides = images.shape
    block = -(-max(sides) // _SIDE)
    if block == 1:
        return images
    (h, bh), (w, bw) = ((max(1, side // block), min(side, block)) for side in sides)
    blocks = images[:, :, : h * bh, : w * bw].reshape(count, channels, h, bh, w, bw)
    smaller: Array = blocks.mean(axis=(3, 5)).round().astype(np.uint8)
    return smaller
