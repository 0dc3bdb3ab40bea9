"""The graph: one node for every recorded op and for every leaf that wants a gradient."""

from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from autograd_cli.engine.function import Function
    from autograd_cli.engine.hooks import HookHandle

next_order = count(1).__next__


class Node:
    """Where a value came from, and the little that its derivative needs.

    A node knows nodes, never tensors, and keeps only the arrays that a rule of its op names:
    intermediate values are freed as soon as the user drops them.

    Attributes
    ----------
        function  the op, or None for a leaf
        parents   per input of the op: its node, or None where no gradient is wanted
        saved     per input, then the output: the array if some rule reads it, else None; empty
                  if no rule reads any; None as a whole once a backward sweep has freed it
        params    the op's keyword parameters
        shape     of the value, and so of its cotangent
        dtype     of the value, and so of its cotangent
        order     creation number; a node is made after its parents, so descending order is a
                  valid order for the reverse sweep, with no sort
        grad      the gradient accumulated so far, or None: of a leaf, or where it is retained
        extras    what few nodes have, or None

    """

    __slots__ = (
        "dtype",
        "extras",
        "function",
        "grad",
        "order",
        "params",
        "parents",
        "saved",
        "shape",
    )

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
        self.order = next_order()
        self.grad: np.ndarray[Any, Any] | None = None
        self.extras: Extras | None = None

    @classmethod
    def leaf(cls, array: np.ndarray[Any, Any]) -> "Node":
        """The node of a tensor that no op made and that wants a gradient."""
        return cls(None, (), (), {}, array.shape, array.dtype)

    @property
    def name(self) -> str:
        """The op's name; 'leaf' if no op made this."""
        return self.function.__name__ if self.function else "leaf"

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def with_extras(self) -> "Extras":
        """Return the extras, made if there were none."""
        if self.extras is None:
            self.extras = Extras()
        return self.extras


class Extras:
    """What was asked of one node: hooks, keeping its gradient, and the line that made it."""

    __slots__ = ("hooks", "place", "prints", "retains")

    def __init__(self) -> None:
        self.hooks: list[HookHandle] = []
        self.retains = False
        self.place: Any = None  # a Place, while detect_anomaly is on
        self.prints: tuple[int | None, ...] = ()  # of the saved arrays, likewise
