"""The layers with all that needs room in them: boxes, labels, passing links, corners of frames."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from autograd_cli.plots.graphs.layout.model import Link, Node, Path

_PASSING = 2.0  # the width of a link


@dataclass
class Rows:
    """Vertices in rows from top to bottom, in each from left to right.

    The first vertices are the boxes of the nodes, in their order, `boxes` in all. `above` and
    `below` of a vertex are those in the next rows that a link joins it with, and where it enters
    the lower of the two. `chains` are the vertices of each link, from its source to its target.
    The rows `between` the layers are for labels.
    """

    rows: list[list[int]]
    boxes: int
    between: frozenset[int]
    row: list[int] = field(default_factory=list)
    width: list[float] = field(default_factory=list)
    height: list[float] = field(default_factory=list)
    path: list[Path] = field(default_factory=list)
    above: list[list[tuple[int, float]]] = field(default_factory=list)
    below: list[list[tuple[int, float]]] = field(default_factory=list)
    chains: list[list[int]] = field(default_factory=list)

    def add(self, row: int, width: float, height: float, path: Path) -> int:
        """A new vertex at the end of its row."""
        number = len(self.row)
        self.rows[row].append(number)
        self.row.append(row)
        self.width.append(width)
        self.height.append(height)
        self.path.append(path)
        self.above.append([])
        self.below.append([])
        return number

    def passed(self, link: int) -> int:
        """How many layers are between the ends of a link."""
        return sum(self.row[vertex] not in self.between for vertex in self.chains[link][1:-1])

    def extents(self) -> dict[int, tuple[int, int]]:
        """The first and the last row of each frame."""
        found: dict[int, tuple[int, int]] = {}
        for row, path in zip(self.row, self.path, strict=True):
            for frame in path:
                first, last = found.get(frame, (row, row))
                found[frame] = min(first, row), max(last, row)
        return found


def rows(nodes: Sequence[Node], links: Sequence[Link], layers: Sequence[int]) -> Rows:
    """Nodes in the rows of their layers, and rows for labels between them where there are any."""
    labelled = {layers[link.target] for link in links if link.label}
    places, count, between = [], 0, []
    for layer in range(max(layers) + 1):
        if layer in labelled:
            between.append(count)
            count += 1
        places.append(count)
        count += 1
    made = Rows([[] for _ in range(count)], len(nodes), frozenset(between))
    for node, layer in zip(nodes, layers, strict=True):
        made.add(places[layer], node.width, node.height, node.path)
    extents = made.extents()
    for link in links:
        _pass(made, link, extents)
    _fill(made, extents)
    return made


def _pass(made: Rows, link: Link, extents: dict[int, tuple[int, int]]) -> None:
    """A vertex for a link in each row between its ends; the last holds its label."""
    chain = [link.source]
    first, last = made.row[link.source] + 1, made.row[link.target]
    for row in range(first, last):
        width, height = _PASSING, 0.0
        if link.label and row == last - 1:
            width, height = link.label
        path = _around(made.path[link.source], made.path[link.target], row, extents)
        chain.append(made.add(row, width, height, path))
    chain.append(link.target)
    for upper, lower in pairwise(chain):
        place = link.place if lower == link.target else 0.0
        made.below[upper].append((lower, place))
        made.above[lower].append((upper, place))
    made.chains.append(chain)


def _around(source: Path, target: Path, row: int, extents: dict[int, tuple[int, int]]) -> Path:
    """The frames that a link is in at a row: it leaves by their bottom and enters by their top."""

    def there(path: Path) -> Path:
        return tuple(f for f in path if extents[f][0] <= row <= extents[f][1])

    leaving, entering = there(source), there(target)
    return max(entering, leaving, key=len)


def _fill(made: Rows, extents: dict[int, tuple[int, int]]) -> None:
    """Something of each frame in each of its rows, so that nothing else is put there."""
    present = {(f, row) for path, row in zip(made.path, made.row, strict=True) for f in path}
    for path in sorted(set(_beginnings(made.path)), key=lambda path: (-len(path), path)):
        first, last = extents[path[-1]]
        for row in range(first, last + 1):
            if (path[-1], row) not in present:
                made.add(row, 0.0, 0.0, path)
                present |= {(frame, row) for frame in path}


def _beginnings(paths: Sequence[Path]) -> Iterator[Path]:
    for path in set(paths):
        for end in range(1, len(path) + 1):
            yield path[:end]
