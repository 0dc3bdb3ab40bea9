"""The graph: one node for every recorded op and for every leaf that wants a gradient."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from autograd_cli.engine.function import Function

_next_order = count(1).__next__
_recording: ContextVar[bool] = ContextVar("recording", default=True)
is_recording = _recording.get


class Node:
    """Where a value came from, and the little that its derivative needs.

    A node knows nodes, never tensors, and keeps only the arrays that a rule of its op names:
    intermediate values are freed as soon as the user drops them.

    Attributes
    ----------
        function  the op, or None for a leaf
        parents   per input of the op: its node, or None where no gradient is wanted
        saved     per input, then the output: the array if some rule reads it, else None;
                  None as a whole once a backward sweep has freed it
        params    the op's keyword parameters
        shape     of the value, and so of its cotangent
        dtype     of the value
        order     creation number; a node is made after its parents, so descending order is a
                  valid order for the reverse sweep, with no sort
        grad      of a leaf: the gradient accumulated so far, or None

    """

    __slots__ = ("dtype", "function", "grad", "order", "params", "parents", "saved", "shape")

    def __init__(
        self,
        function: "type[Function] | None",
        parents: "tuple[Node | None, ...]",
        saved: tuple[Any, ...] | None,
        params: dict[str, Any],
        shape: tuple[int, ...],
        dtype: np.dtype[Any],
    ) -> None:
        self.function = function
        self.parents = parents
        self.saved = saved
        self.params = params
        self.shape = shape
        self.dtype = dtype
        self.order = _next_order()
        self.grad: np.ndarray[Any, Any] | None = None

    @classmethod
    def leaf(cls, array: np.ndarray[Any, Any]) -> "Node":
        """The node of a tensor that no op made and that wants a gradient."""
        return cls(None, (), (), {}, array.shape, array.dtype)


@contextmanager
def no_grad() -> Iterator[None]:
    """Within it, ops compute values and record nothing."""
    with recorded(False):
        yield


@contextmanager
def recorded(on: bool) -> Iterator[None]:
    """Within it, ops record their graph, or do not."""
    token = _recording.set(on)
    try:
        yield
    finally:
        _recording.reset(token)
