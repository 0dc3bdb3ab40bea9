"""One image file as pixels, by Pillow, whatever is stored in it.

- The first frame counts, turned as its EXIF orientation says; colour profiles are not looked at.
- What is transparent shows white below it. 16 bits of grey become 8; CMYK becomes RGB.
- Another size is reached by stretching, not by cutting off, with Pillow's bilinear filter, which
  averages where the image shrinks (torchvision's `Resize((h, w))`). Of a JPEG that is more than
  twice as large, no more is decoded than that takes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from autograd_cli.data.errors import DataError
from autograd_cli.data.part import Array
from autograd_cli.errors import AutogradError

if TYPE_CHECKING:
    from PIL import Image

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "PPM")
_GREY = ("1", "L", "LA", "La", "I", "F")
_ORIENTATION = 0x0112  # EXIF's number for it


@dataclass(frozen=True)
class Header:
    """What a file says of its image before it is decoded; `size` is (H, W), once it is upright."""

    path: Path
    size: tuple[int, int]
    mode: str
    orientation: int

    def is_grey(self) -> bool:
        """Whether the image is stored as grey; one of a palette, if that has only greys."""
        return (
            self.mode in _GREY
            or self.mode.startswith("I;16")
            or (self.mode == "P" and _has_grey_palette(self.path))
        )


def header(path: Path) -> Header:
    """Raises DataError if the file is no image, or one that is suspiciously large."""
    with _opened(path) as image:
        orientation = _orientation(image)
        width, height = image.size
        size = (width, height) if orientation >= 5 else (height, width)
        return Header(path, size, image.mode, orientation)


def decode(header: Header, channels: int, size: tuple[int, int]) -> Array:
    """The pixels (C, H, W) uint8 of an image: of 1 channel, grey, or of 3, red, green and blue.

    Raises DataError if the file is damaged.
    """
    from PIL import Image

    height, width = size[::-1] if header.orientation >= 5 else size
    with _opened(header.path) as image:
        reduced = image.draft(None, (2 * width, 2 * height))
        plain = _plain(image, header.path).convert("L" if channels == 1 else "RGB")
        if plain.size != (width, height):
            box = reduced and reduced[1]
            plain = plain.resize((width, height), Image.Resampling.BILINEAR, box)
        pixels = np.asarray(plain).reshape(height, width, channels).transpose(2, 0, 1)
    return _upright(pixels, header.orientation)


@contextmanager
def _opened(path: Path) -> Iterator["Image.Image"]:
    """The image of a file, not yet decoded; what goes wrong with it is a DataError."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path, formats=_FORMATS) as image:
            yield image
    except (AutogradError, MemoryError):
        raise
    except UnidentifiedImageError as error:
        what = f"cannot read {path}: it is none of {', '.join(_FORMATS)}, or damaged"
        raise DataError(what) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        what = f"{path} has more than {Image.MAX_IMAGE_PIXELS:,} pixels"
        raise DataError(what, "Make it smaller, unless it is none of yours.") from error
    except Exception as error:  # a damaged file makes the decoders raise almost anything
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise DataError(f"cannot read {path}: {reason}") from error


def _orientation(image: "Image.Image") -> int:
    """From 1, upright, to 8: above 4 lines are columns."""
    from PIL import Image

    if image.format == "TIFF":
        return 1  # Pillow turns these itself
    # A PNG's own method would decode the image, to look behind it too.
    found: int = Image.Image.getexif(image).get(_ORIENTATION, 1)
    return found if found in range(1, 9) else 1


def _upright(pixels: Array, orientation: int) -> Array:
    if orientation >= 5:
        pixels = pixels.swapaxes(1, 2)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, :, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[:, ::-1]
    return pixels


def _plain(image: "Image.Image", path: Path) -> "Image.Image":
    """Of 8 bits, and not transparent."""
    from PIL import Image

    if image.mode.startswith("I;16") or (image.format, image.mode) == ("PPM", "I"):
        return Image.fromarray(np.rint(np.asarray(image) / 257).astype(np.uint8))
    if image.mode in ("I", "F"):
        what = f"{path} holds numbers of 32 bits, and does not say which of them is white"
        raise DataError(what, "Save it with 8 or 16 bits a channel.")
    if image.has_transparency_data:
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image.convert("RGBA"))
    return image


def _has_grey_palette(path: Path) -> bool:
    with _opened(path) as image:
        colours = np.array(image.getpalette()).reshape(-1, 3)
        return bool((colours == colours[:, :1]).all())
