"""Several programs that should train the same weights: timed in turn, and checked that they do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from benchmarks.report import Row, compared
from benchmarks.timing import in_turn

Weights: TypeAlias = tuple[NDArray[Any], ...]
Run: TypeAlias = Callable[[], Weights]

PYTORCH = "PyTorch eager"
_TOLERANCE = 1e-8


class BenchmarkError(Exception):
    """A candidate has failed, or has not done the same work as the others."""


@dataclass(frozen=True)
class Candidate:
    """One way to do the work.

    `build()` imports and prepares what it needs and returns the run to be timed, which trains from
    the same start every time and returns the weights. `needs` is a library that may be absent.
    """

    name: str
    build: Callable[[], Run]
    needs: str = "numpy"
    goal: float | None = None  # the largest ratio to PyTorch that the project allows itself


def contest(benchmark: str, field: Sequence[Candidate], *, steps: int, rounds: int) -> list[Row]:
    """Time every candidate, whose run is `steps` steps, and return a row for each.

    Raises BenchmarkError if the weights at the end differ from the first candidate's.
    """
    runs = {c.name: c.build() for c in field if find_spec(c.needs)}
    for run in runs.values():
        run()  # warms caches and compiles what is compiled
    timings, weights = in_turn(runs, rounds, units=steps)
    _check(benchmark, weights)
    return compared(
        benchmark,
        {c.name: timings.get(c.name) for c in field},
        baseline=PYTORCH,
        goals={c.name: c.goal for c in field},
        unit="us",
    )


def _check(benchmark: str, weights: dict[str, Weights]) -> None:
    reference, *others = weights
    for name in others:
        for i, (ours, theirs) in enumerate(zip(weights[reference], weights[name], strict=True)):
            same_shape = ours.shape == theirs.shape
            if not same_shape or not np.allclose(theirs, ours, rtol=_TOLERANCE, atol=1e-14):
                gap = f"by up to {np.abs(ours - theirs).max():.1e}" if same_shape else "in shape"
                raise BenchmarkError(
                    f"{benchmark}: weight {i} of {name} differs {gap} from that of {reference}"
                )
