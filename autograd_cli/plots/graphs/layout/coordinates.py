"""Where the columns and the sides of the frames are: links straight, nodes over their middle."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from autograd_cli.plots.graphs.layout.model import Frame, Link, Path
from autograd_cli.plots.graphs.layout.programme import Terms, least
from autograd_cli.plots.graphs.layout.rows import Rows

INSIDE = 14.0  # of a frame, to its sides
_APART, _BESIDE = 26.0, 12.0  # boxes, and what is no box
_STRAIGHT, _PASSING = 3.0, 4.0  # how much a link wants to be, and one where it passes layers
_ALONE = 1.2  # more so at the end where a node has no other link
_CENTRED, _NARROW = 1.0, 1.0

_Item: TypeAlias = tuple[int, float, Literal["box", "thin", "opens", "closes"]]


@dataclass(frozen=True)
class Across:
    """The middle of each vertex, and the left and right sides of the frames; from 0 to `width`."""

    middles: list[float]
    frames: list[tuple[float, float]]
    width: float


def across(
    made: Rows, columns: Sequence[int], links: Sequence[Link], frames: Sequence[Frame]
) -> Across:
    """The places from left to right, of the least cost that keeps everything apart."""
    count = max(columns) + 1
    sides = range(count, count + 2 * len(frames), 2)
    apart = {
        (side, side + 1): frame.width + 2 * INSIDE
        for side, frame in zip(sides, frames, strict=True)
    }
    for row in made.rows:
        for one, other in pairwise(_items(made, row, columns, sides)):
            pair = one[0], other[0]
            apart[pair] = max(apart.get(pair, 0.0), one[1] + _gap(one, other) + other[1])
    found = least(
        count + 2 * len(frames),
        apart=apart,
        costs=[cost for s in sides for cost in ((s, -_NARROW), (s + 1, _NARROW))],
        bends=[*_bends(made, columns, links), *_centred(made, columns, links)],
    )
    lefts = [found[c] - width / 2 for c, width in zip(columns, made.width, strict=True)]
    left = min([*lefts, *(found[side] for side in sides)])
    rights = [low + width for low, width in zip(lefts, made.width, strict=True)]
    return Across(
        [found[column] - left for column in columns],
        [(found[side] - left, found[side + 1] - left) for side in sides],
        max([*rights, *(found[side + 1] for side in sides)]) - left,
    )


def _items(
    made: Rows, row: Sequence[int], columns: Sequence[int], sides: Sequence[int]
) -> Iterator[_Item]:
    """What a row meets from left to right: variables, their half widths and what they are."""
    inside: Path = ()
    for vertex in row:
        path = made.path[vertex]
        shared = sum(a == b for a, b in zip(inside, path, strict=False))
        yield from ((sides[frame] + 1, 0.0, "closes") for frame in reversed(inside[shared:]))
        yield from ((sides[frame], 0.0, "opens") for frame in path[shared:])
        kind: Literal["box", "thin"] = "box" if vertex < made.boxes else "thin"
        yield columns[vertex], made.width[vertex] / 2, kind
        inside = path
    yield from ((sides[frame] + 1, 0.0, "closes") for frame in reversed(inside))


def _gap(one: _Item, other: _Item) -> float:
    if one[2] == "opens" or other[2] == "closes":
        return INSIDE
    return _BESIDE if "thin" in (one[2], other[2]) else _APART


def _bends(
    made: Rows, columns: Sequence[int], links: Sequence[Link]
) -> Iterator[tuple[float, Terms]]:
    """What the parts of links that are not straight cost."""
    for number, (chain, link) in enumerate(zip(made.chains, links, strict=True)):
        passed = made.passed(number)
        # The ends of longer ones less and less: they may stand beside the others.
        end = 1 + 1 / passed if passed else _STRAIGHT
        for upper, lower in pairwise(chain):
            a, b = columns[upper], columns[lower]
            if a != b:
                inner = min(upper, lower) >= made.boxes
                factor = _PASSING if inner and passed else end
                alone = made.below[upper] if lower == chain[1] else made.above[lower]
                factor *= _ALONE if len(alone) == 1 and not inner else 1
                yield factor * link.strength, [(a, 1.0), (b, -1.0)]


def _centred(
    made: Rows, columns: Sequence[int], links: Sequence[Link]
) -> Iterator[tuple[float, Terms]]:
    """What a node costs that is not over the middle of the strongest links of a side of it."""
    sides: dict[tuple[int, bool], list[tuple[float, int, bool]]] = defaultdict(list)
    for number, (chain, link) in enumerate(zip(made.chains, links, strict=True)):
        short = not made.passed(number)
        sides[link.source, True].append((link.strength, columns[chain[1]], short))
        sides[link.target, False].append((link.strength, columns[chain[-2]], short))
    for (node, _), ends in sides.items():
        strength = max(ends)[0]
        strongest = sorted({end for found, end, short in ends if short and found == strength})
        if len(strongest) > 1:
            share = -1 / len(strongest)
            yield (
                _CENTRED * strength,
                [(columns[node], 1.0), *((column, share) for column in strongest)],
            )
