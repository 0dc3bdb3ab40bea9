"""What losses have in common: two sides that have to agree, and a reduction over the examples."""

from typing import Any, Literal, TypeAlias

import numpy as np

from autograd_cli.engine import Array, ShapeError, Tensor
from autograd_cli.ops.casting import astype

__all__: list[str] = []  # for the ops of losses, not for users

Reduction: TypeAlias = Literal["mean", "sum", "none"]
_REDUCTIONS = ("mean", "sum", "none")


class Reducing:
    """What the op of a loss has besides being a Function."""

    @classmethod
    def batched(cls, params: dict[str, Any], x_shape: tuple[int, ...]) -> dict[str, Any] | None:
        # A reduced loss has one cotangent, and no axes for a batch of them to line up with.
        return params if params["reduction"] == "none" else None


def reduced(y: Any, reduction: str) -> Any:
    """For a forward: the losses `y` of the examples, put together."""
    if reduction == "none":
        return y
    if y.size == 1:
        return y.reshape(())  # training on single examples need not pay for a sum
    if reduction == "mean" and y.size == 0:
        raise ValueError("there are no examples to take the mean of")
    total = np.add.reduce(y, axis=None)
    return total / y.size if reduction == "mean" else total


def share(g: Any, n: int, reduction: str) -> Any:
    """For a rule: the cotangent of each one of the losses of `n` examples."""
    return g / n if reduction == "mean" and n > 1 else g


def check_reduction(reduction: str) -> None:
    """Raise ValueError for a reduction that there is not."""
    if reduction not in _REDUCTIONS:
        known = ", ".join(f'"{name}"' for name in _REDUCTIONS)
        raise ValueError(f"a reduction is one of {known}; given {reduction!r}")


def smoothing(label_smoothing: float) -> float:
    """The share of a label that all classes get evenly; raises ValueError if it is no share."""
    if not 0 <= label_smoothing <= 1:
        raise ValueError(f"label_smoothing is a share from 0 to 1; given {label_smoothing}")
    return float(label_smoothing)


def agreeing(name: str, x: Any, t: Any) -> tuple[Tensor | Array, Tensor | Array]:
    """`x` and its targets `t` as the loss `name` takes them, both in the float dtype of `x`.

    Raises ShapeError if the shapes differ, even if one would broadcast to the other.
    """
    if isinstance(t, np.generic):
        t = np.asarray(t)  # one label out of an array of them
    a = x._data if isinstance(x, Tensor) else x
    b = t._data if isinstance(t, Tensor) else t
    both = type(a) is type(b) is np.ndarray
    if both and a.shape == b.shape and a.dtype is b.dtype and a.dtype.char in "fd":
        return x, t  # as they are in every step of training
    return _made_to_agree(name, *(v if isinstance(v, Tensor) else Tensor(v) for v in (x, t)))


def _made_to_agree(name: str, x: Tensor, t: Tensor) -> tuple[Tensor, Tensor]:
    if x.shape != t.shape:
        raise ShapeError(
            f"{name} of shapes {x.shape} and {t.shape}",
            "Every prediction needs a target of its own: reshape one of the two.",
        )
    dtype = np.float32 if x.dtype == np.float32 else np.float64
    return astype(x, dtype, copy=False), astype(t, dtype, copy=False)
