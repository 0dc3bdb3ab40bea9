"""The ways of the links: out of boxes, through rows, and into boxes in the inputs' order."""

from collections import defaultdict
from collections.abc import Sequence

from autograd_cli.plots.graphs.layout.heights import Down
from autograd_cli.plots.graphs.layout.model import Box, Link, Point, Route
from autograd_cli.plots.graphs.layout.monotone import spread
from autograd_cli.plots.graphs.layout.rows import Rows

HEAD = 9.0  # of an arrow: there a link is straight
_PORTS_APART, _FROM_CORNER = 16.0, 12.0


def routes(
    made: Rows,
    links: Sequence[Link],
    middles: Sequence[float],
    places: Down,
    boxes: Sequence[Box],
) -> tuple[Route, ...]:
    """The way of each link."""
    starts = _starts(made, links, middles, boxes)
    ends = _ends(made, links, middles, boxes, starts)
    found = []
    for number, (chain, link) in enumerate(zip(made.chains, links, strict=True)):
        source, target = boxes[link.source], boxes[link.target]
        top, bottom = source.bottom, target.top
        above, below = places.rows[made.row[link.source]], places.rows[made.row[link.target]]
        label = None
        ways: list[list[Point]] = [
            [(starts[number], top), (starts[number], max(above[1], top + HEAD))]
        ]
        for vertex in chain[1:-1]:
            x, (first, last) = middles[vertex], places.rows[made.row[vertex]]
            if link.label and vertex == chain[-2]:
                width, height = link.label
                label = Box(x - width / 2, (first + last - height) / 2, width, height)
                ways[-1] += [(x, first), (x, label.top)]
                ways.append([(x, label.bottom), (x, last)])
            else:
                ways[-1] += [(x, first), (x, last)]
        ways[-1] += [(ends[number], min(below[0], bottom - HEAD)), (ends[number], bottom)]
        found.append(Route(tuple(_simple(way) for way in ways), label))
    return tuple(found)


def _starts(
    made: Rows, links: Sequence[Link], middles: Sequence[float], boxes: Sequence[Box]
) -> list[float]:
    """Where links leave: those of one source side by side, in the order in which they go on."""
    leaving: dict[int, list[int]] = defaultdict(list)
    for number, link in enumerate(links):
        leaving[link.source].append(number)
    found = [0.0] * len(links)
    for source, numbers in leaving.items():
        numbers.sort(key=lambda n: (middles[made.chains[n][1]], links[n].place, n))
        wanted = [middles[made.chains[n][1]] for n in numbers]
        for number, x in zip(numbers, _ports(boxes[source], wanted), strict=True):
            found[number] = x
    return found


def _ends(
    made: Rows,
    links: Sequence[Link],
    middles: Sequence[float],
    boxes: Sequence[Box],
    starts: Sequence[float],
) -> list[float]:
    """Where links enter: those of one target in the order of its inputs."""
    entering: dict[int, list[int]] = defaultdict(list)
    for number, link in enumerate(links):
        entering[link.target].append(number)
    found = [0.0] * len(links)
    for target, numbers in entering.items():
        numbers.sort(key=lambda n: links[n].place)
        chains = [made.chains[n] for n in numbers]
        wanted = [
            starts[n] if chain[-2] < made.boxes else middles[chain[-2]]
            for n, chain in zip(numbers, chains, strict=True)
        ]
        for number, x in zip(numbers, _ports(boxes[target], wanted), strict=True):
            found[number] = x
    return found


def _ports(box: Box, wanted: Sequence[float]) -> list[float]:
    """Places on a side of a box: the middle for one link, and for more as near as they can be."""
    middle = box.centre[0]
    if len(wanted) == 1:
        return [middle]
    half = max(box.width / 2 - _FROM_CORNER, box.width / 4)
    low, high = middle - half, middle + half
    return spread([min(max(x, low), high) for x in wanted], _PORTS_APART, low, high)


def _simple(way: Sequence[Point]) -> tuple[Point, ...]:
    """Without the points between two of the same x, which a straight line passes."""
    found: list[Point] = []
    for point in way:
        if found and found[-1] == point:
            continue
        if len(found) > 1 and found[-1][0] == found[-2][0] == point[0]:
            found.pop()
        found.append(point)
    return tuple(found)
