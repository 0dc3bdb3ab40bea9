"""The convolutional network: convolutions and pools on images, then dense layers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import prod
from typing import Literal

import numpy as np

from autograd_cli.config import schema
from autograd_cli.engine import Array, Tensor
from autograd_cli.nn import (
    AvgPool2d,
    Conv2d,
    Dropout,
    Flatten,
    Initializer,
    Linear,
    MaxPool2d,
    Module,
    ReLU,
    Sequential,
    Sigmoid,
    Tanh,
    kaiming_normal,
    xavier_uniform,
)
from autograd_cli.zoo.conv_shapes import Shape, shapes

_ACTIVATIONS = {"relu": ReLU, "sigmoid": Sigmoid, "tanh": Tanh}
_INITIALIZERS: dict[str, Initializer | None] = {
    "pytorch": None,
    "kaiming_normal": kaiming_normal,
    "xavier_uniform": xavier_uniform,
}


class ConvNet(Sequential):
    """`outputs` numbers for each image (C, H, W), or a flat one per image if `outputs` is 1.

    Each conv and dense layer is followed by the activation; the first dense layer takes the image
    flattened. The names are those of PyTorch's tutorial: conv1, conv2, ..., then fc1, fc2, ..., the
    last of which is the output layer, whose outputs have no activation.

    Raises SettingError if a layer does not fit what reaches it.
    """

    def __init__(
        self,
        shape: Shape,
        outputs: int,
        rng: np.random.Generator,
        *,
        layers: Sequence[schema.LayerSettings],
        activation: Literal["relu", "sigmoid", "tanh"],
        init: Literal["pytorch", "kaiming_normal", "xavier_uniform"],
    ) -> None:
        reached = shapes(layers, shape)
        modules = _modules(layers, reached, outputs, rng, activation, _INITIALIZERS[init])
        super().__init__(_numbered(modules))

    def forward(self, x: Array | Tensor) -> Tensor:
        """Outputs (N, K) of images x (N, C, H, W), or (N,) if K is 1."""
        return super().forward(x)


def _modules(
    layers: Sequence[schema.LayerSettings],
    reached: Sequence[Shape],
    outputs: int,
    rng: np.random.Generator,
    activation: str,
    init: Initializer | None,
) -> Iterator[tuple[str, Module]]:
    """The modules and their kinds, for layers that these shapes reach."""
    *before, last = reached
    for layer, shape in zip(layers, before, strict=True):
        match layer:
            case schema.Conv() as conv:
                yield "conv", _conv(conv, shape[0], rng, init)
                yield activation, _ACTIVATIONS[activation]()
            case schema.MaxPool(kernel_size=side, stride=stride, padding=padding):
                yield "pool", MaxPool2d(side, stride, padding=padding)
            case schema.AvgPool(kernel_size=side, stride=stride, padding=padding):
                yield "pool", AvgPool2d(side, stride, padding=padding)
            case schema.Dense(units=units):
                yield from _dense(shape, units, rng, init)
                yield activation, _ACTIVATIONS[activation]()
            case schema.Dropout(p=p):
                yield "dropout", Dropout(p)
    yield from _dense(last, outputs, rng, init)
    if outputs == 1:
        yield "flatten", Flatten(start_dim=0)


def _conv(
    conv: schema.Conv, channels: int, rng: np.random.Generator, init: Initializer | None
) -> Conv2d:
    return Conv2d(
        channels,
        conv.channels,
        conv.kernel_size,
        stride=conv.stride,
        padding=conv.padding,
        dilation=conv.dilation,
        groups=conv.groups,
        rng=rng,
        init=init,
    )


def _dense(
    shape: Shape, units: int, rng: np.random.Generator, init: Initializer | None
) -> Iterator[tuple[str, Module]]:
    if len(shape) == 3:
        yield "flatten", Flatten()
    yield "fc", Linear(prod(shape), units, rng=rng, init=init)


def _numbered(modules: Iterable[tuple[str, Module]]) -> dict[str, Module]:
    """By name: the kind and a number from 1, as in conv2."""
    counts: Counter[str] = Counter()
    named = {}
    for kind, module in modules:
        counts[kind] += 1
        named[f"{kind}{counts[kind]}"] = module
    return named
