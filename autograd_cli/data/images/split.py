"""Images cut into a training and a validation part."""

import numpy as np

from autograd_cli.config import schema
from autograd_cli.data.dataset import Splits
from autograd_cli.data.images.part import ImagePart
from autograd_cli.data.images.pixels import Pixels
from autograd_cli.data.images.preprocessing import ImagePreprocessing
from autograd_cli.data.split import held_out
from autograd_cli.seeds import Seeds


def split(pixels: Pixels, settings: schema.Images, seeds: Seeds) -> Splits:
    """Hold a share of the images out, of every class its own; both parts keep their order.

    Raises SettingError if one of the parts would be empty.
    """
    fraction = settings.validation_fraction
    chosen = held_out(pixels.y, len(pixels.class_names), fraction, seeds.stream("split"))
    rows = [np.flatnonzero(chosen == held) for held in (False, True)]
    preprocessing = ImagePreprocessing.of(pixels, rows[0], standardize=settings.standardize)
    train, validation = (ImagePart.of(pixels, each, preprocessing) for each in rows)
    return _splits(train, validation, pixels.fingerprint())


def of_parts(
    train: Pixels, validation: Pixels, settings: schema.Images, fingerprint: str
) -> Splits:
    """Two parts that were given as such; there is none for validation if that is empty."""
    rows = [np.arange(len(part.y)) for part in (train, validation)]
    preprocessing = ImagePreprocessing.of(train, rows[0], standardize=settings.standardize)
    return _splits(
        ImagePart.of(train, rows[0], preprocessing),
        ImagePart.of(validation, rows[1], preprocessing),
        fingerprint,
    )


def _splits(train: ImagePart, validation: ImagePart, fingerprint: str) -> Splits:
    held_out = validation if len(validation) else None
    return Splits(train, held_out, train.preprocessing, fingerprint)
