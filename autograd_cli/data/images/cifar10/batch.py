"""One file of images with their labels, from its bytes: of the Python and of the binary version."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd_cli.data.errors import DataError
from autograd_cli.data.images.cifar10.official import AGAIN, CLASSES, PAGE, PIXELS
from autograd_cli.data.images.cifar10.pickled import Call, load
from autograd_cli.data.part import Array

_UNLIKE = f"The format is described at {PAGE}."


@dataclass(frozen=True)
class Batch:
    """Shapes    x (N, 3072) uint8, the channels one after the other; y (N,) in 0..9."""

    x: Array
    y: Array


def from_pickle(content: bytes, place: str) -> Batch:
    """A batch of the Python version. Raises DataError, which begins with `place`."""
    values = _entries(content, place)
    if "fine_labels" in values:
        raise DataError(f"{place} is a file of CIFAR-100; this dataset is CIFAR-10", _UNLIKE)
    absent = [key for key in ("data", "labels") if key not in values]
    if absent:
        raise DataError(f"{place} has no entry {absent[0]!r}", _UNLIKE)
    x, labels = _pixels(values["data"], place), values["labels"]
    if not isinstance(labels, list) or not {*map(type, labels)} <= {int}:
        raise DataError(f"{place}: the labels are no list of whole numbers", _UNLIKE)
    return _checked(x, np.array(labels, dtype=np.int64), place)


def from_records(content: bytes, place: str) -> Batch:
    """A batch of the binary version. Raises DataError, which begins with `place`."""
    size = 1 + PIXELS
    if len(content) % size:
        whole = (
            f"{size} bytes each; {len(content)} are {len(content) % size} more than whole images"
        )
        raise DataError(f"{place}: images have {whole}", f"The file is cut short. {AGAIN}")
    records = np.frombuffer(content, np.uint8).reshape(-1, size)
    return _checked(records[:, 1:], records[:, 0].astype(np.int64), place)


def names_from_pickle(content: bytes, place: str) -> tuple[str, ...]:
    """The classes, from batches.meta. Raises DataError, which begins with `place`."""
    names = _entries(content, place).get("label_names")
    if not isinstance(names, list) or not all(isinstance(name, (bytes, str)) for name in names):
        raise DataError(f"{place} has no list 'label_names'", _UNLIKE)
    texts = [name if isinstance(name, str) else name.decode("latin-1") for name in names]
    return _ten(texts, place)


def names_from_text(content: bytes, place: str) -> tuple[str, ...]:
    """The classes, from batches.meta.txt. Raises DataError, which begins with `place`."""
    return _ten(content.decode("utf-8", "replace").split("\n"), place)


def _ten(names: list[str], place: str) -> tuple[str, ...]:
    names = [name.strip() for name in names if name.strip()]
    if len({*names}) != len(names) or len(names) != len(CLASSES):
        raise DataError(
            f"{place} names {len({*names})} different classes; CIFAR-10 has {len(CLASSES)}", _UNLIKE
        )
    return tuple(names)


def _entries(content: bytes, place: str) -> dict[str, Any]:
    values = load(content, place)
    if not isinstance(values, dict):
        raise DataError(f"{place} holds a {type(values).__name__} instead of a dict", _UNLIKE)
    return {
        key if isinstance(key, str) else key.decode("latin-1"): value
        for key, value in values.items()
    }


def _pixels(call: Any, place: str) -> Array:
    """The array that a pickle describes, of its own bytes, if these are images."""
    match call:
        case Call(
            "array", state=(*_, shape, dtype, int(by_columns), bytes() | memoryview() as content)
        ):
            pass
        case Call("frombuffer", (bytes() | memoryview() as content, dtype, shape, order)):
            by_columns = int(order == "F")
        case _:
            raise DataError(f"{place}: the pixels are no NumPy array", _UNLIKE)
    match dtype, shape:
        case Call("dtype", ((b"u1" | "u1" | b"uint8" | "uint8"), *_)), (int(count), int(size)):
            right = size == PIXELS and count * size == len(content)
        case _:
            right = False
    if not right:
        raise DataError(
            f"{place}: the pixels are no array (N, {PIXELS}) of uint8 with as many bytes", _UNLIKE
        )
    flat = np.frombuffer(content, np.uint8)
    return flat.reshape(PIXELS, -1).T if by_columns else flat.reshape(-1, PIXELS)


def _checked(x: Array, y: Array, place: str) -> Batch:
    if len(x) != len(y):
        raise DataError(f"{place} has {len(x)} images and {len(y)} labels", _UNLIKE)
    if not len(y):
        raise DataError(f"{place} holds no images", _UNLIKE)
    wrong = np.flatnonzero((y < 0) | (y >= len(CLASSES)))
    if len(wrong):
        row = f"image {wrong[0]}, counted from 0, has the label {y[wrong[0]]}"
        raise DataError(f"{place}: {row}; those of CIFAR-10 are 0 to 9", _UNLIKE)
    return Batch(x, y)
