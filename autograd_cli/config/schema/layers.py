"""The layers that a convolutional network may have."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from autograd_cli.config.schema.section import Section

_Size: TypeAlias = Annotated[int, Field(ge=1, le=10_000)]


class Conv(Section):
    """Convolution with square kernels, and the activation after it."""

    name: Literal["conv"]
    channels: int = Field(ge=1, le=1_000_000, description="channels that it gives")
    kernel_size: _Size = Field(default=3, description="side of a kernel")
    stride: _Size = Field(default=1, description="pixels from one position to the next")
    padding: int = Field(default=0, ge=0, le=10_000, description="zeros around the image")
    dilation: _Size = Field(default=1, description="pixels between two taps of a kernel")
    groups: int = Field(
        default=1, ge=1, le=1_000_000, description="parts of the channels that do not see another"
    )


class _Pool(Section):
    kernel_size: _Size = Field(default=2, description="side of a window")
    stride: _Size | None = Field(
        default=None, description="pixels from one window to the next; null for kernel_size"
    )
    padding: int = Field(
        default=0, ge=0, le=5_000, description="around the image, at most half the window"
    )


class MaxPool(_Pool):
    """The largest number in each window."""

    name: Literal["max_pool"]


class AvgPool(_Pool):
    """The mean of each window, padding of zeros included."""

    name: Literal["avg_pool"]


class Dense(Section):
    """Fully connected layer, and the activation after it; an image is flattened first."""

    name: Literal["dense"]
    units: int = Field(ge=1, le=1_000_000, description="numbers that it gives")


class Dropout(Section):
    """In training a share is left out at random."""

    name: Literal["dropout"]
    p: float = Field(default=0.5, ge=0, lt=1, description="the share")


LAYERS: tuple[type[Section], ...] = (Conv, MaxPool, AvgPool, Dense, Dropout)
LayerSettings: TypeAlias = Conv | MaxPool | AvgPool | Dense | Dropout
