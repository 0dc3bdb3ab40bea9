"""Conv2d: a convolution of images."""

import numpy as np

from autograd_cli.engine import Array, Tensor
from autograd_cli.nn.initializers import Initializer, weight_and_bias
from autograd_cli.nn.module import Module
from autograd_cli.nn.sizes import checked_size
from autograd_cli.ops import conv2d
from autograd_cli.ops.windows import Size, pair


class Conv2d(Module):
    """y = conv2d(x, weight, bias), with images x (N, C, H, W), y (N, K, H', W').

    Sizes are a number or a pair, for rows and columns. `weight` (K, C / groups, kh, kw) and `bias`
    (K,) start uniform within +- 1 / sqrt(C / groups kh kw), as in PyTorch. With `init`, a function
    of `rng` and the weight's shape, the weight starts with what that returns, and the bias at 0.

    Raises ValueError for sizes that are none, or groups that do not divide the channels.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Size,
        *,
        stride: Size = 1,
        padding: Size = 0,
        dilation: Size = 1,
        groups: int = 1,
        bias: bool = True,
        rng: np.random.Generator,
        init: Initializer | None = None,
    ) -> None:
        self.in_channels = checked_size(in_channels, "in_channels")
        self.out_channels = checked_size(out_channels, "out_channels")
        self.groups = checked_size(groups, "groups")
        for name in ("in_channels", "out_channels"):
            if getattr(self, name) % groups:
                raise ValueError(f"{groups} groups do not divide {name}, {getattr(self, name)}")
        self.kernel_size = pair(kernel_size, "kernel_size", 1)
        self.stride = pair(stride, "stride", 1)
        self.padding = pair(padding, "padding")
        self.dilation = pair(dilation, "dilation", 1)
        shape = (self.out_channels, self.in_channels // groups, *self.kernel_size)
        self.weight, self.bias = weight_and_bias(shape, bias=bias, rng=rng, init=init)

    def forward(self, x: Array | Tensor) -> Tensor:
        return conv2d(
            x,
            self.weight,
            self.bias,
            stride=self.stride,
            padding=self.padding,
            dilation=self.dilation,
            groups=self.groups,
        )

    def extra_repr(self) -> str:
        words = [f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}"]
        words += [f"stride={self.stride}"]
        words += [f"padding={self.padding}"] if self.padding != (0, 0) else []
        words += [f"dilation={self.dilation}"] if self.dilation != (1, 1) else []
        words += [f"groups={self.groups}"] if self.groups != 1 else []
        return ", ".join([*words, *(["bias=False"] if self.bias is None else [])])
