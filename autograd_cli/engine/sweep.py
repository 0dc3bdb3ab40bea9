"""The reverse sweep, written once for every op; broadcasting is undone on the way."""

from collections.abc import Collection, Sequence
from heapq import heappop, heappush
from typing import Any

from autograd_cli.engine.anomaly import refuse_rewritten
from autograd_cli.engine.changes import changes, refuse_changed
from autograd_cli.engine.errors import GraphError
from autograd_cli.engine.fitting import fitted
from autograd_cli.engine.function import rule_at
from autograd_cli.engine.hooks import run_hooks
from autograd_cli.engine.node import Node
from autograd_cli.engine.record import OBSERVED, RECORDING, current_mode, recorded, run_observed
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
    mode = current_mode()
    if record and not mode & RECORDING:
        with recorded(True):
            return sweep(roots, wanted=wanted, free=free, record=True)
    observed = mode & OBSERVED
    oldest = 0
    if wanted is not None:
        wanted = frozenset(wanted)
        oldest = min([node.order for node in wanted], default=0)
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
        if node.order <= oldest:
            continue  # nothing is wanted behind it: its part of the graph stays as it is
        saved = node.saved
        if saved is None or node.order < changes.latest or node.extras is not None:
            saved = checked_saved(node)
        if record:
            saved = _as_tensors(node, saved)
        function: Any = node.function
        rules = rules_of(node) if function.variadic else function.rules
        for position, parent in enumerate(node.parents):
            if parent is None or parent.order < oldest:
                continue
            vjp, reads, params, shape = rules[position]
            arguments = [saved[i] for i in reads]
            if params or shape:
                keywords = {name: node.params[name] for name in params}
                if shape:
                    keywords[shape] = parent.shape
                if observed:
                    g_parent = run_observed(vjp, node, position, g, arguments, keywords)
                else:
                    g_parent = vjp(g, *arguments, **keywords)
            elif observed:
                g_parent = run_observed(vjp, node, position, g, arguments, {})
            else:
                g_parent = vjp(g, *arguments)
            if (
                getattr(g_parent, "shape", None) != parent.shape
                or g_parent.dtype is not parent.dtype
            ):
                g_parent = fitted(g_parent, parent.shape, parent.dtype, vjp)
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


def checked_saved(node: Node) -> tuple[Any, ...]:
    """What a node has saved. Raises GraphError if it was freed, or an array was written into."""
    saved = node.saved
    if saved is None:
        raise GraphError(
            f"the graph behind {node.name} was freed by an earlier backward",
            "Pass retain_graph=True to the earlier one, or compute the value again.",
        )
    if node.order < changes.latest:
        refuse_changed(node, saved)
    if node.extras is not None:
        refuse_rewritten(node, saved)
    return saved


def rules_of(node: Node) -> Sequence[Any]:
    """The rule of each input of a node's op, or None."""
    function: Any = node.function
    if function.variadic:
        count = len(node.parents)
        return [rule_at(function.rules[0], i, count) for i in range(count)]
    rules: Sequence[Any] = function.rules
    return rules


def _as_tensors(node: Node, saved: tuple[Any, ...]) -> tuple[Any, ...]:
    """The saved arrays as tensors with their place in the graph, so that rules are recorded."""
    makers = (*node.parents, node)
    return tuple(
        array if array is None or maker is None else Tensor._of(array, maker)
        for array, maker in zip(saved, makers, strict=False)  # nothing may be saved
    )
