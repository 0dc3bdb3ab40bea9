"""The order in each row, found by sweeps over them: few links cross, and frames stay together."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from autograd_cli.plots.graphs.layout.crossings import INWARDS, crossings, swapped
from autograd_cli.plots.graphs.layout.monotone import rising
from autograd_cli.plots.graphs.layout.rows import Rows

_PATIENCE = 4  # sweeps one after the other that bring nothing
_MOST, _EFFORT = 24, 100_000  # sweeps, and vertices to be looked at in all of them
_SWAPS = 4

_Key: TypeAlias = tuple[tuple[float, float, int], ...]


def order(made: Rows) -> None:
    """Put the rows into the best order that the sweeps come by.

    What shares a frame is side by side, and of two frames one is left of the other in all rows.
    """
    sweeps = max(4, min(_MOST, _EFFORT // len(made.row)))
    fewest, best = _swept(made, sweeps, from_last=False)
    if fewest and len(made.row) * sweeps < _EFFORT:
        # What is the wrong way round as a whole is so after any sweep.
        count, other = _swept(made, sweeps, from_last=True)
        best = other if count < fewest else best
    made.rows[:] = best


def _swept(made: Rows, sweeps: int, *, from_last: bool) -> tuple[int, list[list[int]]]:
    """The fewest crossings on the way from a walk through the graph, and the rows at that point."""
    _walk(made, from_last)
    fewest, best, idle = crossings(made), _copy(made), 0
    for sweep in range(sweeps):
        if not fewest or idle == _PATIENCE:
            break
        numbers = range(len(made.rows))
        if sweep % 2:
            for number in numbers[1:]:
                _sort(made, number, number - 1)
        else:
            for number in numbers[-2::-1]:
                _sort(made, number, number + 1)
        swapped(made, rounds=_SWAPS)
        count = crossings(made)
        idle += 1
        if count < fewest:
            fewest, best, idle = count, _copy(made), 0
    return fewest, best


def _copy(made: Rows) -> list[list[int]]:
    return [row.copy() for row in made.rows]


def _walk(made: Rows, from_last: bool) -> None:
    """Sort by a walk upwards from the ends, through inputs in their order: right for a tree."""
    seen: dict[int, int] = {}
    waiting = [vertex for vertex in range(len(made.row)) if not made.below[vertex]]
    if not from_last:
        waiting.reverse()
    while waiting:
        vertex = waiting.pop()
        if vertex not in seen:
            seen[vertex] = len(seen)
            inputs = sorted(made.above[vertex], key=lambda neighbour: -neighbour[1])
            waiting += [source for source, _ in inputs]
    frames: dict[int, list[float]] = defaultdict(list)
    for vertex, number in seen.items():
        for frame in made.path[vertex]:
            frames[frame].append(number)
    middles = {frame: sum(numbers) / len(numbers) for frame, numbers in frames.items()}
    for row in made.rows:
        row.sort(key=lambda v: (*((middles[f], 0.0, f) for f in made.path[v]), (seen[v], 0.0, -1)))


def _sort(made: Rows, number: int, reference: int) -> None:
    """Sort a row by where what its vertices are linked with is in the one below or above it."""
    row = made.rows[number]
    centres = _filled(row, _centres(made, row, made.rows[reference], reference > number))
    frames = _frames(made, row, made.rows[reference], centres)

    def key(place: int) -> _Key:
        vertex = row[place]
        return *(frames[f] for f in made.path[vertex]), (centres[place], place, -1)

    made.rows[number] = [row[place] for place in sorted(range(len(row)), key=key)]


def _centres(
    made: Rows, row: Sequence[int], reference: Sequence[int], below: bool
) -> list[float | None]:
    """The mean position of the neighbours of each vertex, None if it has none there."""
    position = {vertex: place for place, vertex in enumerate(reference)}
    inwards = INWARDS if below else 0.0
    found: list[float | None] = []
    for vertex in row:
        ends = made.below[vertex] if below else made.above[vertex]
        total = sum(position[v] + inwards * place for v, place in ends)
        found.append(total / len(ends) if ends else None)
    return found


def _filled(row: Sequence[int], centres: Sequence[float | None]) -> list[float]:
    """Centres where there are none: that of the left neighbour, whom a vertex stays beside."""
    last = next((centre for centre in centres if centre is not None), 0.0)
    found = []
    for centre in centres:
        last = last if centre is None else centre
        found.append(last)
    return found


def _frames(
    made: Rows, row: Sequence[int], reference: Sequence[int], centres: Sequence[float]
) -> dict[int, tuple[float, float, int]]:
    """The keys of the frames of a row: their centres, in the order that they have in the other."""
    within: dict[int, list[float]] = defaultdict(list)
    level: dict[int, tuple[int, ...]] = {}
    for vertex, centre in zip(row, centres, strict=True):
        for depth, frame in enumerate(made.path[vertex]):
            within[frame].append(centre)
            level[frame] = made.path[vertex][:depth]
    middles = {frame: sum(found) / len(found) for frame, found in within.items()}
    earlier: dict[tuple[int, ...], list[int]] = defaultdict(list)
    ranks = dict.fromkeys((f for v in reference for f in made.path[v]), 0)
    for rank, frame in enumerate(ranks):
        ranks[frame] = rank
        if frame in level:
            earlier[level[frame]].append(frame)
    for siblings in earlier.values():
        weights = [len(within[frame]) for frame in siblings]
        centres_in_order = rising([middles[frame] for frame in siblings], weights)
        middles.update(zip(siblings, centres_in_order, strict=True))
    return {frame: (middles[frame], ranks.get(frame, -1), frame) for frame in within}
