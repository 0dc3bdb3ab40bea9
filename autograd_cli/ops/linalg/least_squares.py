"""Solutions of linear systems that have too many equations or too few."""

from typing import NamedTuple

import numpy as np

from autograd_cli.engine import ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.linalg.singular_values import pinv, svdvals
from autograd_cli.ops.products import matmul
from autograd_cli.ops.queries import query
from autograd_cli.ops.reductions import sum
from autograd_cli.ops.shape import reshape


class LstsqResult(NamedTuple):
    """The solution, its squared residuals, and rank and singular values of the matrix."""

    x: Tensor
    residuals: Tensor
    rank: int
    s: Tensor


def lstsq(a: TensorLike, b: TensorLike, rcond: float | None = None) -> LstsqResult:
    """The shortest x for which |a x - b|^2 is least: (N,) or (N, K) for b of (M,) or (M, K).

    Singular values of a (M, N) of at most `rcond` times the largest count as 0; by default that is
    max(M, N) times the spacing of floats at 1. The residuals are those of each column of b, or
    empty if the rank is below N or M is not above N. The derivative is that along matrices of the
    same rank.
    Raises LinAlgError for anything but a matrix; ShapeError if b does not fit.
    """
    shape, b_shape = shape_of(a), shape_of(b)
    if len(shape) != 2:
        raise np.linalg.LinAlgError(f"lstsq of shape {shape}: it takes one matrix")
    if len(b_shape) not in (1, 2) or b_shape[0] != shape[0]:
        raise ShapeError(f"lstsq of shapes {shape} and {b_shape}")
    s = svdvals(a)
    limit = max(shape) * float(np.finfo(s.dtype).eps) if rcond is None else rcond
    rank = int(np.count_nonzero(s.data > limit * s.data.max(initial=0)))
    x = matmul(pinv(a, limit), b)
    residuals = reshape(matmul(a, x) - b, (shape[0], -1)) ** 2
    if rank < shape[1] or shape[0] <= shape[1]:
        residuals = residuals[:, :0]
    return LstsqResult(x, sum(residuals, axis=0), rank, s)


register(np.linalg.lstsq, lstsq)
register(np.linalg.matrix_rank, query(np.linalg.matrix_rank))
