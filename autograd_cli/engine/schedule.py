"""The reverse sweep over one part of a graph, for many cotangents at once."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

import numpy as np

from autograd_cli.engine.fitting import fitted
from autograd_cli.engine.node import Node
from autograd_cli.engine.sweep import checked_saved, rules_of
from autograd_cli.engine.tensor import Array


class _Edge(NamedTuple):
    """A rule with what it reads, and where its result goes."""

    vjp: Any
    arguments: tuple[Any, ...]
    params: dict[str, Any]
    batched: dict[str, Any] | None  # the params for many cotangents at once
    shape_name: str
    target: int
    shape: tuple[int, ...]
    dtype: np.dtype[Any]


class Schedule:
    """From a root to the wanted nodes, and through no node that does not lead to one.

    It does what `sweep` does for arrays, for many cotangents at once: a Jacobian needs as many as
    it has rows. It keeps the graph, and runs no hooks: `hooked` says whether there are any.

    Raises GraphError if the graph was freed, or a saved array has changed since.
    """

    def __init__(self, root: Node, targets: Sequence[Node | None]) -> None:
        wanted = [node for node in targets if node is not None]
        order = _leading_to(root, wanted)
        places = {node: i for i, node in enumerate(order)}
        self.hooked = any(node.extras is not None and node.extras.hooks for node in order)
        self.numbers = sum(math.prod(node.shape) for node in order)  # that one cotangent needs
        self._wanted = [(places.get(node), node) for node in wanted]
        self._steps = [(places[node], _edges(node, places)) for node in order if node.function]
        self._size = len(order)

    def run(self, gs: Array) -> list[Array]:
        """The cotangents of each wanted node for each of `gs`, along a first axis; to be read."""
        count = len(gs)
        values: list[Any] = [None] * self._size
        if values:
            values[0] = gs
        for place, edges in self._steps:
            g = values[place]
            for edge in edges:
                result = _all_at_once(edge, g) if edge.batched is not None else _in_turn(edge, g)
                before = values[edge.target]
                values[edge.target] = result if before is None else before + result
        return [
            np.zeros((count, *node.shape), node.dtype) if place is None else values[place]
            for place, node in self._wanted
        ]


def _all_at_once(edge: _Edge, g: Array) -> Array:
    params = edge.batched or {}
    if edge.shape_name:
        params = {**params, edge.shape_name: (len(g), *edge.shape)}
    result = edge.vjp(g, *edge.arguments, **params)
    shape = (len(g), *edge.shape)
    if getattr(result, "shape", None) != shape or result.dtype is not edge.dtype:
        result = fitted(result, shape, edge.dtype, edge.vjp, leading=1)
    return cast("Array", result)


def _in_turn(edge: _Edge, g: Array) -> Array:
    params = {**edge.params, edge.shape_name: edge.shape} if edge.shape_name else edge.params
    rows = np.empty((len(g), *edge.shape), edge.dtype)
    for i, one in enumerate(g):
        result = edge.vjp(one, *edge.arguments, **params)
        rows[i] = fitted(result, edge.shape, edge.dtype, edge.vjp)
    return rows


def _leading_to(root: Node, wanted: Sequence[Node]) -> list[Node]:
    """The nodes between the root and the wanted ones, the youngest first."""
    oldest = min((node.order for node in wanted), default=root.order + 1)
    pending, reached = [root], {root}
    while pending:
        for parent in pending.pop().parents:
            if parent is not None and parent not in reached and parent.order >= oldest:
                reached.add(parent)
                pending.append(parent)
    leading = set(wanted)
    order = sorted(reached, key=lambda node: node.order)
    for node in order:  # parents come first
        if any(parent in leading for parent in node.parents):
            leading.add(node)
    return [node for node in reversed(order) if node in leading]


def _edges(node: Node, places: dict[Node, int]) -> list[_Edge]:
    if not any(parent in places for parent in node.parents):
        return []  # wanted itself, and nothing behind it is
    saved = checked_saved(node)
    function: Any = node.function
    edges = []
    for parent, rule in zip(node.parents, rules_of(node), strict=True):
        if parent in places and rule is not None:
            params = {name: node.params[name] for name in rule.params}
            batched = function.batched(params, parent.shape)
            arguments = tuple(saved[i] for i in rule.reads)
            to = places[parent], parent.shape, parent.dtype
            edges.append(_Edge(rule.vjp, arguments, params, batched, rule.shape, *to))
    return edges
