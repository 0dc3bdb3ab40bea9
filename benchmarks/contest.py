"""Candidates that should compute the same arrays: timed in turn, and checked that they do."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.candidate import Arrays, Candidate, Run
from benchmarks.libraries import PYTORCH, Unable, prepare
from benchmarks.process import ProcessError
from benchmarks.rows import Outcome, Row, compared
from benchmarks.timing import in_turn


class BenchmarkError(Exception):
    """Ours has failed, or a candidate has not done the same work as the others."""


def contest(
    benchmark: str,
    field: Sequence[Candidate],
    *,
    rounds: int,
    units: int = 1,
    unit: str = "us",
    patience: float = 3.0,
    tolerance: float = 1e-8,
    baseline: str = PYTORCH,
) -> list[Row]:
    """Time every candidate, whose run is `units` units of work, and return a row for each.

    A candidate sits out the rounds that are left once it has taken `patience` seconds.
    Raises BenchmarkError if ours fails, or an array differs from the first candidate's.
    """
    runs: dict[str, Run] = {}
    outcomes: dict[str, Outcome] = {}
    for candidate in field:
        try:
            runs[candidate.name] = attempt(candidate, _warm, candidate)
        except Unable as reason:
            outcomes[candidate.name] = str(reason)
    costs, results = in_turn(runs, rounds, units, patience)
    check(benchmark, results, tolerance)
    return rows(benchmark, field, outcomes | costs, unit, baseline)


def rows(
    benchmark: str,
    field: Sequence[Candidate],
    outcomes: Mapping[str, Outcome],
    unit: str,
    baseline: str = PYTORCH,
) -> list[Row]:
    """A row for each candidate, in their order, compared with the baseline and with ours."""
    return compared(
        benchmark,
        {c.name: outcomes[c.name] for c in field},
        baseline=baseline,
        unit=unit,
        goals={c.name: c.goal for c in field},
        aims={c.name: c.aim for c in field},
    )


def attempt(candidate: Candidate, function: Callable[..., Any], *arguments: Any) -> Any:
    """What `function` returns for a candidate.

    Raises BenchmarkError if ours fails, Unable if a peer does.
    """
    try:
        return function(*arguments)
    except Unable:
        raise
    except Exception as error:
        failure = f"{type(error).__name__}: {error}"
        if candidate.library == "numpy":
            raise BenchmarkError(f"{candidate.name} failed: {failure}") from error
        print(f"{candidate.name} failed: {failure}", file=sys.stderr)
        reason = error if isinstance(error, ProcessError) else type(error).__name__
        raise Unable(f"failed: {reason}") from error


def check(benchmark: str, results: Mapping[str, Arrays], tolerance: float) -> None:
    """Raise BenchmarkError if arrays differ from the first's in number, shape, dtype or value."""
    reference, *others = results
    for name in others:
        for i, (ours, theirs) in enumerate(zip(results[reference], results[name], strict=True)):
            gap = _gap(ours, theirs, tolerance)
            if gap:
                raise BenchmarkError(
                    f"{benchmark}: array {i} of {name} differs {gap} from that of {reference}"
                )


def _warm(candidate: Candidate) -> Run:
    """Prepare a candidate and let it run once: that fills caches and compiles what is compiled."""
    prepare(candidate.library)
    run: Run = candidate.build()
    run()
    return run


def _gap(ours: NDArray[Any], theirs: NDArray[Any], tolerance: float) -> str:
    if (ours.shape, ours.dtype) != (theirs.shape, theirs.dtype):
        return f"in shape or dtype ({theirs.shape} {theirs.dtype})"
    if not np.allclose(theirs, ours, rtol=tolerance, atol=1e-14):
        return f"by up to {np.abs(ours - theirs).max():.1e}"
    return ""
