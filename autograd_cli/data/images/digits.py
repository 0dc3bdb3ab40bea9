"""Handwritten digits, as images.

Source    that of `autograd_cli.data.digits`
Shapes    x (1797, 1, 8, 8) uint8 from 0 (paper) to 16 (ink); y (1797,): the digit
"""

import numpy as np

from autograd_cli.data.digits import INK, digits
from autograd_cli.data.images.pixels import Pixels


def digits_images() -> Pixels:
    """All 1,797 images."""
    found = digits()
    x = np.rint(found.x * INK).astype(np.uint8).reshape(-1, 1, 8, 8)
    return Pixels(x, found.y, found.class_names, white=INK)
