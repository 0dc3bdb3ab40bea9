"""A candidate of a benchmark: one program, in one library, that does the benchmark's work."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from benchmarks import libraries

Arrays: TypeAlias = tuple[NDArray[Any], ...]
Run: TypeAlias = Callable[[], Arrays]
Calls: TypeAlias = dict[str, Callable[[], tuple[Any, ...]]]  # of any library's arrays, by name
# From a number of ops to a chain's end and what its gradient needs; from these to the gradient.
Program: TypeAlias = tuple[Callable[[int], tuple[Any, ...]], Callable[..., Any]]

_AIM = 3.0  # how many times ours the libraries that are written in Python should take


@dataclass(frozen=True)
class Candidate:
    """One way to do the work.

    `build()` imports and prepares what it needs and returns the run to be timed, which does the
    same every time and returns the arrays that it has computed. `library` may be absent.
    """

    name: str
    build: Callable[[], Any]
    library: str = "numpy"
    goal: float | None = None  # the largest ratio to PyTorch that the project allows itself
    aim: float | None = None  # how many times ours it should take, at the least


def four_peers(programs: ModuleType, *arguments: Any, aim: float | None = _AIM) -> list[Candidate]:
    """PyTorch, JAX, HIPS autograd and MyGrad: the four functions of a module in `peers`."""
    return [
        Candidate(libraries.PYTORCH, partial(programs.pytorch, *arguments), "torch"),
        Candidate(libraries.JAX, partial(programs.jax_op_by_op, *arguments), "jax"),
        Candidate(libraries.HIPS, partial(programs.hips, *arguments), "autograd", aim=aim),
        Candidate(libraries.MYGRAD, partial(programs.mygrad, *arguments), "mygrad", aim=aim),
    ]


def repeat(times: int, call: Callable[[], tuple[Any, ...]]) -> Run:
    """A run that makes `call`, which returns arrays of any library, again and again."""

    def run() -> Arrays:
        for _ in range(times):
            results = call()
        return tuple(map(as_array, results))

    return run


def as_array(x: Any) -> NDArray[Any]:
    """The values of any library's array, without their graph."""
    return np.asarray(x.detach() if hasattr(x, "detach") else x)
