"""New tensors in the shape and dtype of another; they belong to no graph."""

import numpy as np
from numpy.typing import DTypeLike

from autograd_cli.engine import Array, Tensor, TensorLike
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.casting import astype
from autograd_cli.ops.shape import broadcast_to

Shape = int | tuple[int, ...] | None


def zeros_like(a: TensorLike, dtype: DTypeLike | None = None, *, shape: Shape = None) -> Tensor:
    """Zeros in the shape and dtype of `a`, or in those given.

    Raises TypeError for a dtype that tensors do not have.
    """
    return _tensor(np.zeros_like(_array(a), dtype, shape=shape))


def ones_like(a: TensorLike, dtype: DTypeLike | None = None, *, shape: Shape = None) -> Tensor:
    """Ones in the shape and dtype of `a`, or in those given.

    Raises TypeError for a dtype that tensors do not have.
    """
    return _tensor(np.ones_like(_array(a), dtype, shape=shape))


def empty_like(
    prototype: TensorLike, dtype: DTypeLike | None = None, *, shape: Shape = None
) -> Tensor:
    """Any values, in the shape and dtype of `prototype`, or in those given.

    Raises TypeError for a dtype that tensors do not have.
    """
    return _tensor(np.empty_like(_array(prototype), dtype, shape=shape))


def full_like(
    a: TensorLike, fill_value: TensorLike, dtype: DTypeLike | None = None, *, shape: Shape = None
) -> Tensor:
    """`fill_value`, broadcast to the shape of `a` and in its dtype, or to and in those given.

    A `fill_value` that requires a gradient has one.
    Raises ShapeError if it does not broadcast, TypeError for a dtype that tensors do not have.
    """
    new = empty_like(a, dtype, shape=shape)
    return astype(broadcast_to(fill_value, new.shape), new.dtype, copy=False)


def _array(a: TensorLike) -> Array:
    return a.data if isinstance(a, Tensor) else Tensor(a).data


def _tensor(array: Array) -> Tensor:
    Tensor(0.0, dtype=array.dtype)  # refuses a dtype that tensors do not have
    return Tensor._of(array, None)


register(np.zeros_like, zeros_like)
register(np.ones_like, ones_like)
register(np.empty_like, empty_like)
register(np.full_like, full_like)
register(np.imag, zeros_like)  # tensors are real
