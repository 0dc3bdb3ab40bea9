"""A margin around a tensor."""

from typing import Any

import numpy as np

from autograd_cli.engine import Array, Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import along, from_front
from autograd_cli.ops.casting import Copy
from autograd_cli.ops.indexing import GetItem
from autograd_cli.ops.integers import integers

_REPEATING = ("edge", "reflect", "symmetric", "wrap")


class PadConstant(Function):
    """y = x with constants before and after it along each axis;  dx = g without them.

    `widths` and `values` have a pair for each axis; in the corners the last axis has its way.
    """

    @staticmethod
    def forward(x, *, widths, values):
        y = np.empty([b + n + a for n, (b, a) in zip(x.shape, widths, strict=True)], x.dtype)
        y[_inner(widths, x.shape)] = x
        for axis, (before, after) in enumerate(widths):
            y[along(axis, slice(before))] = values[axis][0]
            y[along(axis, slice(y.shape[axis] - after, None))] = values[axis][1]
        return y

    @staticmethod
    def vjp_x(g, *, widths, x_shape):
        return GetItem.compute(g, index=_inner(widths, x_shape))

    @classmethod
    def batched(cls, params, x_shape):
        return {"widths": ((0, 0), *params["widths"])}


def pad(
    x: TensorLike,
    pad_width: Any,
    mode: str = "constant",
    *,
    constant_values: Any = 0,
    reflect_type: str = "even",
) -> Tensor:
    """`x` with a margin: `constant_values`, or its own elements once more.

    `pad_width` is one number for all sides, a pair (before, after) for all axes, a pair for each
    axis, or a dict from axes to numbers or pairs; so is `constant_values`. The other modes are
    "edge" (the outermost element), "reflect" (mirrored at it), "symmetric" (mirrored, with it) and
    "wrap" (from the other side).

    Raises ShapeError for widths that are negative or do not fit, ValueError for another mode.
    """
    ndim = len(shape_of(x))
    widths = _pairs(pad_width, ndim, "pad_width")
    if any(width < 0 for pair in widths for width in pair):
        raise ShapeError(f"pad by {pad_width}: a width is not negative")
    if mode == "constant":
        values = _pairs(constant_values, ndim, "constant_values")
        return PadConstant.apply(x, widths=widths, values=values)
    if mode not in _REPEATING or reflect_type != "even":
        what = (
            f"{mode!r}" if reflect_type == "even" else f"{mode!r} of reflect_type {reflect_type!r}"
        )
        raise ValueError(f"pad in the mode {what}: use 'constant', {str(_REPEATING)[1:-1]}")
    return _padded_with_its_own(x, widths, mode)


def _padded_with_its_own(x: TensorLike, widths: Any, mode: str) -> Tensor:
    shape = shape_of(x)
    y = Copy.apply(x)
    for axis, (before, after) in enumerate(widths):
        if before == after == 0:
            continue
        if shape[axis] == 0:
            raise ShapeError(f"pad in the mode {mode!r} of an axis of length 0, with nothing in it")
        y = GetItem.apply(y, index=along(axis, _source(shape[axis], before, after, mode)))
    return y


def _source(n: int, before: int, after: int, mode: str) -> Array:
    """The places on an axis of length n that an axis with margins repeats."""
    places = np.arange(-before, n + after)
    if mode == "edge":
        return places.clip(0, n - 1)
    if mode == "wrap":
        return places % n
    period = 2 * n if mode == "symmetric" else max(2 * n - 2, 1)
    places %= period
    return np.minimum(places, (period - 1 if mode == "symmetric" else period) - places)


def _inner(widths: Any, shape: tuple[int, ...]) -> tuple[slice, ...]:
    return tuple(slice(before, before + n) for (before, _), n in zip(widths, shape, strict=True))


def _pairs(given: Any, ndim: int, name: str) -> Any:
    """A pair (before, after) for each axis, from every form that NumPy takes."""
    if isinstance(given, dict):
        pairs = [(0, 0)] * ndim
        for axis, pair in given.items():
            pairs[from_front(axis, ndim, name)[0]] = tuple(np.broadcast_to(pair, 2).tolist())
        return tuple(pairs)
    if type(given) is int:
        return ((given, given),) * ndim
    array = integers(given, "pad") if name == "pad_width" else np.asarray(given)
    try:
        return tuple(map(tuple, np.broadcast_to(array, (ndim, 2)).tolist()))
    except ValueError as error:
        raise ShapeError(f"pad: {name} {given!r:.60} for {ndim} axes") from error


register(np.pad, pad)
