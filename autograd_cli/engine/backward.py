"""Gradients on a graph: `Tensor.backward`, the graph's side of `grad`, and a trainer's."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd_cli.engine.dispatch import bind
from autograd_cli.engine.errors import GraphError, ShapeError
from autograd_cli.engine.node import Node
from autograd_cli.engine.sweep import sweep
from autograd_cli.engine.tensor import Array, Tensor, TensorLike
from autograd_cli.engine.unwrap import array_of, node_of


def backward(self: Tensor, gradient: TensorLike | None = None, retain_graph: bool = False) -> None:
    """Add d(self)/d(leaf), contracted with `gradient`, to `grad` of every leaf of the graph.

    `gradient` is the cotangent of this tensor, of its shape; it may be left out for a single
    number. The graph is freed on the way unless `retain_graph`.

    Raises GraphError if the graph was freed or no leaf requires a gradient, ShapeError if
    `gradient` does not fit.
    """
    node = node_of(self, "the tensor that backward starts from")
    g = _cotangent(self, gradient, "gradient")
    for leaf, found in sweep([(node, array_of(g))], free=not retain_graph).items():
        # The first time a copy: the array may be the user's own, or another leaf's gradient too.
        new = np.array(found, dtype=leaf.dtype)
        leaf.grad = new if leaf.grad is None else np.asarray(leaf.grad + new)


def gradients_on_graph(
    outputs: Tensor | Sequence[Tensor],
    inputs: Tensor | Sequence[Tensor],
    grad_outputs: Any,
    *,
    create_graph: bool,
    retain_graph: bool | None,
    allow_unused: bool,
) -> tuple[Tensor | None, ...]:
    """What `grad(outputs, inputs)` returns; see there."""
    if isinstance(outputs, Tensor):
        outputs, grad_outputs = [outputs], [grad_outputs]
    elif grad_outputs is None:
        grad_outputs = [None] * len(outputs)
    if len(grad_outputs) != len(outputs):
        raise ShapeError(f"{len(grad_outputs)} grad_outputs for {len(outputs)} outputs")
    sources = [inputs] if isinstance(inputs, Tensor) else inputs
    wanted = [node_of(x, "input {} of grad", i) for i, x in enumerate(sources)]
    roots = []
    for i, (output, g) in enumerate(zip(outputs, grad_outputs, strict=True)):
        node = node_of(output, "output {} of grad", i)
        g = _cotangent(output, g, "grad_outputs[{}]", i)
        roots.append((node, g if create_graph else array_of(g)))
    free = not (create_graph if retain_graph is None else retain_graph)
    found = sweep(roots, wanted=wanted, free=free, record=create_graph)
    for i, node in enumerate(wanted):
        if node not in found and not allow_unused:
            raise GraphError(
                f"no output depends on input {i} of grad",
                "Compute the outputs from this very tensor, not from a copy or a detached one; "
                "or pass allow_unused=True to get None for it.",
            )
    return tuple(_as_result(found.get(node), node) for node in wanted)


def _as_result(g: Any, node: Node) -> Tensor | None:
    if g is None or isinstance(g, Tensor):
        return g
    return Tensor._of(np.array(g, node.dtype), None)


def gradients(output: Tensor, leaves: Sequence[Tensor]) -> list[Array]:
    """The gradient of one number with respect to each leaf: what a training step needs, fast.

    Returns plain arrays, to be read and not kept: they may share memory with each other.
    Raises GraphError if a leaf has no part in the output or the graph was freed.
    """
    node = node_of(output, "the output")
    found = sweep([(node, array_of(_cotangent(output, None, "a cotangent")))], free=True)
    try:
        return [found[leaf._node] for leaf in leaves]  # type: ignore[index]  # None is not found
    except KeyError:
        raise GraphError(
            "the output does not depend on every leaf",
            "Compute it from these very tensors, not from copies or detached ones.",
        ) from None


def _cotangent(output: Tensor, given: Any, role: str, number: int = 0) -> Any:
    if given is None:
        if output.size != 1:
            raise ShapeError(
                f"{role.format(number)} is needed for an output of shape {output.shape}",
                "Pass the cotangent, of that shape, or reduce the output to one number first.",
            )
        return np.ones(output.shape, output.dtype)
    fits = isinstance(given, Tensor) or (type(given) is np.ndarray and given.dtype == output.dtype)
    g = given if fits else Tensor(given)
    if g.shape != output.shape:
        raise ShapeError(
            f"{role.format(number)} has shape {g.shape}, the output has {output.shape}"
        )
    return g if g.dtype == output.dtype else g.astype(output.dtype)


bind(Tensor, backward=backward)
