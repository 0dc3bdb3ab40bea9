"""The image files in a folder, and in the folders of its classes."""

from collections.abc import Iterator
from pathlib import Path

from autograd_cli.data.errors import DataError

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".pgm", ".ppm")


def is_image(path: Path) -> bool:
    """Whether it is called as an image is."""
    return path.suffix.lower() in SUFFIXES


def images_below(folder: Path) -> list[Path]:
    """The images in a folder and all folders in it, but hidden ones, sorted by their paths.

    A folder that links lead to more than once is read once, so that they may go round.

    Raises DataError if a folder cannot be read.
    """
    found = _below(folder, {folder.resolve()})
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def images_by_class(folder: Path) -> dict[str, list[Path]]:
    """The images below each folder in `folder`, which is a class's; the classes in sorted order.

    That is the order of torchvision's `ImageFolder`, so that a model's outputs mean the same.

    Raises DataError if `folder` holds no folder, or an image that is in none of them.
    """
    entries = _visible(folder)
    folders = [entry for entry in entries if entry.is_dir()]
    strays = [entry for entry in entries if is_image(entry) and not entry.is_dir()]
    if not folders:
        what = f"{folder} holds {'images, but ' if strays else ''}no folders of classes"
        raise DataError(what, f"The images of a class cat are looked for in {folder / 'cat'}.")
    if strays:
        what = f"{strays[0]} is in no class's folder"
        raise DataError(what, f"Move it into that of its class, or out of {folder}.")
    return {found.name: images_below(found) for found in folders}


def _below(folder: Path, seen: set[Path]) -> Iterator[Path]:
    for entry in _visible(folder):
        if not entry.is_dir():
            if is_image(entry):
                yield entry
        elif (real := entry.resolve()) not in seen:
            seen.add(real)
            yield from _below(entry, seen)


def _visible(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise DataError(f"cannot read {folder}: {error.strerror or error}") from error
    return [entry for entry in entries if not entry.name.startswith(".")]
