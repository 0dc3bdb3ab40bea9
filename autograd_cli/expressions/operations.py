"""What a formula may be made of: every operator and function, and how each is computed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd_cli import ops
from autograd_cli.engine import Tensor


@dataclass(frozen=True)
class Operation:
    """One operator or function.

    `on` computes it on floats, arrays and tensors; `on_complex` extends it to complex numbers, and
    is None where nothing analytic does. `inputs` is how many it takes, 0 for any number. One that
    is not `scalar` works on whole arrays.
    """

    name: str
    inputs: int
    on: Callable[..., Any]
    on_complex: Callable[..., Any] | None
    scalar: bool = True


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


def _on_arrays(op: Callable[..., Tensor]) -> Callable[..., Any]:
    """An op of ours that no function of NumPy's runs: arrays in, arrays out."""

    def on(x: Any) -> Any:
        y = op(x)
        return y if isinstance(x, Tensor) else y.numpy()

    return on


def _row(*items: Any) -> Any:
    return np.stack(items)


def _ufunc(name: str, ufunc: np.ufunc, analytic: bool = True) -> Operation:
    return Operation(name, ufunc.nin, ufunc, ufunc if analytic else None)


def _ufuncs(names: str) -> tuple[Operation, ...]:
    return tuple(_ufunc(name, getattr(np, name)) for name in names.split())


NEGATIVE = _ufunc("-", np.negative)
ADD, SUBTRACT = _ufunc("+", np.add), _ufunc("-", np.subtract)
MULTIPLY, DIVIDE = _ufunc("*", np.multiply), _ufunc("/", np.divide)
POWER = Operation("**", 2, np.power, _power)
MATMUL = Operation("@", 2, np.matmul, np.matmul, scalar=False)
ROW = Operation("[]", 0, _row, _row, scalar=False)

_FUNCTIONS = (
    *_ufuncs("sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh"),
    *_ufuncs("exp expm1 log log1p log2 log10 sqrt"),
    _ufunc("abs", np.absolute, analytic=False),
    Operation("sigmoid", 1, _on_arrays(ops.sigmoid), _sigmoid),
    Operation("relu", 1, _on_arrays(ops.relu), None),
    Operation("softplus", 1, _on_arrays(ops.softplus), _softplus),
    Operation("erf", 1, _on_arrays(ops.erf), _erf),
    _ufunc("maximum", np.maximum, analytic=False),
    _ufunc("minimum", np.minimum, analytic=False),
    Operation("sum", 1, np.sum, np.sum, scalar=False),
    Operation("mean", 1, np.mean, np.mean, scalar=False),
    Operation("dot", 2, np.dot, np.dot, scalar=False),
)
_ALIASES = {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arcsinh", "acosh": "arccosh",
    "atanh": "arctanh", "ln": "log",
}  # fmt: skip
NAMES = ", ".join(function.name for function in _FUNCTIONS)
FUNCTIONS = {function.name: function for function in _FUNCTIONS}
FUNCTIONS |= {alias: FUNCTIONS[name] for alias, name in _ALIASES.items()}
CONSTANTS = {"pi": np.pi, "e": np.e}
