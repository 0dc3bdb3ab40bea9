"""Graphs to draw, made by hand."""

import numpy as np
import pytest

from autograd_cli.graph import Edge, Graph, Value


@pytest.fixture(scope="session")
def product():
    """z = x w + 2 with x = 3 and w = (1, 2), the sum of whose elements has a gradient in x and w.

    The first result, x + 2, has none.
    """
    a = np.array
    values = (
        Value(0, "input", "x", a(3.0), gradient=a(3.0)),
        Value(1, "parameter", "layer.weight", a([1.0, 2.0]), gradient=a([3.0, 3.0])),
        Value(
            2,
            "op",
            "multiply",
            a([3.0, 6.0]),
            op="Mul",
            sign="*",
            formula="y = a b",
            module=("layer",),
            gradient=a([1.0, 1.0]),
        ),
        Value(3, "constant", "2", a(2.0)),
        Value(4, "op", "add", a(5.0), op="Add", sign="+", formula="y = a + b"),
        Value(
            5,
            "op",
            "add",
            a([5.0, 8.0]),
            op="Add",
            sign="+",
            formula="y = a + b",
            gradient=a([1.0, 1.0]),
        ),
    )
    edges = (
        Edge(0, 2, 0, "a", "da = g b", "∂y/∂a = b", a(3.0)),
        Edge(1, 2, 1, "b", "db = g a", "∂y/∂b = a", a([3.0, 3.0])),
        Edge(0, 4, 0, "a"),
        Edge(3, 4, 1, "b"),
        Edge(2, 5, 0, "a", "da = g", "∂y/∂a = 1", a([1.0, 1.0])),
        Edge(3, 5, 1, "b"),
    )
    return Graph("x w + 2", values, edges, (4, 5), {"layer": "Linear"})


@pytest.fixture(scope="session")
def alone():
    """A function that makes a graph of a single value."""

    def make(value):
        return Graph(value.name, (value,), (), (0,))

    return make


HOSTILE = (
    "<script>alert(1)</script>",
    "$x_1$ ^ \\frac",
    "\"a\" & 'b'",
    "long " * 50,
    "party \U0001f389",
    "\u05e9\u05dc\u05d5\u05dd",
    "\x00\x1b[31m\n",
    "\u202egnp",
    "\ud800",
    "]]>",
    "",
)


@pytest.fixture(scope="session")
def hostile():
    """Names of anybody's in every place that takes one."""
    a, last = np.array, len(HOSTILE)
    values = [
        Value(i, "parameter", name, a([1.0]), module=(name,), gradient=a([1.0]))
        for i, name in enumerate(HOSTILE)
    ]
    joined = " ".join(HOSTILE)
    values.append(
        Value(
            last,
            "op",
            joined,
            a([1.0]),
            op=joined,
            formula=joined,
            params={joined: joined},
            module=(joined,),
            gradient=a([1.0]),
        )
    )
    edges = [Edge(i, last, i, name, name, name, a([1.0])) for i, name in enumerate(HOSTILE)]
    return Graph(joined, tuple(values), tuple(edges), (last,), {joined: joined})
