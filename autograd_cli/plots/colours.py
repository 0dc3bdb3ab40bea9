"""Numbers as colours whose order can be seen in grey too, and text that is legible on them."""

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# From 0 to 1: white, the palette's blue in the middle, nearly black.
_SHARES = ((255, 255, 255), (86, 165, 214), (0, 114, 178), (0, 43, 69))
_DARK = 0.179  # of relative luminance: black on it and white on it have the same contrast


def of_shares(shares: "NDArray[Any]") -> "NDArray[Any]":
    """Colours (..., 3) uint8 of numbers from 0 to 1, which tell small ones well apart."""
    places = np.linspace(0, 1, len(_SHARES))
    channels = [np.interp(np.sqrt(shares), places, values) for values in zip(*_SHARES, strict=True)]
    return np.stack(channels, axis=-1).round().astype(np.uint8)


def tint(colour: str, strength: float) -> "NDArray[Any]":
    """`colour`, as #RRGGBB, on white: an RGB colour (3,) uint8, white itself if `strength` is 0."""
    full = np.frombuffer(bytes.fromhex(colour[1:]), np.uint8)
    return (255 + (full - 255.0) * strength).round().astype(np.uint8)


def ink_on(colour: "NDArray[Any]") -> Literal["black", "white"]:
    """The one with more contrast to an RGB colour, as WCAG 2 defines it."""
    return "white" if luminance(colour) < _DARK else "black"


def luminance(colour: "NDArray[Any]") -> float:
    """Relative, from 0 to 1, of an RGB colour."""
    c = np.asarray(colour) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))
