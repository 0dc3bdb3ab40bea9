"""Convolution of images: bilinear in image and weight, and so are its two derivatives."""

from typing import TypeAlias

import numpy as np

from autograd_cli.engine import Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.unwrap import array_of
from autograd_cli.ops.conv_layout import by_image, by_row, lies_by_row
from autograd_cli.ops.conv_products import correlate, correlate_weights, spread
from autograd_cli.ops.windows import Size, pair, windows

__all__ = ["conv2d"]

Shape: TypeAlias = tuple[int, ...]


class Conv2d(Function):
    """Correlation of images with a weight, which deep learning calls convolution.

    Shapes    x (N, C, H, W), weight (K, C / groups, kh, kw)  ->  y (N, K, H', W')
    Formula   y  = sum over c, i, j of weight_kcij x_nc(h sh + i dh - ph)(w sw + j dw - pw)
              dx = g spread with the weight (ConvSpread),
              dweight = g contracted with x (ConvWeights)
    Source    Dumoulin and Visin, A guide to convolution arithmetic for deep learning (2016).
    """

    @staticmethod
    def forward(x, weight, *, axes, groups):
        return correlate(x, weight, axes, groups)

    @staticmethod
    def vjp_x(g, weight, *, axes, groups):
        return ConvSpread.compute(g, weight, axes=axes, groups=groups)

    @staticmethod
    def vjp_weight(g, x, *, axes, groups):
        return ConvWeights.compute(x, g, axes=axes, groups=groups)


class ConvSpread(Function):
    """The transpose of Conv2d in x: each window's u times the weight, added up on the image.

    Shapes    u (N, K, H', W'), weight (K, C / groups, kh, kw)  ->  y (N, C, *size)
    Formula   y  = sum over k, i, j of u_nkhw weight_kcij, at h sh + i dh - ph, w sw + j dw - pw
              du = Conv2d of g and the weight,  dweight = u contracted with g (ConvWeights)
    """

    @staticmethod
    def forward(u, weight, *, axes, groups):
        return spread(u, weight, axes, groups)

    @staticmethod
    def vjp_u(g, weight, *, axes, groups):
        return Conv2d.compute(g, weight, axes=axes, groups=groups)

    @staticmethod
    def vjp_weight(g, u, *, axes, groups):
        return ConvWeights.compute(g, u, axes=axes, groups=groups)


class ConvWeights(Function):
    """The transpose of Conv2d in the weight: what each window sees times its u, summed over them.

    Shapes    x (N, C, H, W), u (N, K, H', W')  ->  y (K, C / groups, *kernel)
    Formula   y  = sum over n, h, w of u_nkhw x_nc(h sh + i dh - ph)(w sw + j dw - pw)
              dx = u spread with g (ConvSpread),  du = Conv2d of x and g
    """

    @staticmethod
    def forward(x, u, *, axes, groups):
        return correlate_weights(x, u, axes, groups)

    @staticmethod
    def vjp_x(g, u, *, axes, groups):
        return ConvSpread.compute(u, g, axes=axes, groups=groups)

    @staticmethod
    def vjp_u(g, x, *, axes, groups):
        return Conv2d.compute(x, g, axes=axes, groups=groups)


class Conv2dBias(Function):
    """Conv2d with a number added to each channel, in one op.

    Shapes    x (N, C, H, W), weight (K, C / groups, kh, kw), bias (K,)  ->  y (N, K, H', W')
    Formula   y  = Conv2d(x, weight) + bias_k;  dx = g spread with the weight (ConvSpread),
              dweight = g contracted with x (ConvWeights),  dbias = g summed over all but the K
    """

    @staticmethod
    def forward(x, weight, bias, *, axes, groups):
        y = Conv2d.forward(x, weight, axes=axes, groups=groups)
        bias = bias[:, None, None]
        return np.add(y, bias, out=y if y.dtype == np.result_type(y, bias) else None)

    vjp_x = staticmethod(Conv2d.vjp_x)
    vjp_weight = staticmethod(Conv2d.vjp_weight)

    @staticmethod
    def vjp_bias(g):
        return np.einsum("nkhw->k", g)


class ByRow(Function):
    """y = x in the memory order that convolutions compute in;  dx = g."""

    elementwise = True

    @staticmethod
    def forward(x):
        return by_image(by_row(x))

    @staticmethod
    def vjp_x(g):
        return g


def conv2d(
    x: TensorLike,
    weight: TensorLike,
    bias: TensorLike | None = None,
    *,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
    groups: int = 1,
) -> Tensor:
    """Correlation of images (N, C, H, W) with a weight (K, C / groups, kh, kw): (N, K, H', W').

    A bias (K,) is added to each channel. `stride`, `padding` with zeros and `dilation` are a number
    or a pair, for rows and columns; the kernel is not turned around. The channels are cut into
    `groups`, each with as many of the K outputs, which see only them. All as in PyTorch;
    `conv_output_size` tells H' and W'.

    Raises ShapeError if the shapes do not fit, ValueError for a stride, padding, dilation or groups
    that are none.
    """
    shapes = [shape_of(array) for array in (x, weight, bias) if array is not None]
    _check(groups, *shapes)
    steps = (
        pair(stride, "stride", 1),
        pair(padding, "padding"),
        pair(dilation, "dilation", 1),
    )
    try:
        axes = windows(shapes[0][2:], shapes[1][2:], *steps)
    except ShapeError as error:
        raise ShapeError(f"{_given(groups, *shapes)}: {error.message}", error.hint) from None
    if not lies_by_row(array_of(x)):
        x = ByRow.apply(x)  # once for the forward and the weight's rule
    if bias is None:
        return Conv2d.apply(x, weight, axes=axes, groups=groups)
    return Conv2dBias.apply(x, weight, bias, axes=axes, groups=groups)


def _check(groups: int, x: Shape, weight: Shape, bias: Shape | None = None) -> None:
    """Raise ShapeError, with all shapes, for numbers of channels that do not fit."""
    if not isinstance(groups, (int, np.integer)) or groups < 1:
        raise ValueError(f"groups is an integer from 1; given {groups!r}")
    hint = ""
    if len(x) != 4 or len(weight) != 4 or 0 in weight:
        hint = "It takes x (N, C, H, W) and a weight (K, C / groups, kh, kw), none of these 0."
    elif x[1] % groups or weight[0] % groups:
        hint = (
            f"The number of groups divides that of the channels, {x[1]}, "
            f"and that of the outputs, {weight[0]}."
        )
    elif weight[1] != x[1] // groups:
        fitting = (weight[0], x[1] // groups, *weight[2:])
        hint = f"A weight for {x[1]} channels is {fitting}."
    elif bias not in (None, weight[:1]):
        hint = f"A bias for {weight[0]} outputs is {weight[:1]}."
    if hint:
        raise ShapeError(_given(groups, x, weight, bias), hint)


def _given(groups: int, x: Shape, weight: Shape, bias: Shape | None = None) -> str:
    arrays = f"x {x} and weight {weight}"
    if bias is not None:
        arrays = f"x {x}, weight {weight} and bias {bias}"
    return f"conv2d of {arrays}" + f" in {groups} groups" * (groups > 1)
