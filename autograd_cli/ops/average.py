"""The average with weights, along axes."""

import numpy as np

from autograd_cli.engine import ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import Axis, from_front
from autograd_cli.ops.permuting import transpose
from autograd_cli.ops.reductions import mean, sum
from autograd_cli.ops.shape import broadcast_to, reshape


def average(
    x: TensorLike,
    axis: Axis = None,
    weights: TensorLike | None = None,
    returned: bool = False,
    *,
    keepdims: bool = False,
) -> Tensor | tuple[Tensor, Tensor]:
    """`sum(x * weights) / sum(weights)` along `axis`; without weights, the mean.

    The weights have the shape of `x`, or a length for each axis in `axis`. With `returned`, a tuple
    with their sums, in the shape of the average.
    Raises ShapeError for weights of another shape, an empty tensor or an axis that is not there;
    ZeroDivisionError if weights sum to 0.
    """
    if weights is None:
        y = mean(x, axis, keepdims)
        total = Tensor(np.full(y.shape, np.prod(shape_of(x)) / max(y.size, 1)), dtype=y.dtype)
    else:
        weights = _fitted(weights, shape_of(x), axis)
        total = sum(weights, axis, keepdims)
        if not total.data.all():
            raise ZeroDivisionError("average: there are weights that sum to 0")
        y = sum(x * weights, axis, keepdims) / total
    return (y, broadcast_to(total, y.shape)) if returned else y


def _fitted(weights: TensorLike, shape: tuple[int, ...], axis: Axis) -> Tensor:
    """The weights as a tensor that broadcasts to `shape`."""
    given = shape_of(weights)
    if given == shape:
        return weights if isinstance(weights, Tensor) else Tensor(weights)
    axes = () if axis is None else from_front(axis, len(shape), "average")
    if axis is None or given != tuple(shape[a] for a in axes):
        raise ShapeError(
            f"average of shape {shape} along axis {axis} with weights of shape {given}",
            "Give weights of the shape of the tensor, or a length for each axis named.",
        )
    order = sorted(range(len(axes)), key=axes.__getitem__)
    full = tuple(n if i in axes else 1 for i, n in enumerate(shape))
    return reshape(transpose(weights, order), full)


register(np.average, average)
