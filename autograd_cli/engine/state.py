"""Arrays by name, filled from others of the same names and shapes."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograd_cli.engine.errors import ShapeError
from autograd_cli.engine.tensor import TensorLike
from autograd_cli.engine.unwrap import array_of

_SHOWN = 8


def fill_arrays(
    own: Mapping[str, NDArray[Any]], given: Mapping[str, TensorLike], *, what: str, hint: str
) -> None:
    """Copy each array or tensor of `given` into the array of `own` with its name, in its dtype.

    Raises ShapeError, before anything is changed, if a name is missing or unknown, a shape differs,
    or a dtype is of another kind, as complex numbers and text are: `what`, as in "these weights do
    not fit MLP", with the first of these, and the `hint`.
    """
    arrays = {name: np.asarray(array_of(value)) for name, value in given.items()}
    wrong = list(_wrong(own, arrays))
    if wrong:
        more = f"; and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        raise ShapeError(f"{what}: {'; '.join(wrong[:_SHOWN])}{more}", hint)
    for name, array in own.items():
        array[...] = arrays[name]


def _wrong(own: Mapping[str, NDArray[Any]], given: Mapping[str, NDArray[Any]]) -> Iterator[str]:
    for name, array in own.items():
        if name not in given:
            yield f"{name} is missing"
        elif given[name].shape != array.shape:
            yield f"{name} is of shape {array.shape}, given {given[name].shape}"
        elif not np.can_cast(given[name].dtype, array.dtype, "same_kind"):
            yield f"{name} is of {array.dtype}, given {given[name].dtype}"
    yield from (f"{name} is unknown" for name in given if name not in own)
