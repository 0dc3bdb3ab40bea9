"""Undoing broadcasting: in one place, for every op."""

from typing import Any

import numpy as np

from autograd_cli.engine.errors import RuleError


def fitted(g: Any, shape: tuple[int, ...], dtype: np.dtype[Any], vjp: Any, leading: int = 0) -> Any:
    """What a rule returned, as the cotangent of an input of this shape and dtype.

    It is summed over the axes along which broadcasting has repeated the input; so many `leading`
    axes belong to no broadcasting.

    Raises RuleError for what broadcasting cannot explain.
    """
    if getattr(g, "shape", None) != shape:
        g = _sum_to(shape, g, vjp, leading)
    if g.dtype.kind not in "fiub" and g.dtype.kind != dtype.kind:
        raise RuleError(f"{vjp.__qualname__} returned {g.dtype}, which is no real number")
    return g if g.dtype is dtype else g.astype(dtype)


def _sum_to(shape: tuple[int, ...], g: Any, vjp: Any, leading: int) -> Any:
    if not hasattr(g, "shape"):
        raise RuleError(f"{vjp.__qualname__} returned {g!r:.40}, which is no array")
    if not shape:
        return np.add.reduce(g, axis=None)
    extra = g.ndim - len(shape)
    if extra == 1 and not leading and g.shape[1:] == shape:
        return np.add.reduce(g, axis=0)
    inner, given = shape[leading:], g.shape[leading + extra :]
    fits = extra >= 0 and all(n in (1, m) for n, m in zip(inner, given, strict=True))
    if not fits or g.shape[:leading] != shape[:leading]:
        raise RuleError(
            f"{vjp.__qualname__} returned shape {g.shape} for an input of shape {shape}",
            "A rule returns the shape of its input, or one that broadcasting its input gives.",
        )
    start = leading + extra
    repeated = [start + i for i, n in enumerate(inner) if n == 1 and given[i] != 1]
    return np.add.reduce(g, axis=(*range(leading, start), *repeated)).reshape(shape)
