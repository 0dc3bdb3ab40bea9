"""New images for a run that was trained before: a file, a folder, or a folder for each class."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from autograd_cli.config.nearest import nearest_file
from autograd_cli.data.choice import known
from autograd_cli.data.dataset import Examples
from autograd_cli.data.errors import DataError
from autograd_cli.data.images import cifar10
from autograd_cli.data.images.listing import SUFFIXES, images_below, images_by_class, is_image
from autograd_cli.data.images.part import ImagePart
from autograd_cli.data.images.pixels import Pixels
from autograd_cli.data.images.preprocessing import ImagePreprocessing
from autograd_cli.data.images.read import read
from autograd_cli.data.part import Array

_SUFFIXES = ", ".join(SUFFIXES)


def unlabelled(path: Path, preprocessing: ImagePreprocessing) -> Examples:
    """An image, or all below a folder, in the order of their paths.

    Raises DataError if there is none, or one cannot be read.
    """
    _check_exists(path)
    if path.is_dir():
        files = images_below(path)
        _check_any(path, files)
        names = [file.relative_to(path).as_posix() for file in files]
    elif is_image(path):
        files, names = [path], [path.name]
    else:
        what = f"the run was trained on images, and {path} is none"
        raise DataError(what, f"Give it a file that ends in {_SUFFIXES}, or a folder of such.")
    x, y = _pixels(files, preprocessing), np.full(len(files), np.nan)
    part = ImagePart(x, y, np.arange(len(files)), preprocessing)
    return Examples(part, (), tuple(names))


def labelled(path: Path, preprocessing: ImagePreprocessing) -> Examples:
    """The images in a folder for each class, or for some of the classes that were learned.

    Or the test images of CIFAR-10, from its files.

    Raises DataError if there is none, one cannot be read, or one is of another class.
    """
    _check_exists(path)
    if cifar10.is_archive(path):
        return _examples(_of_cifar10(path, preprocessing), preprocessing)
    if not path.is_dir():
        what = f"the run was trained on images, and {path} is no folder"
        raise DataError(what, "Give it a folder that holds a folder for each class.")
    classes = preprocessing.class_names
    by_class = images_by_class(path)
    if unknown := [name for name in by_class if name not in classes]:
        what = f"{path / unknown[0]} is of a class that was not learned; there are {known(classes)}"
        raise DataError(what, f"Rename it, or move it out of {path}.")
    files = [file for of_class in by_class.values() for file in of_class]
    _check_any(path, files)
    y = np.repeat([classes.index(name) for name in by_class], list(map(len, by_class.values())))
    pixels = Pixels(_pixels(files, preprocessing), y, classes, preprocessing.white)
    return _examples(pixels, preprocessing)


def _examples(pixels: Pixels, preprocessing: ImagePreprocessing) -> Examples:
    return Examples(ImagePart.of(pixels, np.arange(len(pixels.y)), preprocessing))


def _of_cifar10(path: Path, preprocessing: ImagePreprocessing) -> Pixels:
    pixels = cifar10.test_images(path)
    found = (pixels.x.shape[1:], pixels.class_names, pixels.white)
    if found != (preprocessing.shape, preprocessing.class_names, preprocessing.white):
        what = f"{path} holds CIFAR-10, and the run was not trained on images of this kind"
        raise DataError(what, "Give it a folder that holds a folder for each class.")
    return pixels


def _pixels(files: Sequence[Path], preprocessing: ImagePreprocessing) -> Array:
    """As those of the training: of as many channels, as large, and as white."""
    channels, height, width = preprocessing.shape
    try:
        pixels = read(files, channels=channels, size=(height, width))
    except MemoryError as error:
        what = f"the {len(files)} images are too large for the memory: {error}"
        raise DataError(what, "Give it some of them at a time.") from error
    if preprocessing.white == 255:
        return pixels
    scaled: Array = np.rint(np.arange(256) * (preprocessing.white / 255)).astype(np.uint8)
    return scaled[pixels]


def _check_exists(path: Path) -> None:
    if not path.exists():
        raise DataError(f"there is no file or folder {path}", nearest_file(path))


def _check_any(folder: Path, files: Sequence[Path]) -> None:
    if not files:
        raise DataError(f"{folder} holds no images ({_SUFFIXES})")
