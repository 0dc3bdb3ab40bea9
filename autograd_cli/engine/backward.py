"""The reverse sweep, written once for every op, and the two ways to ask for it."""

from collections.abc import Collection, Sequence
from heapq import heappop, heappush
from typing import Any

import numpy as np

from autograd_cli.engine.errors import GraphError, RuleError, ShapeError
from autograd_cli.engine.node import Node, recorded
from autograd_cli.engine.tensor import Array, Tensor, TensorLike


def backward(output: Tensor, gradient: TensorLike | None, retain_graph: bool) -> None:
    """See Tensor.backward."""
    node = _node_of(output, "the tensor that backward starts from")
    g = _cotangent(output, gradient, "gradient")
    for leaf, found in sweep([(node, _array(g))], free=not retain_graph).items():
        # The first time a copy: the array may be the user's own, or another leaf's gradient too.
        new = np.array(found, dtype=leaf.dtype)
        leaf.grad = new if leaf.grad is None else leaf.grad + new


def grad(
    outputs: Tensor | Sequence[Tensor],
    inputs: Tensor | Sequence[Tensor],
    grad_outputs: Any = None,
    create_graph: bool = False,
    *,
    retain_graph: bool | None = None,
) -> tuple[Tensor, ...]:
    """The gradient of `outputs` with respect to each of `inputs`; every `.grad` is left alone.

    `grad_outputs` is the cotangent, of the shape of the output, or a sequence of them if `outputs`
    is a sequence; it may be left out for outputs of one element. With `create_graph` the gradients
    can be differentiated again. The graph is freed unless `retain_graph` (default: `create_graph`).

    Returns one tensor per input, of its shape: a tuple even for a single input.
    Raises GraphError if an input requires no gradient or no output depends on it, or the graph was
    freed; ShapeError if a cotangent does not fit its output.
    """
    if isinstance(outputs, Tensor):
        outputs, grad_outputs = [outputs], [grad_outputs]
    elif grad_outputs is None:
        grad_outputs = [None] * len(outputs)
    if len(grad_outputs) != len(outputs):
        raise ShapeError(f"{len(grad_outputs)} grad_outputs for {len(outputs)} outputs")
    sources = [inputs] if isinstance(inputs, Tensor) else inputs
    wanted = [_node_of(x, f"input {i} of grad") for i, x in enumerate(sources)]
    roots = []
    for i, (output, g) in enumerate(zip(outputs, grad_outputs, strict=True)):
        g = _cotangent(output, g, f"grad_outputs[{i}]")
        roots.append((_node_of(output, f"output {i} of grad"), g if create_graph else _array(g)))
    free = not (create_graph if retain_graph is None else retain_graph)
    with recorded(create_graph):
        found = sweep(roots, wanted=frozenset(wanted), free=free, record=create_graph)
    for i, node in enumerate(wanted):
        if node not in found:
            raise GraphError(
                f"no output depends on input {i} of grad",
                "Compute the outputs from this very tensor, not from a copy or a detached one.",
            )
    results = [found[node] for node in wanted]
    return tuple(g if isinstance(g, Tensor) else Tensor._of(np.array(g), None) for g in results)


def gradients(output: Tensor, leaves: Sequence[Tensor]) -> list[Array]:
    """The gradient of one number with respect to each leaf: what a training step needs, fast.

    Returns plain arrays, to be read and not kept: they may share memory with each other.
    Raises GraphError if a leaf has no part in the output or the graph was freed.
    """
    node = _node_of(output, "the output")
    found = sweep([(node, _array(_cotangent(output, None, "a cotangent")))], free=True)
    try:
        return [found[leaf._node] for leaf in leaves]  # type: ignore[index]  # None is not found
    except KeyError:
        raise GraphError("the output does not depend on every leaf") from None


def sweep(
    roots: Sequence[tuple[Node, Any]],
    *,
    wanted: Collection[Node] | None = None,
    free: bool,
    record: bool = False,
) -> dict[Node, Any]:
    """Carry cotangents from the roots back through the graph.

    Returns the cotangent of every node in `wanted` that was reached, by default of every leaf. They
    are ndarrays or NumPy scalars, or tensors when the rules are to `record` their own graph; they
    may share memory with each other.
    """
    oldest = 0 if wanted is None else min((node.order for node in wanted), default=0)
    found: dict[Node, Any] = {}
    cotangents: dict[Node, Any] = {}
    heap: list[tuple[int, Node]] = []  # ops, the youngest first: no op before all its users
    for node, g in roots:
        _deliver(g, node, cotangents, heap)
    while heap:
        node = heappop(heap)[1]
        g = cotangents.pop(node)
        if wanted is not None and node in wanted:
            found[node] = g
        saved = node.saved
        if saved is None:
            raise _freed(node)
        if record:
            saved = _as_tensors(node, saved)
        rules = node.function.rules if node.function else ()
        for parent, rule in zip(node.parents, rules, strict=True):
            if parent is None or parent.order < oldest:
                continue
            vjp, reads, params, shape = rule  # type: ignore[misc]  # apply refused inputs without
            arguments = [saved[i] for i in reads]
            if params or shape:
                keywords = {name: node.params[name] for name in params}
                if shape:
                    keywords[shape] = parent.shape
                g_parent = vjp(g, *arguments, **keywords)
            else:
                g_parent = vjp(g, *arguments)
            if g_parent.shape != parent.shape:
                g_parent = _sum_to(parent.shape, g_parent, vjp)
            _deliver(g_parent, parent, cotangents, heap)
        if free:
            node.saved, node.parents = None, ()
    # Only leaves are left.
    return found | {n: g for n, g in cotangents.items() if wanted is None or n in wanted}


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
    extra = g.ndim - len(shape)
    if g.shape[extra:] == shape:
        return np.add.reduce(g, axis=tuple(range(extra)))
    fits = extra >= 0 and all(
        n in (1, m) for n, m in zip(shape, g.shape[max(extra, 0) :], strict=extra >= 0)
    )
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


def _node_of(tensor: Tensor, role: str) -> Node:
    if tensor._node is None:
        raise GraphError(
            f"{role} does not require a gradient",
            "Make it, or a tensor it is computed from, with requires_grad=True, outside no_grad().",
        )
    return tensor._node


def _cotangent(output: Tensor, given: Any, role: str) -> Any:
    if given is None:
        if output.size != 1:
            raise ShapeError(
                f"{role} is needed for an output of shape {output.shape}",
                "Pass the cotangent, of that shape, or reduce the output to one number first.",
            )
        return np.ones(output.shape, output.dtype)
    g = given if isinstance(given, Tensor) else Tensor(given)
    if g.shape != output.shape:
        raise ShapeError(f"{role} has shape {g.shape}, the output has {output.shape}")
    return g


def _array(g: Any) -> Array:
    array: Array = g.data if isinstance(g, Tensor) else g
    return array


def _freed(node: Node) -> GraphError:
    name = node.function.__name__ if node.function else "a leaf"
    return GraphError(
        f"the graph behind {name} was freed by an earlier backward",
        "Pass retain_graph=True to the earlier one, or compute the value again.",
    )
