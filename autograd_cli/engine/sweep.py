"""The reverse sweep, written once for every op; broadcasting is undone here and nowhere else."""

from collections.abc import Collection, Sequence
from heapq import heappop, heappush
from typing import Any

import numpy as np

from autograd_cli.engine.changes import changes, refuse_changed
from autograd_cli.engine.errors import GraphError, RuleError
from autograd_cli.engine.hooks import run_hooks
from autograd_cli.engine.node import Node
from autograd_cli.engine.record import OBSERVED, current_mode, tell_rule
from autograd_cli.engine.tensor import Tensor


def sweep(
    roots: Sequence[tuple[Node, Any]],
    *,
    wanted: Collection[Node] | None = None,
    free: bool,
    record: bool = False,
) -> dict[Node, Any]:
    """Carry cotangents from the roots back through the graph.

    Returns the cotangent of every node in `wanted` that was reached, by default of every leaf and
    of every node that retains its gradient. They are ndarrays or NumPy scalars, or tensors when the
    rules are to `record` their own graph; they may share memory with each other.
    """
    oldest = 0 if wanted is None else min((node.order for node in wanted), default=0)
    observed = current_mode() & OBSERVED
    found: dict[Node, Any] = {}
    cotangents: dict[Node, Any] = {}
    heap: list[tuple[int, Node]] = []  # ops, the youngest first: no op before all its users
    for node, g in roots:
        _deliver(g, node, cotangents, heap)
    while heap:
        node = heappop(heap)[1]
        g = cotangents.pop(node)
        if node.extras is not None:
            g = run_hooks(node.extras, node, g)
            if wanted is None and node.extras.retains:
                found[node] = g
        if wanted is not None and node in wanted:
            found[node] = g
        if node.order == oldest:
            continue  # nothing is wanted behind it: its part of the graph stays as it is
        saved = node.saved
        if saved is None:
            raise _freed(node)
        if changes:
            refuse_changed(node, saved)
        if record:
            saved = _as_tensors(node, saved)
        function: Any = node.function
        parents = node.parents
        rules = function.rules
        if function.variadic:
            rules = [rules[0].at(i, len(parents)) for i in range(len(parents))]
        for position, parent in enumerate(parents):
            if parent is None or parent.order < oldest:
                continue
            vjp, reads, params, shape = rules[position]
            arguments = [saved[i] for i in reads]
            if params or shape:
                keywords = {name: node.params[name] for name in params}
                if shape:
                    keywords[shape] = parent.shape
                g_parent = vjp(g, *arguments, **keywords)
            else:
                g_parent = vjp(g, *arguments)
            if getattr(g_parent, "shape", None) != parent.shape:
                g_parent = _sum_to(parent.shape, g_parent, vjp)
            if g_parent.dtype is not parent.dtype:
                g_parent = g_parent.astype(parent.dtype)
            if observed:
                tell_rule(node, position, g, g_parent)
            _deliver(g_parent, parent, cotangents, heap)
        if free:
            node.saved, node.parents = None, ()
    # Only leaves are left.
    for leaf, g in cotangents.items():
        if leaf.extras is not None:
            g = run_hooks(leaf.extras, leaf, g)
        if wanted is None or leaf in wanted:
            found[leaf] = g
    return found


def _deliver(g: Any, node: Node, cotangents: dict[Node, Any], heap: list[tuple[int, Node]]) -> None:
    """Add `g` to the node's cotangent; an op that had none yet takes its place in the heap."""
    if node in cotangents:
        cotangents[node] = cotangents[node] + g
    else:
        cotangents[node] = g
        if node.function is not None:
            heappush(heap, (-node.order, node))


def _sum_to(shape: tuple[int, ...], g: Any, vjp: Any) -> Any:
    """Undo broadcasting: sum `g` over the axes along which an input of `shape` was repeated."""
    if not hasattr(g, "shape"):
        raise RuleError(f"{vjp.__qualname__} returned {g!r:.40}, which is no array")
    extra = g.ndim - len(shape)
    if g.shape[extra:] == shape:
        return np.add.reduce(g, axis=tuple(range(extra)))
    fits = extra >= 0 and all(n in (1, m) for n, m in zip(shape, g.shape[extra:], strict=True))
    if not fits:
        raise RuleError(
            f"{vjp.__qualname__} returned shape {g.shape} for an input of shape {shape}",
            "A rule returns the shape of its input, or one that broadcasting its input gives.",
        )
    repeated = [extra + i for i, n in enumerate(shape) if n == 1 and g.shape[extra + i] != 1]
    return np.add.reduce(g, axis=(*range(extra), *repeated)).reshape(shape)


def _as_tensors(node: Node, saved: tuple[Any, ...]) -> tuple[Any, ...]:
    """The saved arrays as tensors with their place in the graph, so that rules are recorded."""
    makers = (*node.parents, node)
    return tuple(
        array if array is None or maker is None else Tensor._of(array, maker)
        for array, maker in zip(saved, makers, strict=True)
    )


def _freed(node: Node) -> GraphError:
    return GraphError(
        f"the graph behind {node.name} was freed by an earlier backward",
        "Pass retain_graph=True to the earlier one, or compute the value again.",
    )
