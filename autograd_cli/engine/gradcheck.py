"""Derivatives checked against central differences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd_cli.engine.errors import GradcheckError
from autograd_cli.engine.sweep import sweep
from autograd_cli.engine.tensor import Array, Tensor, TensorLike

# Relative to max(1, |x|). The first is the most accurate; the others are tried where it disagrees,
# because a kink (of ReLU, say) or a pole (of log) may lie within its reach.
_STEPS = (1e-3, 1e-5, 1e-7)
_EPSILON = float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class InputCheck:
    """The element of one input where derivative and difference disagree most."""

    name: str
    passed: bool
    relative_error: float
    element: tuple[int, ...]
    analytic: float
    numeric: float

    def __str__(self) -> str:
        where = f"{self.name}[{', '.join(map(str, self.element))}]" if self.element else self.name
        return (
            f"with respect to {where}: the rules give {self.analytic:.12g}, central differences "
            f"{self.numeric:.12g}, a relative error of {self.relative_error:.2g}"
        )


@dataclass(frozen=True)
class GradcheckReport:
    """One InputCheck for each input that was checked; true if all of them passed."""

    checks: tuple[InputCheck, ...]

    @property
    def passed(self) -> bool:
        return all(check.passed for check in self.checks)

    def __bool__(self) -> bool:
        return self.passed


def gradcheck(
    f: Callable[..., Tensor],
    inputs: TensorLike | Sequence[TensorLike],
    *,
    names: Sequence[str] | None = None,
    rtol: float = 1e-6,
    raise_exception: bool = True,
) -> GradcheckReport:
    """Check the derivatives of `f(*inputs)` with respect to every input, in float64.

    The output is contracted with fixed normal random numbers, and every element of every input is
    moved by four steps (a five-point central difference, Abramowitz and Stegun 25.3.6). A tensor
    that requires no gradient is a constant; one that does is moved in place and put back; anything
    else becomes a tensor first. The relative error counts what rounding alone can explain as none,
    so that a derivative of less than about 1e-7 of the value itself is hardly checked.

    Returns a report, true if every relative error is at most `rtol`.
    Raises GradcheckError instead of returning a false one, unless `raise_exception` is false, and
    always if there is nothing to check.
    """
    given: list[Any] = list(inputs) if isinstance(inputs, (list, tuple)) else [inputs]
    names = [f"input {i}" for i in range(len(given))] if names is None else names
    tensors = [x if isinstance(x, Tensor) else _float64(x) for x in given]
    for tensor, name in zip(tensors, names, strict=True):
        if tensor.dtype != np.float64:
            raise GradcheckError(f"{name} is {tensor.dtype}", "gradcheck needs float64.")
    output = f(*tensors)
    if not isinstance(output, Tensor):
        raise GradcheckError(f"f returned {type(output).__name__}, not a tensor")
    if not any(tensor.requires_grad for tensor in tensors):
        raise GradcheckError("no input requires a gradient", "Pass arrays, or such tensors.")
    weights = np.random.default_rng(0).normal(size=output.shape)
    analytic = _analytic(output, weights, tensors)

    def contracted() -> tuple[float, float]:
        with np.errstate(all="ignore"):  # a step may leave the domain; a smaller one follows
            terms = weights * f(*tensors).data  # recorded, because f may use grad itself
        return float(terms.sum()), float(np.abs(terms).sum())

    report = GradcheckReport(
        tuple(
            _check(name, tensor.data, gradient, contracted, rtol)
            for name, tensor, gradient in zip(names, tensors, analytic, strict=True)
            if gradient is not None
        )
    )
    if raise_exception and not report.passed:
        raise GradcheckError("\n".join(str(check) for check in report.checks if not check.passed))
    return report


def _float64(x: TensorLike) -> Tensor:
    return Tensor(np.array(Tensor(x).data, dtype=np.float64), requires_grad=True)


def _analytic(output: Tensor, weights: Array, tensors: Sequence[Tensor]) -> list[Array | None]:
    nodes = [tensor._node for tensor in tensors]
    wanted = [node for node in nodes if node is not None]
    found: dict[Any, Any] = {}
    if output._node is not None and wanted:
        found = sweep([(output._node, weights)], wanted=wanted, free=True)
    return [
        None if node is None else np.array(found.get(node, np.zeros(node.shape))) for node in nodes
    ]


def _check(
    name: str,
    x: Array,
    gradient: Array,
    contracted: Callable[[], tuple[float, float]],
    rtol: float,
) -> InputCheck:
    worst = InputCheck(name, True, 0.0, (), float("nan"), float("nan"))
    for element in np.ndindex(x.shape):
        analytic = float(gradient[element])
        error, numeric = _compared(x, element, analytic, contracted, rtol)
        if error >= worst.relative_error:
            worst = InputCheck(name, error <= rtol, error, element, analytic, numeric)
    return worst


def _compared(
    x: Array,
    element: tuple[int, ...],
    analytic: float,
    contracted: Callable[[], tuple[float, float]],
    rtol: float,
) -> tuple[float, float]:
    """The relative error of `analytic`, and the difference that it was found from.

    Smaller steps are tried until one agrees, or two agree with each other that it is wrong.
    """
    tries: list[tuple[float, float]] = []
    for step in _STEPS:
        numeric, noise = _difference(x, element, step, contracted)
        tries.append((_relative(analytic, numeric, noise / rtol), numeric))
        if tries[-1][0] <= rtol:
            break
        if len(tries) > 1 and _relative(tries[-2][1], numeric, noise / rtol) <= rtol:
            return tries[-2]  # the larger step is the more accurate
    return tries[-1]


def _relative(a: float, b: float, floor: float) -> float:
    scale = max(abs(a), abs(b)) + floor
    error = abs(a - b) / scale if scale else 0.0
    return error if error == error else float("inf")  # NaN agrees with nothing


def _difference(
    x: Array, element: tuple[int, ...], step: float, contracted: Callable[[], tuple[float, float]]
) -> tuple[float, float]:
    """The five-point central difference along one element, and its rounding error."""
    at = float(x[element])
    h = step * max(1.0, abs(at))
    values = {}
    size = 0.0
    try:
        for k in (-2, -1, 1, 2):
            x[element] = at + k * h
            values[k], size = contracted()
    finally:
        x[element] = at
    difference = (8 * (values[1] - values[-1]) - (values[2] - values[-2])) / (12 * h)
    return difference, 10 * _EPSILON * size / h
