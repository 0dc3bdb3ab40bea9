"""Rows of convolution.py, pooling.py and average_pooling.py."""

from typing import Any

import numpy as np

from autograd_cli.engine import Function
from autograd_cli.ops.average_pooling import AvgSpread
from autograd_cli.ops.checks.row import Draw, OpCheck
from autograd_cli.ops.convolution import ConvSpread, ConvWeights
from autograd_cli.ops.pooling import PutWinners, TakeWinners
from autograd_cli.ops.windows import windows

_STRIDED = {"stride": (2, 1), "padding": (1, 2), "dilation": (1, 2), "groups": 2}
_AXES = windows((3, 3), (3, 2), (2, 1), (1, 2), (1, 2))  # so do windows of _STRIDED lie on 3 x 3
_POOLS = windows((4, 5), (3, 2), (1, 2), (1, 1), (1, 2))
_WINNERS = np.array([[2, 3, 1], [2, 5, 0], [0, 1, 4], [0, 3, 2]], np.uint8)


def rows() -> list[OpCheck]:
    """For every function of the files, and for their derivatives, one row or more."""
    draw = Draw(51)
    normal, apart = draw.normal, draw.apart
    x, weight, bias = normal(1, 2, 3, 3), normal(4, 1, 3, 2), normal(4)
    y = normal(1, 4, 2, 5)
    return [
        OpCheck("conv2d", {"x": normal(2, 2, 3, 3), "weight": normal(2, 2, 2, 3)}, "plain"),
        OpCheck("conv2d", {"x": normal(2, 3, 2, 2), "weight": normal(2, 3, 1, 1)}, "1 x 1"),
        OpCheck("conv2d", {"x": x, "weight": weight}, "strided", _STRIDED),
        OpCheck("conv2d", {"x": x, "weight": weight, "bias": bias}, "bias", _STRIDED),
        _derivative(ConvSpread, {"u": y, "weight": weight}, axes=_AXES, groups=2),
        _derivative(ConvWeights, {"x": x, "u": y}, axes=_AXES, groups=2),
        OpCheck("max_pool2d", {"x": apart(2, 1, 4, 5)}, "tiles", constants=((2, 5),)),
        OpCheck(
            "max_pool2d",
            {"x": apart(1, 2, 4, 5)},
            "overlapping",
            {"kernel_size": 3, "stride": (2, 1), "padding": 1, "dilation": (1, 2)},
        ),
        _derivative(PutWinners, {"x": normal(2, 1, 4, 3)}, _WINNERS, axes=_POOLS),
        _derivative(TakeWinners, {"x": normal(2, 1, 4, 5)}, _WINNERS, axes=_POOLS),
        OpCheck("avg_pool2d", {"x": normal(2, 1, 4, 5)}, "tiles", constants=(2,)),
        OpCheck(
            "avg_pool2d",
            {"x": normal(1, 2, 4, 5)},
            "overlapping",
            {"kernel_size": (3, 2), "stride": (1, 2), "padding": 1},
        ),
        _derivative(AvgSpread, {"x": normal(1, 2, 4, 3)}, axes=_POOLS),
    ]


def _derivative(
    op: type[Function], inputs: dict[str, Any], *constants: Any, **params: Any
) -> OpCheck:
    """The row of an op that only the rules of others use."""
    return OpCheck(op.__name__, inputs, via=lambda _, *xs: op.apply(*xs, *constants, **params))
