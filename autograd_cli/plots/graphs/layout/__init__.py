"""A layered layout of graphs, from top to bottom: Sugiyama's method, with frames around nodes."""

from collections.abc import Sequence

from autograd_cli.plots.graphs.layout.columns import columns
from autograd_cli.plots.graphs.layout.coordinates import across
from autograd_cli.plots.graphs.layout.curves import controls
from autograd_cli.plots.graphs.layout.headings import headings
from autograd_cli.plots.graphs.layout.heights import down
from autograd_cli.plots.graphs.layout.layers import layers
from autograd_cli.plots.graphs.layout.model import Box, Frame, Link, Node, Places, Point, Route
from autograd_cli.plots.graphs.layout.ordering import order
from autograd_cli.plots.graphs.layout.routes import HEAD, routes
from autograd_cli.plots.graphs.layout.rows import rows

__all__ = [
    "HEAD",
    "Box",
    "Frame",
    "Link",
    "Node",
    "Places",
    "Point",
    "Route",
    "controls",
    "place",
]


def place(nodes: Sequence[Node], links: Sequence[Link], frames: Sequence[Frame] = ()) -> Places:
    """The place of everything; links go down, and each frame is in the path of some node."""
    made = rows(nodes, links, layers(nodes, links, len(frames)))
    order(made)
    sideways = across(made, columns(made), links, frames)
    downwards = down(made, sideways.middles)
    boxes = tuple(
        Box(sideways.middles[number] - node.width / 2, middle - node.height / 2, *_size(node))
        for number, node in enumerate(nodes)
        for middle in [sum(downwards.rows[made.row[number]]) / 2]
    )
    framed = tuple(
        Box(left, top, right - left, bottom - top)
        for (left, right), (top, bottom) in zip(sideways.frames, downwards.frames, strict=True)
    )
    ways = routes(made, links, sideways.middles, downwards, boxes)
    heads = headings(framed, [frame.width for frame in frames], ways)
    return Places(sideways.width, downwards.height, boxes, ways, framed, heads)


def _size(node: Node) -> tuple[float, float]:
    return node.width, node.height
