"""A graph for programs."""

import math
from typing import Any

import numpy as np

from autograd_cli.engine import Array
from autograd_cli.graph.model import Edge, Graph, Value

_MOST = 1000  # numbers of an array that is there whole


def as_json(graph: Graph) -> dict[str, Any]:
    """`nodes` and `edges` as objects that JSON has.

    Arrays are nested lists, those of more than a thousand numbers their `lowest` and `highest`; NaN
    and the infinities are texts.
    """
    return {
        "title": graph.title,
        "outputs": list(graph.outputs),
        "nodes": [_node(value) for value in graph.values],
        "edges": [_edge(edge) for edge in graph.edges],
    }


def _node(value: Value) -> dict[str, Any]:
    return {
        "number": value.number,
        "kind": value.kind,
        "name": value.name,
        "op": value.op,
        "sign": value.sign,
        "formula": value.formula,
        "params": {name: plain(x) for name, x in (value.params or {}).items()},
        "module": list(value.module),
        "ops": value.inside,
        "shape": list(value.shape),
        "dtype": str(value.value.dtype),
        "value": array(value.value),
        "gradient": array(value.gradient),
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "source": edge.source,
        "target": edge.target,
        "position": edge.position,
        "name": edge.name,
        "rule": edge.rule,
        "local": edge.local,
        "cotangent": array(edge.cotangent),
        "summed_from": plain(edge.summed_from),
    }


def array(x: Array | None) -> Any:
    """The numbers of an array, or their bounds."""
    if x is None:
        return None
    if x.size <= _MOST:
        return plain(x.tolist())
    lowest, highest = (plain(bound.item()) for bound in (np.min(x), np.max(x)))
    return {"lowest": lowest, "highest": highest}


def plain(x: Any) -> Any:
    """What JSON has for a value; the text of what it has nothing for."""
    if isinstance(x, (list, tuple)):
        return [plain(part) for part in x]
    if isinstance(x, np.ndarray):
        return array(x)
    if isinstance(x, float) and not math.isfinite(x):
        return str(x)
    return x if isinstance(x, (str, int, float, bool)) or x is None else str(x)
