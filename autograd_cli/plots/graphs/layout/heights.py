"""Where the rows and the frames are from top to bottom: room for headings, and for bends."""

from collections.abc import Sequence
from dataclasses import dataclass

from autograd_cli.plots.graphs.layout.rows import Rows

HEADING, FOOT = 22.0, 10.0  # of a frame
_GAP, _LABEL_GAP = 38.0, 24.0  # from row to row, and if one of them is of labels
_SLOPE, _STEEPEST = 0.18, 60.0  # that much of how far a link bends is added, and at most that


@dataclass(frozen=True)
class Down:
    """The tops and bottoms of the rows, and those of the frames; from 0 to `height`."""

    rows: list[tuple[float, float]]
    frames: list[tuple[float, float]]
    height: float


def down(made: Rows, middles: Sequence[float]) -> Down:
    """The places from top to bottom, from 0; `middles` are those of the vertices across."""
    extents = made.extents()
    opening, closing = _nested(made, extents, 0), _nested(made, extents, 1)
    rows: list[tuple[float, float]] = []
    y = 0.0
    for number, row in enumerate(made.rows):
        y += FOOT * max((n for f, n in closing.items() if extents[f][1] == number - 1), default=0)
        y += HEADING * max((n for f, n in opening.items() if extents[f][0] == number), default=0)
        if number:
            y += _gap(made, number, middles)
        rows.append((y, y + max(made.height[vertex] for vertex in row)))
        y = rows[-1][1]
    frames = [
        (rows[first][0] - HEADING * opening[frame], rows[last][1] + FOOT * closing[frame])
        for frame, (first, last) in sorted(extents.items())
    ]
    return Down(rows, frames, max([y, *(bottom for _, bottom in frames)]))


def _nested(made: Rows, extents: dict[int, tuple[int, int]], side: int) -> dict[int, int]:
    """How many frames begin (0) or end (1) in the same row as each of them, itself and inside."""
    found = dict.fromkeys(extents, 0)
    for path in set(made.path):
        for depth, frame in enumerate(path):
            row = extents[frame][side]
            count = sum(extents[inner][side] == row for inner in path[depth:])
            found[frame] = max(found[frame], count)
    return found


def _gap(made: Rows, number: int, middles: Sequence[float]) -> float:
    """Between a row and the one above it: more where links bend far."""
    labels = number in made.between or number - 1 in made.between
    bends = (abs(middles[v] - middles[u]) for v in made.rows[number] for u, _ in made.above[v])
    return (_LABEL_GAP if labels else _GAP) + min(_STEEPEST, _SLOPE * max(bends, default=0.0))
