"""A graph as a drawing: its heading and legend, frames, edges and nodes."""

from collections.abc import Iterator

from autograd_cli.graph import Graph
from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.graphs import edges
from autograd_cli.plots.graphs.contents import SMALL, Contents
from autograd_cli.plots.graphs.drawing import Drawing, Group, Part, Rounded, Text
from autograd_cli.plots.graphs.layout import Box, Places
from autograd_cli.plots.graphs.legend import legend
from autograd_cli.plots.graphs.lines import parts, size
from autograd_cli.plots.graphs.looks import shape
from autograd_cli.plots.graphs.plan import OVER_LABEL, planned
from autograd_cli.plots.graphs.ruler import Ruler
from autograd_cli.plots.graphs.told import about_edge, about_node
from autograd_cli.plots.style import FAINT, INK, RULE

_MARGIN = 20.0
_LEAST_ROOM = 440.0
_TITLE, _TITLE_LINE, _ABOUT_LINE = 16.0, 26.0, 22.0
_UNDER_LEGEND = 14.0
_MOST = 3000
_ABOUT = (
    "Forward: values flow down from the inputs to the result.",
    "In reverse: the gradient flows up from the result {0}.",
)
_TINTS = ("#F6F6F8", "#EDEDF1", "#E4E4EA")
_FRAME_CORNER, _HEADING_BASELINE = 8.0, 15.0


def composed(graph: Graph, *, reverse: bool) -> Drawing:
    """The graph in one drawing; that of its `reverse` has everything in the same place.

    Raises NoPictureError if there is nothing or far too much to draw.
    """
    if not graph.values:
        raise NoPictureError("the graph has no values to draw")
    if len(graph.values) > _MOST:
        raise NoPictureError(
            f"the graph has {len(graph.values)} values, and pictures show {_MOST} at most",
            "draw it collapsed by module, or write it as DOT or JSON",
        )
    ruler = Ruler(_texts(graph))
    contents = Contents(graph, ruler, reverse=reverse)
    plan = planned(graph, ruler)
    room = max(plan.places.width, _LEAST_ROOM)
    about = _ABOUT[reverse].format(contents.letter)
    heading = _heading(graph.title, about, ruler, room)
    top = _MARGIN + (_TITLE_LINE if graph.title else 0) + _ABOUT_LINE
    legends = [
        legend(graph, contents.letter, ruler, Box(_MARGIN, top, room, 0), reverse=reversed)
        for reversed in (False, True)
    ]
    top += max(height for _, height in legends) + _UNDER_LEGEND
    places = plan.places.moved(_MARGIN + (room - plan.places.width) / 2, top)
    groups = [
        Group("heading", "", tuple(heading)),
        Group("legend", "", tuple(legends[reverse][0])),
        *_frames(places, plan.headings),
        *_edges(graph, places, contents, ruler, reverse=reverse),
        *_nodes(graph, places, contents, ruler, reverse=reverse),
    ]
    bottom = top + places.height + _MARGIN
    return Drawing(graph.title, about, room + 2 * _MARGIN, bottom, tuple(groups))


def _texts(graph: Graph) -> Iterator[str]:
    """All that others have written and that is drawn."""
    yield graph.title
    for value in graph.values:
        yield from (value.name, value.op, value.formula, *value.module, *(value.params or ()))
    for edge in graph.edges:
        yield from (edge.name, edge.local, edge.rule)
    yield from graph.modules.values()


def _heading(title: str, about: str, ruler: Ruler, room: float) -> Iterator[Part]:
    y = _MARGIN
    for text, letters, color, line in (
        (title, _TITLE, INK, _TITLE_LINE),
        (about, SMALL, FAINT, _ABOUT_LINE),
    ):
        if text:
            shown = ruler.fitted(text, room, letters)
            width = ruler.width(shown, letters)
            yield Text(_MARGIN, y + letters, shown, letters, color, width, "start")
            y += line


def _frames(places: Places, headings: tuple[str, ...]) -> Iterator[Group]:
    for number, (box, head, words) in enumerate(
        zip(places.frames, places.heads, headings, strict=True)
    ):
        depth = sum(_holds(other, box) for other in places.frames[:number])
        tint = _TINTS[min(depth, len(_TINTS) - 1)]
        y = head.top + _HEADING_BASELINE
        yield Group(
            "frame",
            words,
            (
                Rounded(box, _FRAME_CORNER, tint, RULE, 1),
                Text(head.left, y, words, SMALL, FAINT, head.width, "start"),
            ),
        )


def _holds(outer: Box, inner: Box) -> bool:
    across = outer.left < inner.left and inner.right < outer.right
    return across and outer.top <= inner.top and inner.bottom <= outer.bottom


def _edges(
    graph: Graph, places: Places, contents: Contents, ruler: Ruler, *, reverse: bool
) -> Iterator[Group]:
    """Those that carry a gradient last: over the others."""
    drawn = sorted(
        zip(graph.edges, places.routes, strict=True),
        key=lambda found: found[0].cotangent is not None,
    )
    for edge, route in drawn:
        lines = contents.edge(edge)
        gap = size(lines, ruler)[1] + 2 * OVER_LABEL if lines else 0
        draw = edges.forward
        if reverse:
            draw = edges.still if edge.cotangent is None else edges.backward
        found: list[Part] = [*draw(route, gap)]
        if route.label:
            found += parts(lines, route.label.centre, ruler)
        yield Group("edge", about_edge(graph, edge), tuple(found))


def _nodes(
    graph: Graph, places: Places, contents: Contents, ruler: Ruler, *, reverse: bool
) -> Iterator[Group]:
    for value, place in zip(graph.values, places.nodes, strict=True):
        flows = value.gradient is not None if reverse else None
        result = value.number in graph.outputs
        yield Group(
            "node",
            about_node(value, contents.symbol(value)),
            (
                *shape(value.kind, place, flows=flows, result=result),
                *parts(contents.node(value), place.centre, ruler),
            ),
        )
