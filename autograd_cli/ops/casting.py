"""The same values once more, in the same dtype or in another."""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register


class Copy(Function):
    """y = x, in an array of its own;  dx = g."""

    elementwise = True

    @staticmethod
    def forward(x):
        return x.copy()

    @staticmethod
    def vjp_x(g):
        return g


class AsType(Function):
    """y = x in another float dtype;  dx = g, which the sweep gives the dtype of x."""

    elementwise = True

    @staticmethod
    def forward(x, *, dtype):
        return x.astype(dtype)

    @staticmethod
    def vjp_x(g):
        return g


def copy(x: TensorLike) -> Tensor:
    """A tensor of the same values, recorded: its gradient is handed on to `x`."""
    return Copy.apply(x)


def astype(x: TensorLike, dtype: DTypeLike, copy: bool = True) -> Tensor:
    """`x` in another dtype. From float to float it is recorded; integers and bool cut the graph.

    With `copy=False` a tensor that has the dtype already is returned as it is.
    Raises TypeError for a dtype that tensors do not have.
    """
    wanted = np.dtype(dtype)
    if not isinstance(x, Tensor):
        return Tensor(x, dtype=wanted)
    if x.dtype == wanted and not copy:
        return x
    if wanted not in (np.float32, np.float64):
        return Tensor(x, dtype=wanted)
    return AsType.apply(x, dtype=wanted)


def _numpy_copy(a: Any, order: str = "K", subok: bool = False) -> Tensor:
    return Copy.apply(a)


register(np.copy, _numpy_copy)
register(np.astype, astype)
