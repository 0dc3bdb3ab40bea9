"""Derivatives checked against differences, to first and to second order, with a diagnosis."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np

from autograd_cli.engine.backward import gradients_on_graph
from autograd_cli.engine.comparison import Comparison, Disagreement
from autograd_cli.engine.diagnosis import likely_cause, wrong_op
from autograd_cli.engine.differences import Values, probes
from autograd_cli.engine.errors import GradcheckError
from autograd_cli.engine.evaluation import pulled
from autograd_cli.engine.report import GradcheckReport, InputCheck
from autograd_cli.engine.tensor import Array, Tensor, TensorLike

Mode = Literal["elements", "full", "directions"]

_DIRECTIONS = 3


def gradcheck(
    f: Callable[..., Any],
    inputs: TensorLike | Sequence[TensorLike],
    *,
    names: Sequence[str] | None = None,
    mode: Mode = "elements",
    rtol: float = 1e-6,
    raise_exception: bool = True,
) -> GradcheckReport:
    """Check the derivatives of `f(*inputs)` with respect to every input, in float64.

    A tensor that requires no gradient is a constant; one that does is moved, and put back; anything
    else becomes a tensor first. `f` returns a tensor or a tree of them. With `mode`

    - "elements", every element of every input is moved, and the output contracted with fixed normal
      random numbers, since a rule that is right only for equal cotangents is a common mistake;
    - "full", the same for every element of the output by itself: the whole Jacobian;
    - "directions", each input is moved as a whole, in a few random directions: for large inputs.

    It is moved by four steps (a five-point central difference), of several lengths where the first
    disagrees. Where `f` runs on complex numbers and the difference confirms it, a complex step
    gives the number to compare with, without rounding error. Otherwise the relative error counts
    what rounding alone can explain as none, so that a derivative of less than about 1e-7 of the
    value itself is hardly checked.

    Returns a report, true if every relative error is at most `rtol`.
    Raises GradcheckError instead of returning a false one, unless `raise_exception` is false, and
    always if there is nothing to check or `f` returns different values for the same inputs.
    """
    tensors = _tensors(inputs)
    report = _report(f, tensors, _names(names, tensors), mode, rtol)
    if not report.passed:
        report = _with_op(
            report, f, tensors, lambda g, xs: _report(g, xs, None, "directions", rtol)
        )
    return _raised(report, raise_exception)


def gradgradcheck(
    f: Callable[..., Any],
    inputs: TensorLike | Sequence[TensorLike],
    *,
    names: Sequence[str] | None = None,
    mode: Mode = "elements",
    rtol: float = 1e-6,
    raise_exception: bool = True,
) -> GradcheckReport:
    """Check the derivatives of the gradient of `f(*inputs)`: the same as `gradcheck`, one order up.

    The gradient is that for random cotangents of the outputs, which are inputs too, called
    `cotangent`. Returns and raises as `gradcheck`.
    """
    tensors = _tensors(inputs)
    report = _second_report(f, tensors, _names(names, tensors), mode, rtol)
    if not report.passed:
        report = _with_op(
            report, f, tensors, lambda g, xs: _second_report(g, xs, None, "directions", rtol)
        )
    return _raised(report, raise_exception)


def _second_report(
    f: Callable[..., Any],
    tensors: Sequence[Tensor],
    names: Sequence[str] | None,
    mode: Mode,
    rtol: float,
) -> GradcheckReport:
    """The report on the gradient of `f` as a function of its inputs and of the cotangents."""
    _refuse_constants(tensors)
    outputs = Values(f, tensors).outputs()
    rng = np.random.default_rng(1)
    cotangents = [Tensor(rng.normal(size=y.shape), requires_grad=True) for y in outputs]
    labels = [f"cotangent {i}" for i in range(len(outputs))] if len(outputs) > 1 else ["cotangent"]

    def gradient(*everything: Tensor) -> list[Tensor]:
        inner, gs = everything[: len(tensors)], everything[len(tensors) :]
        pairs = zip(Values(f, inner).outputs(), gs, strict=True)
        used = [(y, g) for y, g in pairs if y.requires_grad]
        slopes = gradients_on_graph(
            [y for y, _ in used],
            [x for x in inner if x.requires_grad],
            [g for _, g in used],
            create_graph=True,
            retain_graph=True,
            allow_unused=True,
        )
        return [slope for slope in slopes if slope is not None]

    names = _names(names, tensors)
    return _report(gradient, [*tensors, *cotangents], [*names, *labels], mode, rtol)


def _report(
    f: Callable[..., Any],
    tensors: Sequence[Tensor],
    names: Sequence[str] | None,
    mode: Mode,
    rtol: float,
) -> GradcheckReport:
    names = _names(names, tensors)
    if mode not in ("elements", "full", "directions"):
        raise ValueError(f"mode={mode!r}: it is 'elements', 'full' or 'directions'")
    if not rtol > 0:
        raise ValueError(f"rtol={rtol!r}: nothing agrees to the last bit")
    for tensor, name in zip(tensors, names, strict=True):
        if tensor.requires_grad and tensor.dtype != np.float64:
            raise GradcheckError(f"{name} is {tensor.dtype}", "gradcheck needs float64.")
    _refuse_constants(tensors)
    values = Values(f, tensors)
    _refuse_randomness(values)
    cotangents = _cotangents(values().size, mode)
    analytic = [_analytic(values, weights) for weights in cotangents]
    comparison = Comparison(values, cotangents, rtol)
    rng = np.random.default_rng(2)
    checks = []
    for i, (tensor, name) in enumerate(zip(tensors, names, strict=True)):
        if tensor.requires_grad:
            gradients = [gradient[i] for gradient in analytic]
            trials = probes(tensor, _DIRECTIONS if mode == "directions" else None, rng)
            checks.append(_check(name, comparison, comparison.worst(trials, gradients)))
    return GradcheckReport(tuple(checks))


def _with_op(
    report: GradcheckReport,
    f: Callable[..., Any],
    tensors: Sequence[Tensor],
    check: Callable[[Callable[..., Any], list[Tensor]], GradcheckReport],
) -> GradcheckReport:
    """The report with the op that fails by itself in the same way, if one does, at each failure."""
    kinds = {_kind(c) for c in report.checks if not c.passed}

    def fails(call: Callable[..., Any], inputs: list[Tensor]) -> bool:
        alone = check(call, inputs).checks
        return any(not c.passed and _kind(c) in kinds for c in alone)

    op = wrong_op(Values(f, tensors).outputs, fails)
    return GradcheckReport(tuple(c if c.passed else replace(c, op=op) for c in report.checks))


def _kind(check: InputCheck) -> str:
    """A kink, a tie, ...: the cause without what speaks for it."""
    return check.cause.partition(":")[0]


def _raised(report: GradcheckReport, raise_exception: bool) -> GradcheckReport:
    if raise_exception and not report.passed:
        raise GradcheckError("\n".join(str(check) for check in report.checks if not check.passed))
    return report


def _check(name: str, comparison: Comparison, worst: Disagreement | None) -> InputCheck:
    if worst is None:  # an input without elements
        return InputCheck(name, True, 0.0, (), float("nan"), float("nan"))
    passed = worst.error <= comparison.rtol
    return InputCheck(
        name,
        passed,
        worst.error,
        worst.probe.element or (),
        worst.analytic,
        worst.numeric,
        worst.method,
        worst.output,
        "" if passed else likely_cause(comparison, worst),
    )


def _tensors(inputs: TensorLike | Sequence[TensorLike]) -> list[Tensor]:
    given: list[Any] = list(inputs) if isinstance(inputs, (list, tuple)) else [inputs]
    return [
        x if isinstance(x, Tensor) else Tensor(x, requires_grad=True, dtype=np.float64)
        for x in given
    ]


def _names(names: Sequence[str] | None, tensors: Sequence[Tensor]) -> list[str]:
    if names is None:
        return [f"input {i}" for i in range(len(tensors))]
    if len(names) != len(tensors):
        raise ValueError(f"{len(names)} names for {len(tensors)} inputs")
    return list(names)


def _refuse_constants(tensors: Sequence[Tensor]) -> None:
    if not any(tensor.requires_grad for tensor in tensors):
        raise GradcheckError("no input requires a gradient", "Pass arrays, or such tensors.")


def _refuse_randomness(values: Values) -> None:
    first, second = values(), values()
    if first.shape != second.shape or not np.array_equal(first, second, equal_nan=True):
        raise GradcheckError(
            "f returns different values for the same inputs",
            "Differences mean nothing then: seed its random numbers anew in every call.",
        )


def _cotangents(size: int, mode: Mode) -> list[Array]:
    if mode == "full":
        return list(np.eye(size))
    return [np.random.default_rng(0).normal(size=size)]


def _analytic(values: Values, weights: Array) -> list[Array]:
    """The gradient of the weighted output with respect to every tensor."""
    outputs = values.outputs()
    parts = np.split(weights, np.cumsum([y.size for y in outputs])[:-1])
    gs = [part.reshape(y.shape) for part, y in zip(parts, outputs, strict=True)]
    tracked = [x for x in values.tensors if x.requires_grad]
    with np.errstate(all="ignore"):  # what is not finite will be reported
        found = iter(pulled(outputs, gs, [x._node for x in tracked], record=False, free=True))
    return [np.asarray(next(found)) if x.requires_grad else x.data for x in values.tensors]
