"""How edges are drawn: arrows to where values go or, in reverse, to where the gradient flows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from autograd_cli.plots.graphs.drawing import Outline, Step
from autograd_cli.plots.graphs.layout import HEAD, Point, Route, controls
from autograd_cli.plots.graphs.looks import PALE, THICK, THIN
from autograd_cli.plots.style import FAINT, VERMILLION

_HALF = 4.0  # of the width of an arrow's head
_OVERLAP = 1.0  # of line and head, so that no gap shows


def forward(route: Route, gap: float) -> Iterator[Outline]:
    """An arrow down; in its middle is a gap as high as its label."""
    *others, last = _ways(route, gap)
    x, y = last[-1]
    yield _line([*others, [*last[:-1], (x, y - HEAD + _OVERLAP)]], FAINT, THIN)
    yield _head((x, y), -HEAD, FAINT)


def backward(route: Route, gap: float) -> Iterator[Outline]:
    """An arrow up, where a gradient flows."""
    first, *others = _ways(route, gap)
    x, y = first[0]
    yield _line([[(x, y + HEAD - _OVERLAP), *first[1:]], *others], VERMILLION, THICK)
    yield _head((x, y), HEAD, VERMILLION)


def still(route: Route, gap: float) -> Iterator[Outline]:
    """A line where nothing flows."""
    yield _line(_ways(route, gap), PALE, THIN)


def _ways(route: Route, gap: float) -> list[list[Point]]:
    """The parts of the way around its label, which may be less high than its room."""
    if not route.label:
        return [[*way] for way in route.ways]
    above, below = route.ways
    x, y = route.label.centre
    if not gap:
        return [[*above, *below]]
    return [[*above[:-1], (x, y - gap / 2)], [(x, y + gap / 2), *below[1:]]]


def _line(ways: Sequence[Sequence[Point]], color: str, line: float) -> Outline:
    return Outline(tuple((way[0], tuple(_steps(way))) for way in ways), "", color, line)


def _steps(way: Sequence[Point]) -> Iterator[Step]:
    for start, end in pairwise(way):
        yield (end,) if start[0] == end[0] else (*controls(start, end), end)


def _head(tip: Point, length: float, color: str) -> Outline:
    x, y = tip
    base = y + length
    return Outline(((tip, (((x + _HALF, base),), ((x - _HALF, base),))),), color, "", 0, True)
