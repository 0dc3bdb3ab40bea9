"""Many image files as one array of pixels."""

import os
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np

from autograd_cli.data.errors import DataError
from autograd_cli.data.images.decode import Header, decode, header
from autograd_cli.data.part import Array

_THREADS = 8  # at most: each holds a decoded image
_TOGETHER = 16  # images that a thread decodes at a time


def read(
    paths: Sequence[Path], *, channels: int | None = None, size: tuple[int, int] | None = None
) -> Array:
    """The images (N, C, H, W) uint8 of files, from 0, black, to 255, white.

    Of 1 channel if all of them are grey, and of the size that all of them have, unless these are
    given.

    Raises DataError if one cannot be read, or if they have no size in common; MemoryError.
    """
    with _pillow(paths[0]):
        headers = [header(path) for path in paths]
        size = size or _common_size(headers)
        channels = channels or (1 if all(one.is_grey() for one in headers) else 3)
        pixels = np.empty((len(paths), channels, *size), np.uint8)
        fill = partial(_fill, pixels, headers)
        with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
            for _ in pool.map(fill, range(0, len(paths), _TOGETHER)):
                pass  # what went wrong first, in the order of the files, is raised here
    return pixels


def _fill(pixels: Array, headers: Sequence[Header], first: int) -> None:
    _, channels, height, width = pixels.shape
    for i in range(first, min(first + _TOGETHER, len(pixels))):
        pixels[i] = decode(headers[i], channels, (height, width))


def _common_size(headers: Sequence[Header]) -> tuple[int, int]:
    first = headers[0]
    for other in headers:
        if other.size != first.size:
            shown = (f"{one.path} has {one.size[0]} x {one.size[1]} pixels"
                     for one in (first, other))  # fmt: skip
            raise DataError(
                f"the images are not of one size: {', '.join(shown)}",
                "Choose the height and width to bring all to, as dataset.size=[32, 32].",
            )
    return first.size


@contextmanager
def _pillow(path: Path) -> Iterator[None]:
    """Its warnings of damaged metadata go unheard; that of a huge image is an error.

    Raises DataError if it is not there.
    """
    try:
        from PIL import Image
    except ImportError as error:
        raise DataError(
            f"reading {path} needs Pillow, which is not installed",
            "Install it: python -m pip install 'autograd-cli[images]'",
        ) from error
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="PIL")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield
