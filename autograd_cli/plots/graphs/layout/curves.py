"""The curve between two points of a way, which leaves and arrives straight down."""

from autograd_cli.plots.graphs.layout.model import Point


def controls(start: Point, end: Point) -> tuple[Point, Point]:
    """The two control points of its cubic Bézier curve."""
    middle = (start[1] + end[1]) / 2
    return (start[0], middle), (end[0], middle)


def along(start: Point, end: Point, part: float) -> Point:
    """A point of it, at `part` of it from 0 to 1."""
    one, other = controls(start, end)
    rest = 1 - part
    x, y = (
        rest**3 * a + 3 * rest**2 * part * b + 3 * rest * part**2 * c + part**3 * d
        for a, b, c, d in zip(start, one, other, end, strict=True)
    )
    return x, y
