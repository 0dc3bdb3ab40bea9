"""Why a derivative and a difference disagree, as far as can be told."""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.engine.comparison import Comparison, Disagreement, weighted
from autograd_cli.engine.differences import STEPS, Probe, Values
from autograd_cli.engine.places import Place, calling_place
from autograd_cli.engine.record import Listener, observed_by
from autograd_cli.engine.tensor import Array, Tensor
from autograd_cli.engine.unwrap import array_of

if TYPE_CHECKING:
    from autograd_cli.engine.function import Function

_NEAR, _NEARER = 1e-4, 1e-6  # steps to both sides, relative like those of the differences
_KINK = 1e-3  # slopes to the two sides that differ by less may be those of a curve
_APART = 1e-2  # how far tied elements are moved from each other
_MOST_CALLS = 200


def likely_cause(comparison: Comparison, found: Disagreement) -> str:
    """A kink, a tie, the domain, precision, or a wrong rule, and what speaks for it."""
    values, probe = comparison.values, found.probe
    weights = comparison.cotangents[found.output or 0]
    sides = [weighted(weights, slope) for slope in values.one_sided(probe, _NEARER)]
    if not np.isfinite(sides).all():
        return "domain: the function is not finite next to this point"
    if np.isinf(found.analytic):
        return "domain: the slope is infinite at this point"
    if _uses_float32(values):
        return "precision: f computes in float32, check it in float64"
    if _has_kink(values, probe, weights):
        slopes = f"the slope is {sides[0]:.6g} to the left and {sides[1]:.6g} to the right"
        if _is_tie(values, probe, weights):
            return f"tie: {slopes}, and another element is as large; check away from ties"
        return f"kink: {slopes}; check away from it"
    differences = [weighted(weights, values.difference(probe, step)[0]) for step in STEPS]
    gap = min(abs(a - b) for a, b in pairwise(differences))
    closer = any(abs(found.analytic - d) < abs(d - found.numeric) / 2 for d in differences)
    if closer or gap > abs(found.analytic - found.numeric) / 2:
        return "precision: the differences disagree with each other as much as with the rules"
    return f"wrong rule: {_relation(found)}"


def _has_kink(values: Values, probe: Probe, weights: Array) -> bool:
    """Whether the slopes to the two sides stay apart as one comes nearer: a curve's do not."""
    gaps = []
    for step in (_NEAR, _NEARER):
        left, right = (weighted(weights, slope) for slope in values.one_sided(probe, step))
        gaps.append(abs(right - left))
    noise = weighted(np.abs(weights), values.noise(probe.tensor))
    rounding = noise / (_NEARER * probe.scale)
    size = max(abs(left), abs(right))
    return bool(gaps[1] > max(rounding, gaps[0] / 2, _KINK * size))


def _is_tie(values: Values, probe: Probe, weights: Array) -> bool:
    """Whether the kink is gone once the elements that are as large have moved away."""
    if probe.element is None:
        return False
    x = probe.tensor.data
    others = (x == x[probe.element]) & (probe.direction == 0)
    if not others.any():
        return False
    away = Probe(probe.tensor, None, others.astype(np.float64))
    with away.moved(_APART * probe.scale):
        return not _has_kink(values, probe, weights)


class _Dtypes(Listener):
    """The observer that notices an op in float32."""

    def __init__(self) -> None:
        self.float32 = False

    def after_op(
        self, op: "type[Function]", inputs: tuple[Any, ...], params: dict[str, Any], y: Tensor
    ) -> None:
        self.float32 |= y.dtype == np.float32


def _uses_float32(values: Values) -> bool:
    dtypes = _Dtypes()
    with observed_by(dtypes):
        values.outputs()
    return dtypes.float32


def wrong_op(
    run: Callable[[], Any], fails: Callable[[Callable[..., Any], list[Tensor]], bool]
) -> str:
    """The first op of a run that `fails` by itself; empty if there is none."""
    calls = _Calls()
    with observed_by(calls):
        run()
    for op, inputs, params, tracked, place in calls.found:
        leaves = [Tensor(x, requires_grad=True) for x, t in zip(inputs, tracked, strict=True) if t]
        checkable = all(x.dtype == np.float64 for x in leaves)
        if checkable and fails(_call(op, params, inputs, tracked), leaves):
            return f"it comes from the op {op.__name__}, called at {place}"
    return ""


def _call(
    op: "type[Function]", params: dict[str, Any], inputs: list[Any], tracked: list[bool]
) -> Callable[..., Tensor]:
    def call(*leaves: Tensor) -> Tensor:
        remaining = iter(leaves)
        return op.apply(
            *(next(remaining) if t else x for x, t in zip(inputs, tracked, strict=True)), **params
        )

    return call


class _Calls(Listener):
    """The observer that remembers the first ops on tensors which require a gradient."""

    def __init__(self) -> None:
        self.found: list[tuple[type[Function], list[Any], dict[str, Any], list[bool], Place]] = []

    def after_op(
        self, op: "type[Function]", inputs: tuple[Any, ...], params: dict[str, Any], y: Tensor
    ) -> None:
        tracked = [isinstance(x, Tensor) and x.requires_grad for x in inputs]
        if any(tracked) and len(self.found) < _MOST_CALLS:
            arrays = [array_of(x) for x in inputs]
            self.found.append((op, arrays, params, tracked, calling_place()))


def _relation(found: Disagreement) -> str:
    """How the rules' number is related to the difference."""
    if found.analytic == 0:
        return "it gives 0: a term, or the whole derivative, is missing"
    if found.numeric == 0:
        return "the derivative is 0"
    ratio = found.analytic / found.numeric
    if abs(ratio + 1) < 1e-6:
        return "it has the opposite sign"
    return f"it gives {ratio:.6g} times the derivative"
