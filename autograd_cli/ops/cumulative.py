"""Running sums and products along an axis."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import along, behind_batch, from_front
from autograd_cli.ops.recurrence import from_the_end
from autograd_cli.ops.shape import ravel


class CumSum(Function):
    """y = the running sums along an axis;  dx = those of g from the end."""

    @staticmethod
    def forward(x, *, axis):
        return np.add.accumulate(x, axis)

    @staticmethod
    def vjp_x(g, *, axis):
        return np.flip(CumSum.compute(np.flip(g, axis), axis=axis), axis)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


class CumProd(Function):
    """The running products along an axis. The derivative divides by nothing: an x may be 0.

    Formula   y = (x_0, x_0 x_1, x_0 x_1 x_2, ...)
              dx = (h_0, h_1 y_0, h_2 y_1, ...), with h_n = g_n and h_k = g_k + x_(k+1) h_(k+1)
    """

    @staticmethod
    def forward(x, *, axis):
        return np.multiply.accumulate(x, axis)

    @staticmethod
    def vjp_x(g, x, y, *, axis):
        h = from_the_end(x[along(axis, slice(1, None))], g, axis)
        first, others = y[along(axis, slice(1))], y[along(axis, slice(-1))]
        return h * np.concatenate([np.ones_like(first), others], axis)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


def cumsum(x: TensorLike, axis: int | None = None) -> Tensor:
    """The running sums along `axis`; with None, those of all elements in one row.

    Raises ShapeError for an axis that the tensor does not have.
    """
    return _along_one(CumSum, x, axis)


def cumprod(x: TensorLike, axis: int | None = None) -> Tensor:
    """The running products along `axis`; with None, those of all elements in one row.

    Raises ShapeError for an axis that the tensor does not have.
    """
    return _along_one(CumProd, x, axis)


def _along_one(op: type[Function], x: TensorLike, axis: int | None) -> Tensor:
    ndim = len(shape_of(x))
    if axis is None:
        return op.apply(ravel(x) if ndim != 1 else x, axis=0)
    return op.apply(x, axis=from_front(axis, ndim, op.__name__.lower())[0])


def _add_accumulate(x: Tensor, axis: int = 0) -> Tensor:
    return cumsum(x, axis)  # ufunc.accumulate, unlike np.cumsum, has axis 0


def _multiply_accumulate(x: Tensor, axis: int = 0) -> Tensor:
    return cumprod(x, axis)


register(np.cumsum, cumsum)
register(np.cumprod, cumprod)
register((np.add, "accumulate"), _add_accumulate)
register((np.multiply, "accumulate"), _multiply_accumulate)
