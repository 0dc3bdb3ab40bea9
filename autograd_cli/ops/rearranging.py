"""Elements in another order along their axes."""

from typing import Any

import numpy as np

from autograd_cli.engine import Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import Axis, behind_batch, from_front
from autograd_cli.ops.permuting import swapaxes


class Flip(Function):
    """y = x read backwards along the axes;  dx = g read backwards."""

    @staticmethod
    def forward(x, *, axis):
        return np.flip(x, axis)

    @staticmethod
    def vjp_x(g, *, axis):
        return np.flip(g, axis)

    @classmethod
    def batched(cls, params, x_shape):
        return {"axis": behind_batch(params["axis"], len(x_shape))}


class Roll(Function):
    """y = x moved by some places along the axes, in a circle;  dx = g moved back."""

    @staticmethod
    def forward(x, *, shift, axis):
        return np.roll(x, shift, axis)

    @staticmethod
    def vjp_x(g, *, shift, axis):
        back = tuple(-n for n in shift) if isinstance(shift, tuple) else -shift
        return np.roll(g, back, axis)

    @classmethod
    def batched(cls, params, x_shape):
        if params["axis"] is None:
            return None
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


def flip(x: TensorLike, axis: Axis = None) -> Tensor:
    """Backwards along `axis` (an axis, several, or None for all).

    Raises ShapeError for an axis that the tensor does not have.
    """
    return Flip.apply(x, axis=axis)


def fliplr(x: TensorLike) -> Tensor:
    """The columns backwards. Raises ShapeError for fewer than two axes."""
    return Flip.apply(x, axis=1)


def flipud(x: TensorLike) -> Tensor:
    """The rows backwards. Raises ShapeError for a number."""
    return Flip.apply(x, axis=0)


def rot90(x: TensorLike, k: int = 1, axes: tuple[int, int] = (0, 1)) -> Tensor:
    """Turned by `k` right angles, from the first of `axes` towards the second.

    Raises ShapeError unless `axes` are two axes of the tensor.
    """
    two = from_front(axes, len(shape_of(x)), "rot90")
    if len(two) != 2:
        raise ShapeError(f"rot90 in the plane of {len(two)} axes: a plane has two")
    turns = k % 4
    if turns in (0, 2):
        return Flip.apply(x, axis=two if turns else ())
    return swapaxes(Flip.apply(x, axis=two[1 if turns == 1 else 0]), *two)


def roll(x: TensorLike, shift: Any, axis: Axis = None) -> Tensor:
    """Moved by `shift` places along `axis`; what leaves at the end comes in at the beginning.

    Several shifts and axes go pairwise; without an axis the elements are rolled as if flattened.
    Raises ShapeError for an axis that the tensor does not have, or unlike numbers of both.
    """
    shifts = tuple(map(int, shift)) if np.ndim(shift) else int(shift)
    return Roll.apply(x, shift=shifts, axis=axis)


register(np.flip, flip)
register(np.fliplr, fliplr)
register(np.flipud, flipud)
register(np.rot90, rot90)
register(np.roll, roll)
