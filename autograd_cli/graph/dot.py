"""A graph in the language of graphviz."""

from collections.abc import Iterator, Mapping

from autograd_cli.graph.model import Edge, Graph, Value
from autograd_cli.graph.text import heading, written

_SHAPES = {"input": "ellipse", "parameter": "ellipse", "constant": "plaintext", "module": "box3d"}
_RED = "#d55e00"


def dot(graph: Graph, *, reverse: bool = False) -> str:
    """A digraph with a node for every value.

    In `reverse` the edges go back from the result, with what flows along them, and those along
    which something does are red.
    """
    lines = [
        "digraph {",
        f"  graph [label={_quoted(graph.title)}, labelloc=t, rankdir=LR]",
        '  node [shape=box, fontname="Helvetica"]',
        '  edge [fontname="Helvetica"]',
        *(f"  {value.number} [{_attributes(_node(value, reverse))}]" for value in graph.values),
        *(_edges(graph, reverse)),
        "}",
    ]
    return "\n".join([*lines, ""])


def _node(value: Value, reverse: bool) -> Mapping[str, str]:
    shown = value.gradient if reverse else value.value
    sign = f" ({value.sign})" if value.sign else ""
    first = f"{heading(value)}{sign}"
    shape = f"{value.shape} " if value.shape else ""
    second = f"{shape}{'no gradient' if shown is None else written(shown)}"
    alone = value.kind == "constant" and first == second
    found = {"label": first if alone else f"{first}\n{second}"}
    if value.kind in _SHAPES:
        found["shape"] = _SHAPES[value.kind]
    if reverse and value.gradient is not None:
        found["color"] = _RED
    return found


def _edges(graph: Graph, reverse: bool) -> Iterator[str]:
    for edge in graph.edges:
        ends = (edge.target, edge.source) if reverse else (edge.source, edge.target)
        yield f"  {ends[0]} -> {ends[1]} [{_attributes(_link(edge, reverse))}]"


def _link(edge: Edge, reverse: bool) -> Mapping[str, str]:
    if not reverse:
        return {"label": edge.name}
    if edge.cotangent is None:
        return {"style": "dashed"}
    label = "\n".join(line for line in (edge.local, written(edge.cotangent)) if line)
    return {"label": label, "color": _RED, "fontcolor": _RED}


def _attributes(found: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(text)}" for name, text in found.items())


def _quoted(text: str) -> str:
    r"""A string of graphviz, in which \N and its like would be commands."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
