"""A graph as a tree of lines, from the result to what it is made of."""

from collections.abc import Iterator

from autograd_cli.graph.model import Edge, Graph, Value
from autograd_cli.graph.text import edges_into, edges_out_of, heading, written


def tree(graph: Graph, *, reverse: bool = False) -> Iterator[str]:
    """A line for every value, below those that it is used in.

    What is used again is not repeated but referred to by its number. In `reverse` the lines tell
    how the gradient comes down the tree, and where none comes there is no line.
    """
    into = edges_into(graph)
    if reverse:
        into = {n: [e for e in edges if e.cotangent is not None] for n, edges in into.items()}
    users = edges_out_of(graph)
    seen: set[int] = set()
    pending: list[tuple[int, Edge | None, str, str]]
    for output in graph.outputs:
        pending = [(output, None, "", "")]
        while pending:
            number, edge, before, below = pending.pop()
            value, inputs = graph.values[number], into[number]
            if reverse:
                line = _backward(value, edge, users[number])
            else:
                line = _forward(value, again=number in seen and bool(inputs))
            yield f"{before}#{number} {line}"
            if number in seen:
                continue
            seen.add(number)
            for place, link in enumerate(reversed(inputs)):
                corner, under = ("├── ", "│   ") if place else ("└── ", "    ")
                pending.append((link.source, link, below + corner, below + under))


def _forward(value: Value, *, again: bool) -> str:
    name = heading(value)
    if again:
        return f"{name}, as above"
    shape = f" {value.shape}" if value.shape else ""
    text = written(value.value)
    if value.kind == "constant" and value.name == text:
        return name
    inside = f", {value.inside} ops" if value.inside > 1 else ""
    return f"{name}{shape}: {text}{inside}"


def _backward(value: Value, edge: Edge | None, users: list[Edge]) -> str:
    shape = f" {value.shape}" if value.shape else ""
    name = f"{heading(value)}{shape}"
    if edge is None:
        return f"{name}: gradient {_text(value)}"
    by = f", by {edge.local}" if edge.local else ""
    total = f"; gradient {_text(value)} in all" if len(users) > 1 else ""
    return f"{name}: {'' if edge.cotangent is None else written(edge.cotangent)}{by}{total}"


def _text(value: Value) -> str:
    return "none" if value.gradient is None else written(value.gradient)
