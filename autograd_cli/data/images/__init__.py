"""Datasets of images: pixels in, batches of numbers (N, C, H, W) out."""

from pathlib import Path

from autograd_cli.config import Settings, schema
from autograd_cli.data.dataset import Examples, Splits
from autograd_cli.data.images.digits import digits_images
from autograd_cli.data.images.preprocessing import ImagePreprocessing
from autograd_cli.data.images.split import split
from autograd_cli.data.preprocessing import Preprocessing
from autograd_cli.seeds import Seeds

__all__ = ["ImagePreprocessing", "build", "examples"]


def build(settings: Settings, dataset: schema.Images, seeds: Seeds) -> Splits:
    """The images of a config, split by the stream `split`.

    Raises SettingError if a setting does not fit them, or DataError if they cannot be read.
    """
    match dataset:
        case schema.DigitsImages():
            return split(digits_images(), dataset, seeds)
        case schema.ImageFolder():
            from autograd_cli.data.images.folder import image_folder  # for these alone

            return split(image_folder(dataset), dataset, seeds)
        case schema.CIFAR10():
            from autograd_cli.data.images import cifar10

            return cifar10.build(dataset, seeds)
        case _:
            raise TypeError(f"{type(dataset).__name__} is no dataset of images")


def examples(path: Path, preprocessing: Preprocessing, *, with_target: bool) -> Examples:
    """An image, or all in a folder, as the model of a run sees them; with the images' paths.

    With their targets, in a folder for each class. Raises DataError if they cannot be read.
    """
    from autograd_cli.data.images import new_images

    if not isinstance(preprocessing, ImagePreprocessing):
        raise TypeError(f"{type(preprocessing).__name__} is not for images")
    if with_target:
        return new_images.labelled(path, preprocessing)
    return new_images.unlabelled(path, preprocessing)
