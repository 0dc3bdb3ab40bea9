"""Random starting weights: (K, D) of dense layers, (K, C / groups, kh, kw) of convolutions."""

from collections.abc import Callable
from math import prod, sqrt
from typing import Literal, TypeAlias

import numpy as np

from autograd_cli.engine import Array, ShapeError, Tensor

Initializer: TypeAlias = Callable[[np.random.Generator, tuple[int, ...]], Array]
Fan: TypeAlias = Literal["fan_in", "fan_out"]

_SQRT2 = sqrt(2)
_GAINS = {"linear": 1.0, "sigmoid": 1.0, "tanh": 5 / 3, "relu": _SQRT2, "selu": 3 / 4}


def kaiming_normal(
    rng: np.random.Generator,
    shape: tuple[int, ...],
    *,
    gain: float = _SQRT2,
    mode: Fan = "fan_in",
) -> Array:
    """Normal with standard deviation gain / sqrt(fan), by default for layers before ReLU.

    Source    He et al., Delving deep into rectifiers (2015), eq. 10, or with fan_out eq. 14.
    """
    return rng.normal(scale=_kaiming(shape, gain, mode), size=shape)


def kaiming_uniform(
    rng: np.random.Generator,
    shape: tuple[int, ...],
    *,
    gain: float = _SQRT2,
    mode: Fan = "fan_in",
) -> Array:
    """Uniform with the standard deviation of `kaiming_normal`: within +- gain sqrt(3 / fan)."""
    return _uniform(rng, shape, sqrt(3) * _kaiming(shape, gain, mode))


def xavier_normal(rng: np.random.Generator, shape: tuple[int, ...], *, gain: float = 1.0) -> Array:
    """Normal with the standard deviation of `xavier_uniform`: gain sqrt(2 / (fan_in + fan_out))."""
    return rng.normal(scale=gain * sqrt(2 / sum(fans(shape))), size=shape)


def xavier_uniform(rng: np.random.Generator, shape: tuple[int, ...], *, gain: float = 1.0) -> Array:
    """Uniform within +- gain sqrt(6 / (fan_in + fan_out)), for layers before sigmoid or nothing.

    Source    Glorot and Bengio, Understanding the difficulty of training deep feedforward neural
              networks (2010), eq. 16.
    """
    return _uniform(rng, shape, gain * sqrt(6 / sum(fans(shape))))


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """How many numbers make one output of a weight, and how many outputs one number goes into.

    These are D and K of a dense layer, C / groups kh kw and K kh kw of a convolution, whatever its
    stride and groups: counted as PyTorch does. Raises ShapeError for less than two axes.
    """
    if len(shape) < 2:
        raise ShapeError(
            f"a weight of shape {shape} has no inputs to count",
            "Weights are (K, D), or (K, C / groups, kh, kw).",
        )
    field = prod(shape[2:])
    return shape[1] * field, shape[0] * field


def gain(
    activation: Literal["linear", "sigmoid", "tanh", "relu", "leaky_relu", "selu"],
    negative_slope: float = 0.01,
) -> float:
    """The factor on starting weights that PyTorch recommends before an activation.

    Source    torch.nn.init.calculate_gain; sqrt(2) of ReLU is of He et al. (2015), and
              sqrt(2 / (1 + slope^2)) of leaky ReLU their eq. 15.

    Raises ValueError for another activation.
    """
    if activation == "leaky_relu":
        return sqrt(2 / (1 + negative_slope**2))
    if activation not in _GAINS:
        known = ", ".join(sorted([*_GAINS, "leaky_relu"]))
        raise ValueError(f"no gain is known for {activation!r}; choose from {known}")
    return _GAINS[activation]


def weight_and_bias(
    shape: tuple[int, ...], *, bias: bool, rng: np.random.Generator, init: Initializer | None
) -> tuple[Tensor, Tensor | None]:
    """The parameters of a layer with a weight of this shape, drawn in this order.

    The bias (K,) starts at 0 with an initializer. Without one both are as PyTorch has them, uniform
    within +- 1 / sqrt(fan_in).
    """
    bound = 1 / sqrt(fans(shape)[0])
    weight = _uniform(rng, shape, bound) if init is None else init(rng, shape)
    if np.shape(weight) != shape:
        raise ShapeError(f"init gave {np.shape(weight)} for a weight of shape {shape}")
    parameter = Tensor(weight, requires_grad=True)
    if not bias:
        return parameter, None
    offset = np.zeros(shape[0]) if init else _uniform(rng, shape[:1], bound)
    return parameter, Tensor(offset, requires_grad=True)


def _kaiming(shape: tuple[int, ...], gain: float, mode: Fan) -> float:
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(f"mode is fan_in or fan_out; given {mode!r}")
    fan = fans(shape)[mode == "fan_out"]
    return gain / _SQRT2 * sqrt(2 / fan)  # by default He's sqrt(2 / fan) to the last bit


def _uniform(rng: np.random.Generator, shape: tuple[int, ...], bound: float) -> Array:
    return rng.uniform(-bound, bound, size=shape)
