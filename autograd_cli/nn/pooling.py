"""Pools: layers that make one number of what each window on an image sees."""

from autograd_cli.engine import Array, Tensor
from autograd_cli.nn.module import Module
from autograd_cli.ops import avg_pool2d, max_pool2d
from autograd_cli.ops.windows import Size, pair


class MaxPool2d(Module):
    """The largest element that each window on images (N, C, H, W) sees, by `max_pool2d`.

    Sizes are a number or a pair; the stride is by default that of windows side by side.
    Raises ValueError for sizes that are none.
    """

    def __init__(
        self,
        kernel_size: Size,
        stride: Size | None = None,
        *,
        padding: Size = 0,
        dilation: Size = 1,
    ) -> None:
        self.kernel_size = pair(kernel_size, "kernel_size", 1)
        self.stride = self.kernel_size if stride is None else pair(stride, "stride", 1)
        self.padding = pair(padding, "padding")
        self.dilation = pair(dilation, "dilation", 1)

    def forward(self, x: Array | Tensor) -> Tensor:
        return max_pool2d(
            x, self.kernel_size, stride=self.stride, padding=self.padding, dilation=self.dilation
        )

    def extra_repr(self) -> str:
        return (
            f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, "
            f"dilation={self.dilation}"
        )


class AvgPool2d(Module):
    """The mean of what each window on images (N, C, H, W) sees, by `avg_pool2d`.

    Sizes are a number or a pair; the stride is by default that of windows side by side.
    Raises ValueError for sizes that are none.
    """

    def __init__(self, kernel_size: Size, stride: Size | None = None, *, padding: Size = 0) -> None:
        self.kernel_size = pair(kernel_size, "kernel_size", 1)
        self.stride = self.kernel_size if stride is None else pair(stride, "stride", 1)
        self.padding = pair(padding, "padding")

    def forward(self, x: Array | Tensor) -> Tensor:
        return avg_pool2d(x, self.kernel_size, stride=self.stride, padding=self.padding)

    def extra_repr(self) -> str:
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"
