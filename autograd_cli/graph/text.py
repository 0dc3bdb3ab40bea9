"""How values are written: numbers, arrays, and what stands in front of them."""

from typing import Any

import numpy as np

from autograd_cli.engine import Array
from autograd_cli.graph.model import Edge, Graph, Value

WHOLE = 12  # numbers of an array that is written whole


def written(array: Array, digits: int = 6, *, most: int = WHOLE) -> str:
    """`1.5`, `[[1, 2], [3, 4]]`, or of more than `most` numbers `from -1.2 to 3.4` or `all 0`.

    A single number has all its digits if there are to be 0.
    """
    if array.size == 0:
        return "empty"
    if array.size <= most:
        return _nested(array, digits)
    if array.dtype == bool:
        return f"{np.count_nonzero(array)} of {array.size} true"
    finite = array[np.isfinite(array)]
    text = "none finite" if finite.size == 0 else _range(finite, digits)
    return text if finite.size in (0, array.size) else f"{text}, not all finite"


def shape_of(shape: tuple[int, ...]) -> str:
    """`4x3`, as people say a shape; `1` of a single number."""
    return "x".join(map(str, shape)) or "1"


def heading(value: Value) -> str:
    """What a value is called: `x`, `multiply`, `conv1: Conv2d weight 6x3x5x5, bias 6`."""
    if value.kind == "module":
        shapes = [f"{_last(name)} {shape_of(s)}" for name, s in (value.params or {}).items()]
        kind = f": {value.op}" if value.op else ""
        return f"{value.name}{kind} {', '.join(shapes)}".rstrip()
    return value.name


def computed(value: Value, inputs: list[Edge]) -> str:
    """From which values, by number: `#2 + #4`, `relu(#3)`; nothing for what no op made."""
    numbers = [f"#{edge.source}" for edge in inputs]
    if not numbers:
        return ""
    if value.sign:
        return f" {value.sign} ".join(numbers) if len(numbers) > 1 else value.sign + numbers[0]
    return f"{value.name}({', '.join(numbers)})"


def edges_into(graph: Graph) -> dict[int, list[Edge]]:
    """The edges of every value's inputs, in their order."""
    found: dict[int, list[Edge]] = {value.number: [] for value in graph.values}
    for edge in graph.edges:
        found[edge.target].append(edge)
    return found


def edges_out_of(graph: Graph) -> dict[int, list[Edge]]:
    """The edges to every value's users along which a gradient flows."""
    found: dict[int, list[Edge]] = {value.number: [] for value in graph.values}
    for edge in graph.edges:
        if edge.cotangent is not None:
            found[edge.source].append(edge)
    return found


def _range(finite: Array, digits: int) -> str:
    lowest, highest = (_number(bound, digits) for bound in (finite.min(), finite.max()))
    return f"all {lowest}" if lowest == highest else f"from {lowest} to {highest}"


def _nested(array: Array, digits: int) -> str:
    if array.ndim == 0:
        return _number(array[()], digits)
    return f"[{', '.join(_nested(row, digits or 9) for row in array)}]"


def _number(x: Any, digits: int) -> str:
    if isinstance(x, np.bool_):
        return str(x).lower()
    if not isinstance(x, np.floating):
        return str(x)
    x = x + x.dtype.type(0)  # -0 is 0
    return format(x, f".{digits}g") if digits else str(x).removesuffix(".0")


def _last(path: str) -> str:
    return path.rpartition(".")[2]
