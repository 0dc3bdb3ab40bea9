"""Which vertices stand in one column: those that a long link passes straight down."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from autograd_cli.plots.graphs.layout.model import Path
from autograd_cli.plots.graphs.layout.rows import Rows


def columns(made: Rows) -> list[int]:
    """The column of each vertex, from 0: its own, or that of the vertices above it of its link.

    Where long links cross each other or a frame, only those stay straight that can do so together.
    """
    joined: dict[int, int] = {}
    for number in range(len(made.rows) - 1):
        joined |= _straight(made, number)
    found, count = [-1] * len(made.row), 0
    for row in made.rows:
        for vertex in row:
            if vertex in joined:
                found[vertex] = found[joined[vertex]]
            else:
                found[vertex] = count
                count += 1
    return found


def _straight(made: Rows, number: int) -> dict[int, int]:
    """The lower ends and the upper ends of the passing links that can be straight at a row."""
    upper = {vertex: place for place, vertex in enumerate(made.rows[number])}
    lower = {vertex: place for place, vertex in enumerate(made.rows[number + 1])}
    passing: dict[Path, list[tuple[int, int]]] = defaultdict(list)
    boxes = made.boxes
    for vertex in upper:
        for end, _ in made.below[vertex] if vertex >= boxes else ():
            if end >= boxes and made.path[vertex] == made.path[end]:
                passing[made.path[vertex]].append((vertex, end))
    frames = [_frames(made, number), _frames(made, number + 1)]
    found: dict[int, int] = {}
    for path, pairs in passing.items():
        both = [f for f in frames[0][path] if f in frames[1][path]] if path in frames[0] else []
        sides = [(frames[0][path][f], frames[1][path][f]) for f in both]
        fitting = [
            (vertex, end)
            for vertex, end in pairs
            if all((upper[vertex] < above) == (lower[end] < below) for above, below in sides)
        ]
        kept = longest_rising([lower[end] for _, end in fitting])
        found |= {fitting[place][1]: fitting[place][0] for place in kept}
    return found


def _frames(made: Rows, number: int) -> dict[Path, dict[int, int]]:
    """By the path to them, the frames in a row and where they begin."""
    found: dict[Path, dict[int, int]] = defaultdict(dict)
    for place, vertex in enumerate(made.rows[number]):
        path = made.path[vertex]
        for depth, frame in enumerate(path):
            found[path[:depth]].setdefault(frame, place)
    return found


def longest_rising(values: Sequence[int]) -> list[int]:
    """The places of as many values as possible of which each is greater than the one before."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        last[length : length + 1] = [place]
    found = []
    place = last[-1] if last else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
