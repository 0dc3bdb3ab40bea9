"""Watching for the first NaN or infinity, and for arrays that somebody writes into."""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.engine.changes import input_name, named
from autograd_cli.engine.errors import AnomalyError, GraphError
from autograd_cli.engine.node import Node
from autograd_cli.engine.places import calling_place
from autograd_cli.engine.record import observed_by
from autograd_cli.engine.tensor import Tensor

if TYPE_CHECKING:
    from autograd_cli.engine.function import Function


@contextmanager
def detect_anomaly() -> Iterator[None]:
    """Within it, the first NaN or infinity is an error that names the op and the line.

    Every op and, if `backward` or `grad` is called within it too, every rule is watched: one that
    makes a NaN out of none, or an infinity out of finite numbers, raises AnomalyError. What is
    given as a constant or a leaf is taken as meant. Besides, an array that was written into
    (`t.data[0] = 1`) although a rule still needs it raises GraphError. It is slow; for debugging.
    """
    with observed_by(_Watch()):
        yield


class _Watch:
    """The observer of detect_anomaly."""

    def __init__(self) -> None:
        self.in_rule = False  # what goes wrong there is told of the rule, not of an op within it

    def after_op(
        self, op: "type[Function]", inputs: tuple[Any, ...], params: dict[str, Any], y: Tensor
    ) -> None:
        found = _new_trouble(y._data, inputs)
        if found and not self.in_rule:
            raise AnomalyError(
                f"{found} first appeared in the value of {op.__name__}, at {calling_place()}",
                f"Its inputs: {', '.join(map(_summary, inputs))}.",
            )
        node = y._node
        if node is not None and node.saved is not None:
            extras = node.with_extras()
            extras.place = calling_place()
            extras.prints = tuple(_print_of(array) for array in node.saved)

    def before_rule(self, node: Node, position: int, g: Any) -> None:
        self.in_rule = True

    def after_rule(self, node: Node, position: int, g: Any, result: Any) -> None:
        self.in_rule = False
        if result is None:
            return
        read = (array for array in node.saved or () if array is not None)
        found = _new_trouble(result, (g, *read))
        if found:
            place = node.extras.place if node.extras else None
            saved = [_summary(array) for array in node.saved or () if array is not None]
            raise AnomalyError(
                f"{found} first appeared in the derivative of {node.name} with respect to "
                f"{input_name(node, position)}, "
                f"called at {place or 'a line outside of detect_anomaly'}",
                f"The cotangent: {_summary(g)}. What the rules read: {', '.join(saved)}.",
            )


def refuse_rewritten(node: Node, saved: Iterable[Any]) -> None:
    """Raise GraphError if a saved array is not what it was when the op was watched."""
    extras = node.extras
    if extras is None or not extras.prints:
        return
    for position, (array, before) in enumerate(zip(saved, extras.prints, strict=True)):
        if before is not None and _print_of(array) != before:
            raise GraphError(
                f"{named(node, position)} was written into after the op, at {extras.place}, and "
                f"before the backward sweep, at {calling_place()}",
                "Its derivative needs the value from before: compute a new array instead.",
            )


def _new_trouble(result: Any, inputs: Iterable[Any]) -> str:
    """'a NaN' or 'an infinity' if the result has one that the inputs do not explain, or ''."""
    array = _plain(result)
    if array.dtype.kind not in "fc" or np.isfinite(array).all():
        return ""
    given = [_plain(x) for x in inputs]
    numbers = [x for x in given if x.dtype.kind in "fc"]
    if np.isnan(array).any() and not any(np.isnan(x).any() for x in numbers):
        return "a NaN"
    return "" if not all(np.isfinite(x).all() for x in numbers) else "an infinity"


def _summary(x: Any) -> str:
    array = _plain(x)
    if array.size <= 8:
        return np.array2string(array, separator=", ", threshold=8).replace("\n", "")
    return f"{array.shape} from {np.nanmin(array):.6g} to {np.nanmax(array):.6g}"


def _print_of(array: Any) -> int | None:
    return zlib.crc32(array.tobytes()) if isinstance(array, np.ndarray) else None


def _plain(x: Any) -> np.ndarray[Any, Any]:
    return x._data if isinstance(x, Tensor) else np.asarray(x)
