"""The user's own images: a folder for each class."""

from pathlib import Path

import numpy as np

from autograd_cli.config import SettingError, schema
from autograd_cli.config.nearest import nearest_file
from autograd_cli.data.errors import DataError
from autograd_cli.data.images.listing import SUFFIXES, images_by_class
from autograd_cli.data.images.pixels import Pixels
from autograd_cli.data.images.read import read

_PARTS = {"train", "training", "val", "valid", "validation", "test", "testing"}


def image_folder(section: schema.ImageFolder) -> Pixels:
    """All images of a config's folder, class by class.

    Raises SettingError or DataError.
    """
    folder = _folder(section.path)
    files = images_by_class(folder)
    _check(folder, {name: len(paths) for name, paths in files.items()})
    paths = [path for of_class in files.values() for path in of_class]
    size = None if section.size is None else (section.size[0], section.size[1])
    channels = {"grey": 1, "rgb": 3, None: None}[section.color]
    try:
        x = read(paths, channels=channels, size=size)
    except MemoryError as error:
        what = f"the {len(paths)} images are too large for the memory: {error}"
        raise SettingError(("dataset", "size"), what) from error
    y = np.repeat(np.arange(len(files)), [len(of_class) for of_class in files.values()])
    return Pixels(x, y, tuple(files))


def _folder(given: str) -> Path:
    path = Path(given)
    if not path.exists():
        what = f"there is no folder {path}. {nearest_file(path)}"
        raise SettingError(("dataset", "path"), what.removesuffix(". "))
    if not path.is_dir():
        what = f"{path} is a file; it should be a folder with a folder for each class"
        raise SettingError(("dataset", "path"), what)
    return path


def _check(folder: Path, counts: dict[str, int]) -> None:
    first = next(iter(counts))
    if {name.lower() for name in counts} <= _PARTS:
        what = f"{folder} holds {', '.join(counts)}: parts, no classes; choose {folder / first}"
        raise SettingError(("dataset", "path"), what)
    if len(counts) == 1:
        what = f"{folder} holds one folder, {first}: no classes to tell apart"
        raise DataError(what, "It should hold a folder for each class.")
    empty = [name for name, count in counts.items() if not count]
    if empty:
        what = f"{folder / empty[0]} holds no images ({', '.join(SUFFIXES)})"
        raise DataError(what, "Fill it, or remove it: each folder is a class.")
