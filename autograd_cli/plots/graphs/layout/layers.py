"""The layer of each node: every link goes down, and all of them together as little as possible."""

from collections.abc import Iterator, Sequence

from autograd_cli.plots.graphs.layout.model import Link, Node
from autograd_cli.plots.graphs.layout.programme import least

_EARLY = 0.001  # a preference among layers that are as good as each other


def layers(nodes: Sequence[Node], links: Sequence[Link], frames: int) -> list[int]:
    """The layer of each node, from 0; what enters a frame comes from above all of it."""
    apart = {(link.source, link.target): 1.0 for link in links}
    costs = [cost for link in links for cost in ((link.target, 1.0), (link.source, -1.0))]
    kept = set(range(frames))
    while True:
        around = dict(_around(nodes, links, kept))
        circular = _circular(len(nodes) + 2 * frames, [*apart, *around])
        closed = {f for f in kept if circular[_top(nodes, f)] or circular[_bottom(nodes, f)]}
        if not closed:
            break
        kept -= closed
    ground = len(nodes) + 2 * frames
    for node in range(len(nodes)):
        apart[ground, node] = 0.0
        costs += [(node, _EARLY), (ground, -_EARLY)]
    found = least(ground + 1, apart=apart | around, costs=costs)
    return [round(layer - found[ground]) for layer in found[: len(nodes)]]


def _top(nodes: Sequence[Node], frame: int) -> int:
    return len(nodes) + 2 * frame


def _bottom(nodes: Sequence[Node], frame: int) -> int:
    return len(nodes) + 2 * frame + 1


def _around(
    nodes: Sequence[Node], links: Sequence[Link], kept: set[int]
) -> Iterator[tuple[tuple[int, int], float]]:
    """Frames have a top and a bottom, with what they hold between, and the rest not."""
    for number, node in enumerate(nodes):
        for frame in kept.intersection(node.path):
            yield (_top(nodes, frame), number), 0.0
            yield (number, _bottom(nodes, frame)), 0.0
    for link in links:
        above, below = set(nodes[link.source].path), set(nodes[link.target].path)
        for entered in kept & (below - above):
            yield (link.source, _top(nodes, entered)), 1.0
        for left in kept & (above - below):
            yield (_bottom(nodes, left), link.target), 1.0


def _circular(size: int, arcs: Sequence[tuple[int, int]]) -> list[bool]:
    """Which of `size` points are on a cycle of arcs."""
    from scipy.sparse import coo_matrix  # heavy
    from scipy.sparse.csgraph import connected_components

    if not arcs:
        return [False] * size
    starts, ends = zip(*arcs, strict=True)
    graph = coo_matrix(([1] * len(arcs), (starts, ends)), shape=(size, size))
    _, part = connected_components(graph, connection="strong")
    counts: dict[int, int] = {}
    for number in part:
        counts[number] = counts.get(number, 0) + 1
    return [counts[number] > 1 for number in part]
