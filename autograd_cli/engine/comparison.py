"""One derivative by the rules beside the same one by differences."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from autograd_cli.engine.differences import EPSILON, STEPS, Probe, Values
from autograd_cli.engine.tensor import Array


@dataclass(frozen=True)
class Disagreement:
    """A probe and an output, what the rules and the differences give there, and how far apart."""

    error: float
    probe: Probe
    output: int | None
    analytic: float
    numeric: float
    method: str


class Comparison:
    """Compares gradients with differences for each of some cotangents of the output."""

    def __init__(self, values: Values, cotangents: Sequence[Array], rtol: float) -> None:
        self.values = values
        self.cotangents = cotangents
        self.rtol = rtol

    def worst(self, trials: Iterable[Probe], gradients: Sequence[Array]) -> Disagreement | None:
        """The largest disagreement over the probes of an input; None if there is no probe."""
        worst = None
        for probe in trials:
            tried: dict[float, tuple[Array, Array]] = {}
            exact = self.values.complex_step(probe)
            for number, (weights, gradient) in enumerate(
                zip(self.cotangents, gradients, strict=True)
            ):
                found = self._compared(probe, number, weights, gradient, tried, exact)
                if worst is None or found.error > worst.error:
                    worst = found
        return worst

    def _compared(
        self,
        probe: Probe,
        number: int,
        weights: Array,
        gradient: Array,
        tried: dict[float, tuple[Array, Array]],
        exact: Array | None,
    ) -> Disagreement:
        """By smaller and smaller steps, until one agrees or two agree that the rule is wrong."""
        with np.errstate(all="ignore"):
            analytic = float((gradient * probe.direction).sum())
        results: list[tuple[float, float, float]] = []
        for step in STEPS:
            if step not in tried:
                tried[step] = self.values.difference(probe, step)
            slope, rounding = tried[step]
            numeric = weighted(weights, slope)
            floor = weighted(np.abs(weights), rounding) / self.rtol
            results.append((relative(analytic, numeric, floor), numeric, floor))
            if results[-1][0] <= self.rtol:
                break
            if len(results) > 1 and relative(results[-2][1], numeric, floor) <= self.rtol:
                results.pop()  # the larger step is the more accurate
                break
        error, numeric, floor = results[-1]
        method = "central differences"
        if exact is not None:
            precise = weighted(weights, exact)
            # Where the forward drops imaginary parts, as abs does, the two disagree.
            if relative(precise, numeric, floor) <= self.rtol:
                # Nothing is divided by a small step: only the values' own rounding is left.
                sizes = weighted(np.abs(weights), np.abs(exact))
                floor = floor * step + 10 * EPSILON * sizes / self.rtol
                error = relative(analytic, precise, floor)
                numeric, method = precise, "a complex step"
        output = number if len(self.cotangents) > 1 else None
        return Disagreement(error, probe, output, analytic, numeric, method)


def relative(a: float, b: float, floor: float) -> float:
    """The distance of two numbers relative to the larger; `floor` is what rounding explains."""
    if not (math.isfinite(a) and math.isfinite(b)):
        return math.inf  # agrees with nothing
    scale = max(abs(a), abs(b)) + floor
    return abs(a - b) / scale if scale else 0.0


def weighted(weights: Array, values: Array) -> float:
    """The sum of the values by their weights; what has none does not count, even if not finite."""
    return float(np.where(weights == 0, 0.0, weights * values).sum())
