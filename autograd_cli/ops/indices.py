"""What an index names: which places, and whether one of them twice."""

import math
import operator
from typing import Any

import numpy as np

from autograd_cli.engine import Array, Tensor

__all__: list[str] = []

_ALL = slice(None)


def plain(index: Any) -> Any:
    """The index with arrays of its own, so that changing one later cannot spoil the gradient.

    Arrays are of booleans, or of NumPy's own index type and with an axis. Raises IndexError for
    what is no index; what NumPy refuses itself is left to it.
    """
    if isinstance(index, tuple):
        return tuple([_plain_part(part) for part in index])
    return _plain_part(index)


def may_repeat(index: Any) -> bool:
    """Whether a plain index could name a place twice: only arrays of integers can."""
    for part in index if type(index) is tuple else (index,):
        if isinstance(part, np.ndarray) and part.dtype.kind != "b":
            return True
    return False


def only_array(index: Any) -> tuple[int, Array] | None:
    """The axis and the array of a plain index that is one array and otherwise `:`."""
    parts = index if isinstance(index, tuple) else (index,)
    axis = next((i for i, part in enumerate(parts) if isinstance(part, np.ndarray)), None)
    if axis is None:
        return None
    others = parts[:axis] + parts[axis + 1 :]
    if any(type(part) is not slice or part != _ALL for part in others):
        return None
    return axis, parts[axis]


def all_differ(numbers: Array, length: int) -> bool:
    """Whether these indices of an axis of that length name each of its places at most once."""
    flat = numbers.reshape(-1)
    order = np.arange(flat.size)
    named_by = np.empty(length, np.intp)
    named_by[flat] = order
    return bool((named_by[flat] == order).all())


def places(index: Any, shape: tuple[int, ...]) -> Array:
    """Where what a plain index names lies in the flattened array, as a vector."""
    flat: Array = np.arange(math.prod(shape)).reshape(shape)[index].reshape(-1)
    return flat


def behind_batch(index: Any) -> dict[str, Any] | None:
    """The index with one more axis in front; None for those that would move that axis."""
    parts = index if type(index) is tuple else (index,)
    arrays = [part for part in parts if isinstance(part, np.ndarray)]
    basic = not arrays and all(not isinstance(part, (bool, np.bool_)) for part in parts)
    if basic or (len(arrays) == 1 and all(not np.isscalar(part) for part in parts)):
        return {"index": (_ALL, *parts)}
    return None


def _plain_part(part: Any) -> Any:
    kind = type(part)
    if kind is int or part is None or part is Ellipsis or kind is bool:
        return part
    if kind is slice:
        ends = (part.start, part.stop, part.step)
        if all(end is None or type(end) is int for end in ends):
            return part
        return slice(*(None if end is None else operator.index(end) for end in ends))
    if isinstance(part, Tensor):
        if part.dtype.kind == "f":
            raise IndexError(
                f"a tensor of {part.dtype} is no index: index with an integer array or booleans"
            )
        array = part.numpy()
    elif isinstance(part, np.ndarray):
        array = np.asarray(part)
    elif isinstance(part, (list, tuple, range)):
        array = _from_list(part)
    else:
        return part  # NumPy's scalars; what is left is for NumPy to refuse
    if array.dtype.kind not in "iub":
        return array  # likewise
    if array.ndim == 0:
        return array.item()  # a number names no place twice
    return array.copy() if array.dtype.kind == "b" else array.astype(np.intp)


def _from_list(part: Any) -> Array:
    try:
        array = np.array(part)
    except ValueError as error:
        raise IndexError(f"{part!r:.60} is no index: its rows differ in length") from error
    return array if array.size else array.astype(np.intp)  # [] picks nothing
