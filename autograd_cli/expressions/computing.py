"""How each operation is computed: on floats, arrays and tensors, and on complex numbers."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

_PLAIN: Mapping[tuple[str, int], Callable[..., Any]] = {
    ("-", 1): np.negative, ("+", 2): np.add, ("-", 2): np.subtract, ("*", 2): np.multiply,
    ("/", 2): np.divide, ("**", 2): np.power, ("@", 2): np.matmul, ("abs", 1): np.absolute,
    ("maximum", 2): np.maximum, ("minimum", 2): np.minimum, ("sum", 1): np.sum,
    ("mean", 1): np.mean, ("dot", 2): np.dot,
}  # fmt: skip
_SAME_NAME = (
    "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh",
    "arctanh", "exp", "expm1", "log", "log1p", "log2", "log10", "sqrt",
)  # fmt: skip


def _op(name: str) -> Callable[[Any], Any]:
    """An op of ours that no function of NumPy's runs: arrays in, arrays out."""

    def on(x: Any) -> Any:
        from autograd_cli import ops  # what refuses a formula does without
        from autograd_cli.engine import Tensor

        y = getattr(ops, name)(x)
        return y if isinstance(x, Tensor) else y.numpy()

    return on


def _sigmoid(z: Any) -> Any:
    right = z.real >= 0
    small = np.exp(np.where(right, -z, z))  # the one of e^z and e^-z that cannot overflow
    return np.where(right, 1, small) / (1 + small)


def _softplus(z: Any) -> Any:
    right = z.real > 0
    return np.where(right, z, 0) + np.log1p(np.exp(np.where(right, -z, z)))


def _erf(z: Any) -> Any:
    from scipy import special  # heavy

    return special.erf(z)


def _power(z: Any, w: Any) -> Any:
    """Of a negative base to a whole exponent, by that of its opposite.

    By polar coordinates, as NumPy computes it, rounding would hide a tiny imaginary part.
    """
    if np.any(np.imag(w)):
        return np.power(z, w)
    odd, whole = np.real(w) % 2 == 1, np.real(w) % 1 == 0
    turned = (np.real(z) < 0) & whole
    y = np.power(np.where(turned, -z, z), w)
    return np.where(turned & odd, -y, y)


def _row(*items: Any) -> Any:
    return np.stack(items)


# By name and number of inputs.
REAL: Mapping[tuple[str, int], Callable[..., Any]] = {
    **_PLAIN,
    **{(name, 1): getattr(np, name) for name in _SAME_NAME},
    **{(name, 1): _op(name) for name in ("sigmoid", "relu", "softplus", "erf")},
    ("[]", 0): _row,
}
COMPLEX: Mapping[tuple[str, int], Callable[..., Any]] = {
    **REAL,
    ("**", 2): _power,
    ("sigmoid", 1): _sigmoid,
    ("softplus", 1): _softplus,
    ("erf", 1): _erf,
}
