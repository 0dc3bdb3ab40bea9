"""What is inside a tensor: its array, and its place in the graph."""

from typing import Any

from autograd_cli.engine.errors import GraphError
from autograd_cli.engine.node import Node
from autograd_cli.engine.tensor import Tensor


def array_of(x: Any) -> Any:
    """The array of a tensor; anything else as it is."""
    return x._data if isinstance(x, Tensor) else x


def node_of(tensor: Tensor, role: str, number: int = 0) -> Node:
    """The node of a tensor that has to have one.

    Raises GraphError if it requires no gradient; `role` begins the sentence, with `number` in it.
    """
    if not isinstance(tensor, Tensor) or tensor._node is None:
        raise GraphError(
            f"{role.format(number)} does not require a gradient",
            "Make it, or a tensor it is computed from, with requires_grad=True, outside no_grad().",
        )
    return tensor._node
