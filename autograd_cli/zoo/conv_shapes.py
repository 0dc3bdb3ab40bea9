"""The shapes between the layers of a convolutional network, found before there is one."""

from collections.abc import Sequence
from math import prod
from typing import TypeAlias

import numpy as np

from autograd_cli.config import SettingError, schema
from autograd_cli.engine import ShapeError
from autograd_cli.ops import conv_output_size

Shape: TypeAlias = tuple[int, ...]


def shapes(layers: Sequence[schema.LayerSettings], shape: Shape) -> list[Shape]:
    """What reaches each layer, if examples of `shape` reach the first, and what leaves the last.

    Raises SettingError if these are no images, or for the first layer that cannot be, which it
    names, with the shape that reaches it.
    """
    if len(shape) != 3:
        datasets = [schema.name(d) for d in schema.DATASETS if issubclass(d, schema.Images)]
        raise SettingError(
            ("model", "name"),
            f"convnet takes images (C, H, W), and this dataset has {prod(shape)} features; choose "
            f"another model, or a dataset of images: {', '.join(datasets)}",
        )
    found: list[Shape] = [shape]
    for number, layer in enumerate(layers):
        try:
            found.append(_after(layer, found[-1]))
        except _MisfitError as misfit:
            given = " x ".join(map(str, found[-1]))
            given = f"images of {given}" if len(found[-1]) == 3 else f"{given} numbers"
            raise SettingError(
                ("model", "layers", number, misfit.key),
                f"{layer.name}, the {_ordinal(number + 1)} layer, gets {given}: {misfit.what}"
                + _about_defaults(layers),
            ) from None
    return found


class _MisfitError(Exception):
    """A setting of a layer, `key`, that what reaches the layer makes impossible."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(what)
        self.key, self.what = key, what


def _after(layer: schema.LayerSettings, shape: Shape) -> Shape:
    match layer:
        case schema.Conv():
            return _after_conv(layer, shape)
        case schema.MaxPool() | schema.AvgPool():
            return _after_pool(layer, shape)
        case schema.Dense(units=units):
            _check_memory("units", (units, prod(shape)))
            return (units,)
        case schema.Dropout():
            return shape


def _after_conv(conv: schema.Conv, shape: Shape) -> Shape:
    channels, *size = _image(shape)
    for count, whose in ((channels, "their"), (conv.channels, "its")):
        if count % conv.groups:
            raise _MisfitError(
                "groups", f"{conv.groups} groups do not divide {whose} {count} channels"
            )
    side = conv.kernel_size
    _check_memory("channels", (conv.channels, channels // conv.groups, side, side))
    try:
        after = conv_output_size(
            size, side, stride=conv.stride, padding=conv.padding, dilation=conv.dilation
        )
    except ShapeError:
        dilated = f" with dilation {conv.dilation}" if conv.dilation > 1 else ""
        what = f"a kernel of {side} x {side}{dilated} does not fit"
        raise _MisfitError("kernel_size", what + _padded(conv.padding)) from None
    return conv.channels, *after


def _after_pool(pool: schema.MaxPool | schema.AvgPool, shape: Shape) -> Shape:
    channels, *size = _image(shape)
    side, padding = pool.kernel_size, pool.padding
    if 2 * padding > side:
        what = f"a padding of {padding} is more than half a window of {side} x {side}"
        raise _MisfitError("padding", what)
    try:
        after = conv_output_size(size, side, stride=pool.stride or side, padding=padding)
    except ShapeError:
        what = f"a window of {side} x {side} does not fit"
        raise _MisfitError("kernel_size", what + _padded(padding)) from None
    return channels, *after


def _image(shape: Shape) -> Shape:
    if len(shape) != 3:
        raise _MisfitError("name", "it works on images, so put it before the first dense layer")
    return shape


def _check_memory(key: str, weight: Shape) -> None:
    try:
        np.empty(weight)  # takes no memory before it is written to
    except (MemoryError, ValueError):
        count = " x ".join(map(str, weight))
        raise _MisfitError(key, f"a weight of {count} numbers does not fit into memory") from None


def _about_defaults(layers: Sequence[schema.LayerSettings]) -> str:
    """What to do about layers that a config does not show."""
    if [*layers] != schema.ConvNet(name="convnet").layers:
        return ""
    return "; set model.layers: the default ones are for images of 32 x 32"


def _padded(padding: int) -> str:
    return f", padded by {padding}" if padding else ""


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
