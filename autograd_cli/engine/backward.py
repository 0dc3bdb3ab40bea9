"""The ways to ask for gradients: `Tensor.backward`, `grad`, and `gradients` for a trainer."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd_cli.engine.dispatch import bind
from autograd_cli.engine.errors import GraphError, ShapeError
from autograd_cli.engine.node import Node
from autograd_cli.engine.record import recorded
from autograd_cli.engine.sweep import sweep
from autograd_cli.engine.tensor import Array, Tensor, TensorLike


def backward(self: Tensor, gradient: TensorLike | None = None, retain_graph: bool = False) -> None:
    """Add d(self)/d(leaf), contracted with `gradient`, to `grad` of every leaf of the graph.

    `gradient` is the cotangent of this tensor, of its shape; it may be left out for a single
    number. The graph is freed on the way unless `retain_graph`.

    Raises GraphError if the graph was freed or no leaf requires a gradient, ShapeError if
    `gradient` does not fit.
    """
    node = _node_of(self, "the tensor that backward starts from")
    g = _cotangent(self, gradient, "gradient")
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
    results = [(found[node], node.dtype) for node in wanted]
    return tuple(
        g if isinstance(g, Tensor) else Tensor._of(np.array(g, dtype), None) for g, dtype in results
    )


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


def _node_of(tensor: Tensor, role: str) -> Node:
    if not isinstance(tensor, Tensor) or tensor._node is None:
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
    return g if g.dtype == output.dtype else g.astype(output.dtype)


def _array(g: Any) -> Array:
    array: Array = g._data if isinstance(g, Tensor) else g
    return array


bind(Tensor, backward=backward)
