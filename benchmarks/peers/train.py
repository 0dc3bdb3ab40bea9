"""The loop around a step that is a function from one state of the training to the next."""

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.candidate import Arrays, Run, as_array

Step = Callable[[Any, Any, Any], Any]


def train(
    step: Step,
    start: Any,
    examples: Sequence[tuple[Any, Any]],
    weights: Callable[[Any], Any] = lambda state: state,
) -> Run:
    """A run that takes `state = step(state, x, y)` for each of `examples`.

    It returns the `weights` of the last state.
    """

    def run() -> Arrays:
        state = start
        for x, y in examples:
            state = step(state, x, y)
        return tuple(map(as_array, weights(state)))

    return run
