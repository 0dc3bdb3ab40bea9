"""The mean of what windows on images see."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.ops.pooling import pool_windows
from autograd_cli.ops.promotion import as_floats
from autograd_cli.ops.sliding import gathered, handed_back
from autograd_cli.ops.windows import Size

__all__ = ["avg_pool2d"]


class AvgPool2d(Function):
    """y = the mean of what each window sees, padding as 0;  dx = g spread evenly (AvgSpread)."""

    @staticmethod
    def forward(x, *, axes):
        rows, columns = axes
        total = gathered(np.add, as_floats(x), -2, rows, 0)
        return gathered(np.add, total, -1, columns, 0) / (rows.kernel * columns.kernel)

    @staticmethod
    def vjp_x(g, *, axes):
        return AvgSpread.compute(g, axes=axes)

    @classmethod
    def batched(cls, params, x_shape):
        return params


class AvgSpread(Function):
    """y = each window's x in equal parts at the places it sees, summed;  dx = their mean of g."""

    @staticmethod
    def forward(x, *, axes):
        rows, columns = axes
        shares = handed_back(x / (rows.kernel * columns.kernel), -1, columns)
        return handed_back(shares, -2, rows)

    @staticmethod
    def vjp_x(g, *, axes):
        return AvgPool2d.compute(g, axes=axes)

    @classmethod
    def batched(cls, params, x_shape):
        return params


def avg_pool2d(
    x: TensorLike, kernel_size: Size, *, stride: Size | None = None, padding: Size = 0
) -> Tensor:
    """The mean of what each window on images (N, C, H, W) sees: (N, C, H', W').

    Sizes are a number or a pair, for rows and columns; the stride is by default that of windows
    side by side. The places of the padding count as 0, and `conv_output_size` tells H' and W', all
    as in PyTorch.
    Raises ShapeError if the windows do not fit the image, ValueError for what is no size.
    """
    axes = pool_windows("avg_pool2d", x, kernel_size, stride, padding, 1)
    return AvgPool2d.apply(x, axes=axes)
