"""Arrays that were changed in place after a rule had saved them: noticed at the reverse sweep.

Ops never write into an array, and assignments to tensors make new ones. But `t.data -= ...` writes
into memory that a graph may still need. It is noted here, and the sweep looks.
"""

import weakref
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from autograd_cli.engine.errors import GraphError
from autograd_cli.engine.node import Node, next_order
from autograd_cli.engine.places import Place, calling_place


class _Change(NamedTuple):
    order: int  # by the same count as nodes
    place: Place
    owner: weakref.ref[Any]  # alive as long as the entry: its callback takes the entry away


# By the identity of the array that owns the memory; empty unless a program writes into `.data`.
changes: dict[int, _Change] = {}


def note_change(array: np.ndarray[Any, Any]) -> None:
    """Remember that the memory of `array` was just written into."""
    owner = _owner(array)
    key = id(owner)
    ref = weakref.ref(owner, lambda _: changes.pop(key, None))
    changes[key] = _Change(next_order(), calling_place(), ref)


def refuse_changed(node: Node, saved: Sequence[Any]) -> None:
    """Raise GraphError, with the op and the line, if a saved array was changed since."""
    for position, array in enumerate(saved):
        if isinstance(array, np.ndarray):
            change = changes.get(id(_owner(array)))
            if change is not None and change.order > node.order:
                raise GraphError(
                    f"{named(node, position)} was changed in place after the op, at {change.place}",
                    "Its derivative needs the value from before: run backward first, or compute a "
                    "new array instead, as t = t - step does.",
                )


def named(node: Node, position: int) -> str:
    """How an error calls one of the arrays that a node has saved."""
    names: tuple[str, ...] = node.function.inputs if node.function else ()
    if position == len(node.parents):
        return f"the output of {node.name}"
    name = names[position] if len(names) == len(node.parents) else f"{names[0]}[{position}]"
    return f"the input {name} of {node.name}"


def _owner(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array
