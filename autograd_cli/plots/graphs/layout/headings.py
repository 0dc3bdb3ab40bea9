"""Where the frames' headings fit: left at their top, or further right if a link is in the way."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from autograd_cli.plots.graphs.layout.coordinates import INSIDE
from autograd_cli.plots.graphs.layout.curves import along
from autograd_cli.plots.graphs.layout.heights import HEADING
from autograd_cli.plots.graphs.layout.model import Box, Route

_CLEAR = 5.0
_SAMPLES = 24  # of a curve


def headings(
    frames: Sequence[Box], widths: Sequence[float], routes: Sequence[Route]
) -> tuple[Box, ...]:
    """The room of the heading of each frame; on a link only if links leave no room beside them."""
    pieces = [piece for route in routes for piece in _pieces(route)] if frames else []
    found = []
    for frame, width in zip(frames, widths, strict=True):
        strip = Box(frame.left + INSIDE, frame.top, frame.width - 2 * INSIDE, HEADING)
        left = _free(strip, width, [(p.left, p.right) for p in pieces if _meet(p, strip)])
        found.append(Box(left, strip.top, width, HEADING))
    return tuple(found)


def _pieces(route: Route) -> Iterator[Box]:
    """Boxes around short parts of a way."""
    for way in route.ways:
        for start, end in pairwise(way):
            samples = 1 if start[0] == end[0] else _SAMPLES
            points = [along(start, end, n / samples) for n in range(samples + 1)]
            for (x, y), (u, v) in pairwise(points):
                yield Box(min(x, u) - _CLEAR, y, abs(x - u) + 2 * _CLEAR, v - y)


def _meet(one: Box, other: Box) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def _free(strip: Box, width: float, taken: Sequence[tuple[float, float]]) -> float:
    """The leftmost place of that width, or the left end if there is none."""
    left = strip.left
    for start, end in sorted(taken):
        if start - left >= width:
            break
        left = max(left, end)
    return left if left + width <= strip.right else strip.left
