"""Several tensors brought to one shape."""

import numpy as np

from autograd_cli.engine import ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.shape import broadcast_to, reshape


def broadcast_arrays(*arrays: TensorLike) -> tuple[Tensor, ...]:
    """Each repeated to the shape that all of them together have (new arrays, no views).

    Raises ShapeError if they have none.
    """
    shapes = [shape_of(x) for x in arrays]
    try:
        shape = np.broadcast_shapes(*shapes)
    except ValueError as error:
        raise ShapeError(f"broadcast_arrays of shapes {', '.join(map(str, shapes))}") from error
    return tuple(broadcast_to(x, shape) for x in arrays)


def meshgrid(
    *xi: TensorLike, copy: bool = True, sparse: bool = False, indexing: str = "xy"
) -> tuple[Tensor, ...]:
    """The coordinates of a grid from those along its axes: one tensor for each vector given.

    The first vector runs along the second axis, as x does in pictures, or, with "ij", along the
    first. `sparse` leaves the other axes at length 1. `copy` is NumPy's: these are never views.
    Raises ValueError for another `indexing`.
    """
    if indexing not in ("xy", "ij"):
        raise ValueError(f"meshgrid with indexing {indexing!r}: use 'xy' or 'ij'")
    n = len(xi)
    places = [*range(n)]
    if indexing == "xy" and n > 1:
        places[:2] = 1, 0
    along = [
        reshape(x, (1,) * place + (-1,) + (1,) * (n - 1 - place))
        for x, place in zip(xi, places, strict=True)
    ]
    return tuple(along) if sparse else broadcast_arrays(*along)


register(np.broadcast_arrays, broadcast_arrays)
register(np.meshgrid, meshgrid)
