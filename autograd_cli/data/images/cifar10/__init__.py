"""CIFAR-10 from its official files, which the user downloads; nothing in them is ever run."""

import hashlib
from dataclasses import replace
from pathlib import Path

from autograd_cli.config import SettingError, schema
from autograd_cli.config.nearest import nearest_file
from autograd_cli.data.dataset import Splits
from autograd_cli.data.images.cifar10.official import DOWNLOAD, NotOfficialError
from autograd_cli.data.images.cifar10.read import Found, holds_files, read
from autograd_cli.data.images.cifar10.source import SUFFIXES
from autograd_cli.data.images.pixels import Pixels
from autograd_cli.data.images.split import of_parts, split
from autograd_cli.seeds import Seeds

__all__ = ["build", "is_archive", "test_images"]


def build(dataset: schema.CIFAR10, seeds: Seeds) -> Splits:
    """The official test images for validation, or a share of the others.

    Raises SettingError if nothing is at the path, DataError if what is there cannot be used.
    """
    found = _read(dataset)
    train, test = found.parts["train"], found.parts.get("test")
    if test is None:
        splits = split(train, dataset, seeds)
    else:
        both = train.fingerprint() + test.fingerprint()
        splits = of_parts(train, test, dataset, hashlib.sha256(both.encode()).hexdigest())
    return splits if found.official else replace(splits, note=_note(found, verified=dataset.verify))


def is_archive(path: Path) -> bool:
    """Whether `path` is for this dataset: a tar file, or a folder with its files."""
    return holds_files(path) if path.is_dir() else path.name.endswith(SUFFIXES)


def test_images(path: Path) -> Pixels:
    """The test images in a folder or a tar file. Raises DataError."""
    return read(path, ["test"]).parts["test"]


def _read(dataset: schema.CIFAR10) -> Found:
    path = Path(dataset.path)
    if not path.exists():
        nearest = f" {nearest_file(path)}".rstrip()
        what = f"there is no file or folder {path}.{nearest} {DOWNLOAD}; its path goes here"
        raise SettingError(("dataset", "path"), what)
    share = dataset.validation_fraction
    try:
        return read(path, ["train", "test"] if share is None else ["train"], verify=dataset.verify)
    except NotOfficialError as error:
        error.hint += " For files of your own in this format: dataset.verify=false."
        raise


def _note(found: Found, *, verified: bool) -> str:
    counts = " and ".join(f"{len(pixels.y)} {part}" for part, pixels in found.parts.items())
    what = "in the format of CIFAR-10, not its official files" if verified else "not verified"
    return f"{counts} images, {what}"
