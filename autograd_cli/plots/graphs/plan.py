"""The places of a graph's nodes and edges: the same ones forward and in reverse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograd_cli.graph import Graph, Kind, Value
from autograd_cli.plots.graphs.contents import SMALL, Contents
from autograd_cli.plots.graphs.frames import Framed, framed
from autograd_cli.plots.graphs.layout import Frame, Link, Node, Places, place
from autograd_cli.plots.graphs.lines import size
from autograd_cli.plots.graphs.looks import PADDING, RESULT
from autograd_cli.plots.graphs.ruler import Ruler

_LEAST_WIDTH, _LEAST_HEIGHT = 30.0, 26.0
_BESIDE_LABEL, OVER_LABEL = 3.0, 2.0
# How straight the links from each kind are: most those from what is computed.
_STRENGTHS: dict[Kind, float] = {"op": 8, "module": 8, "input": 4, "parameter": 1, "constant": 1}
_HEADING_ROOM = 200.0


@dataclass(frozen=True)
class Plan:
    """Where everything is, and the headings of the frames."""

    places: Places
    headings: tuple[str, ...]


def planned(graph: Graph, ruler: Ruler) -> Plan:
    """Room for all that is written, forward or in reverse."""
    both = [Contents(graph, ruler, reverse=reverse) for reverse in (False, True)]
    frames = framed(graph)
    headings = tuple(_heading(graph, module, ruler) for module in frames.modules)
    places = place(
        [_node(graph, value, both, frames, ruler) for value in graph.values],
        list(_links(graph, both, ruler)),
        [Frame(ruler.width(heading, SMALL)) for heading in headings],
    )
    return Plan(places, headings)


def _node(
    graph: Graph, value: Value, both: Sequence[Contents], frames: Framed, ruler: Ruler
) -> Node:
    sizes = [size(contents.node(value), ruler) for contents in both]
    widths, heights = zip(*sizes, strict=True)
    across, down = PADDING[value.kind]
    more = 2 * RESULT if value.number in graph.outputs else 0
    return Node(
        max(_LEAST_WIDTH, max(widths) + 2 * across) + more,
        max(_LEAST_HEIGHT, max(heights) + 2 * down) + more,
        frames.paths[value.number],
    )


def _links(graph: Graph, both: Sequence[Contents], ruler: Ruler) -> Iterator[Link]:
    counts: dict[int, int] = {}
    for edge in graph.edges:
        counts[edge.target] = counts.get(edge.target, 0) + 1
    places: dict[int, int] = {}
    for edge in graph.edges:
        number = places[edge.target] = places.get(edge.target, -1) + 1
        sizes = [size(contents.edge(edge), ruler) for contents in both]
        width, height = (max(found) for found in zip(*sizes, strict=True))
        yield Link(
            edge.source,
            edge.target,
            2 * (number + 1) / (counts[edge.target] + 1) - 1,
            _STRENGTHS[graph.values[edge.source].kind],
            (width + 2 * _BESIDE_LABEL, height + 2 * OVER_LABEL) if height else None,
        )


def _heading(graph: Graph, module: str, ruler: Ruler) -> str:
    kind = graph.modules.get(module, "")
    return ruler.fitted(f"{module} {kind}".strip(), _HEADING_ROOM, SMALL)
