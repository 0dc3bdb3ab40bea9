"""What concerns the last two axes alone: diagonals, and transposed matrices."""

import numpy as np

from autograd_cli.engine import Tensor, TensorLike
from autograd_cli.engine.dispatch import register
from autograd_cli.ops import diagonals
from autograd_cli.ops.permuting import matrix_transpose


def diagonal(x: TensorLike, /, *, offset: int = 0) -> Tensor:
    """The diagonals of matrices (..., M, N), `offset` to the right of the main one.

    Raises ShapeError for less than two axes.
    """
    return diagonals.diagonal(x, offset, -2, -1)


def trace(x: TensorLike, /, *, offset: int = 0) -> Tensor:
    """The sum of each `diagonal`. Raises ShapeError for less than two axes."""
    return diagonals.trace(x, offset, -2, -1)


register(np.linalg.diagonal, diagonal)
register(np.linalg.trace, trace)
register(np.linalg.matrix_transpose, matrix_transpose)
