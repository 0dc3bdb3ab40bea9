"""Trees: nested tuples, lists and dicts with arrays, numbers or tensors at their leaves."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from autograd_cli.engine.errors import ShapeError


def leaves(tree: Any) -> list[Any]:
    """The leaves from left to right; None has none, and a dict keeps its own order."""
    return list(_walk(tree))


def with_leaves(tree: Any, new: Sequence[Any]) -> Any:
    """A tree of the same structure with other leaves, in the order of `leaves`."""
    remaining = iter(new)
    return map_leaves(lambda _: next(remaining), tree)


def map_leaves(f: Callable[[Any], Any], tree: Any) -> Any:
    """The tree of `f(leaf)`."""
    if tree is None:
        return None
    if isinstance(tree, dict):
        return {key: map_leaves(f, child) for key, child in tree.items()}
    if isinstance(tree, (tuple, list)):
        children = [map_leaves(f, child) for child in tree]
        if hasattr(tree, "_fields"):  # a named tuple
            return type(tree)(*children)
        return tuple(children) if isinstance(tree, tuple) else children
    return f(tree)


def matching_leaves(tree: Any, model: Any, role: str) -> list[Any]:
    """The leaves of a tree that must be built like `model`; raises ShapeError if it is not."""
    if _structure(tree) != _structure(model):
        raise ShapeError(
            f"{role} is built as {_structure(tree)}, and should be as {_structure(model)}",
            "Use the same tuples, lists and keys, with an array at each *.",
        )
    return list(_beside(tree, model))


def _walk(tree: Any) -> Iterator[Any]:
    if isinstance(tree, dict):
        tree = tree.values()
    elif not isinstance(tree, (tuple, list)):
        if tree is not None:
            yield tree
        return
    for child in tree:
        yield from _walk(child)


def _beside(tree: Any, model: Any) -> Iterator[Any]:
    """The leaves of a tree in the order of those of `model`, which may order its keys otherwise."""
    if isinstance(model, dict):
        for key, child in model.items():
            yield from _beside(tree[key], child)
    elif isinstance(model, (tuple, list)):
        for part, child in zip(tree, model, strict=True):
            yield from _beside(part, child)
    elif model is not None:
        yield tree


def _structure(tree: Any) -> str:
    if tree is None:
        return "None"
    if isinstance(tree, dict):
        items = sorted(f"{key!r}: {_structure(child)}" for key, child in tree.items())
        return f"{{{', '.join(items)}}}"
    if isinstance(tree, (tuple, list)):
        inside = ", ".join(map(_structure, tree))
        return f"[{inside}]" if isinstance(tree, list) else f"({inside})"
    return "*"
