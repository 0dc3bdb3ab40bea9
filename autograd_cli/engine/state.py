"""Arrays by name, filled from others of the same names and shapes."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograd_cli.engine.errors import ShapeError


def fill_arrays(
    own: Mapping[str, NDArray[Any]], given: Mapping[str, NDArray[Any]], *, what: str, hint: str
) -> None:
    """Copy each array of `given` into the one of `own` with its name.

    Raises ShapeError, before anything is changed, if a name is missing or unknown or a shape
    differs: `what`, as in "these weights do not fit MLP", with those names, and the `hint`.
    """
    wrong = sorted(own.keys() ^ given.keys())
    wrong += [name for name in own if name in given and np.shape(given[name]) != own[name].shape]
    if wrong:
        raise ShapeError(f"{what}: {', '.join(wrong)}", hint)
    for name, array in own.items():
        array[...] = given[name]
