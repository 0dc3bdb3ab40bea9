"""Counts and places that an op is given: integers, and no floats that look like them."""

from typing import Any

import numpy as np

from autograd_cli.engine import Array, Tensor

__all__: list[str] = []


def integers(given: Any, where: str) -> Array:
    """A number, list, array or tensor as an array of its own; an empty one may be of floats.

    Raises TypeError, which says `where`, for floats.
    """
    array = given.numpy() if isinstance(given, Tensor) else np.asarray(given)
    if array.size and array.dtype.kind not in "iub":
        raise TypeError(f"{where} wants integers; given {array.dtype}")
    return array.astype(np.intp)
