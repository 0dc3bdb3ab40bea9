"""Functions to be called with a gradient when the reverse sweep has it."""

from collections.abc import Callable
from typing import Any

from autograd_cli.engine.dispatch import bind
from autograd_cli.engine.errors import ShapeError
from autograd_cli.engine.node import Extras, Node
from autograd_cli.engine.tensor import Tensor
from autograd_cli.engine.unwrap import node_of

Hook = Callable[[Tensor], Any]


class HookHandle:
    """What `register_hook` returns; `remove()` takes the hook away again."""

    def __init__(self, extras: Extras, hook: Hook) -> None:
        if not callable(hook):
            raise TypeError(f"a hook is called with the gradient; {hook!r:.60} cannot be called")
        self.hook = hook
        self._extras = extras
        extras.hooks.append(self)

    def remove(self) -> None:
        """Take the hook away; a second time does nothing."""
        self._extras.hooks = [handle for handle in self._extras.hooks if handle is not self]


def run_hooks(extras: Extras, node: Node, g: Any) -> Any:
    """The cotangent of a node after its hooks, in the order in which they were registered.

    Raises ShapeError for a hook whose gradient has another shape.
    """
    for handle in tuple(extras.hooks):
        recorded = isinstance(g, Tensor)
        replaced = handle.hook(g if recorded else Tensor(g))
        if replaced is None:
            continue
        new = replaced if isinstance(replaced, Tensor) else Tensor(replaced)
        if new.shape != node.shape:
            raise ShapeError(
                f"a hook on the gradient of {node.name} returned shape {new.shape}, "
                f"the gradient has {node.shape}"
            )
        g = new if recorded else new._data
        if g.dtype != node.dtype:
            g = g.astype(node.dtype)
    return g


def register_hook(self: Tensor, hook: Hook) -> HookHandle:
    """Call `hook(gradient)` in every reverse sweep that reaches this tensor.

    It is given the whole gradient, as a tensor of this shape, and may return another in its place.
    Returns a handle whose `remove()` takes the hook away.
    Raises GraphError if this tensor requires no gradient, TypeError if `hook` is no function.
    """
    return HookHandle(node_of(self, "register_hook on a tensor that").with_extras(), hook)


def retain_grad(self: Tensor) -> None:
    """Let `backward` keep the gradient of this result of an op in `grad`, as that of a leaf.

    Raises GraphError if this tensor requires no gradient.
    """
    node = node_of(self, "retain_grad on a tensor that")
    if node.function is not None:
        node.with_extras().retains = True


bind(Tensor, register_hook=register_hook, retain_grad=retain_grad)
