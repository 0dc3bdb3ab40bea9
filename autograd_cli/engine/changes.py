"""Arrays that were changed in place after a rule had saved them: noticed at the reverse sweep.

Ops never write into an array, and assignments to tensors make new ones. But `t.data -= ...` writes
into memory that a graph may still need. It is noted here, and the sweep looks.
"""

import sys
import weakref
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.array_utils import byte_bounds

from autograd_cli.engine.errors import GraphError
from autograd_cli.engine.node import Node, next_order
from autograd_cli.engine.places import Place


class _Change(NamedTuple):
    order: int  # by the same count as nodes
    place: Place
    start: int  # of the memory that was written, and its end
    end: int
    owner: weakref.ref[Any]  # alive as long as the entry: its callback takes the entry away


_WHOLE = (0, sys.maxsize)
_MOST = 256  # changes of parts of one array that are told apart


class Changes:
    """The changes of arrays, by the identity of the one that owns the memory.

    `latest` is the order of the last of all: no node that is younger is concerned.
    """

    def __init__(self) -> None:
        self.latest = 0
        self.found: dict[int, list[_Change]] = {}

    def note(self, array: np.ndarray[Any, Any], place: Place) -> None:
        """Remember that the memory of `array` was just written into, at `place`."""
        self.latest = next_order()
        owner = _owner(array)
        key = id(owner)
        found = self.found.get(key)
        if array is owner and found is not None:  # as an optimizer does again and again
            self.found[key] = [_Change(self.latest, place, *_WHOLE, found[0].owner)]
            return
        ref = weakref.ref(owner, lambda _: self.found.pop(key, None))
        start, end = _WHOLE if array is owner else byte_bounds(array)
        change = _Change(self.latest, place, start, end, ref)
        earlier = self.found.get(key, ())
        kept = [c for c in earlier if c.start < start or c.end > end]  # others are outdated
        if len(kept) >= _MOST:  # one for all of them, which may say too much
            start, end = min(c.start for c in kept), max(c.end for c in kept)
            kept, change = [], _Change(self.latest, place, start, end, ref)
        self.found[key] = [*kept, change]

    def after(self, order: int, array: np.ndarray[Any, Any]) -> Place | None:
        """Where memory of `array` was written into after a node was made, or None."""
        found = self.found.get(id(_owner(array)))
        if found:
            start, end = byte_bounds(array)
            for change in found:
                if change.order > order and change.start < end and start < change.end:
                    return change.place
        return None


changes = Changes()


def refuse_changed(node: Node, saved: Sequence[Any]) -> None:
    """Raise GraphError, with the op and the line, if a saved array was changed since."""
    for position, array in enumerate(saved):
        place = changes.after(node.order, array) if isinstance(array, np.ndarray) else None
        if place is not None:
            raise GraphError(
                f"{named(node, position)} was changed in place after the op, at {place}",
                "Its derivative needs the value from before: run backward first, or compute a new "
                "array instead, as t = t - step does.",
            )


def named(node: Node, position: int) -> str:
    """How an error calls one of the arrays that a node has saved."""
    if position == len(node.parents):
        return f"the output of {node.name}"
    return f"the input {input_name(node, position)} of {node.name}"


def input_name(node: Node, position: int) -> str:
    """The name of an input in the op's forward."""
    names: tuple[str, ...] = node.function.inputs if node.function else ()
    return names[position] if len(names) == len(node.parents) else f"{names[0]}[{position}]"


def _owner(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array
