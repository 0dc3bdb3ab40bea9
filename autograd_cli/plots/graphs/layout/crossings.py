"""How many links cross each other between the rows, and neighbours that cross less if swapped."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

from autograd_cli.plots.graphs.layout.rows import Rows

# A link enters a box at its place among the others, which is less than a place in the row away.
INWARDS = 0.45


def crossings(made: Rows) -> int:
    """The pairs of links that cross, each of them from one row to the next."""
    return sum(
        _between(made, upper, lower) for upper, lower in zip(made.rows, made.rows[1:], strict=False)
    )


def _between(made: Rows, upper: Sequence[int], lower: Sequence[int]) -> int:
    position = {vertex: float(number) for number, vertex in enumerate(lower)}
    count, ends = 0, list[float]()
    for vertex in upper:
        for end in _ends(made.below[vertex], position):
            count += len(ends) - bisect_right(ends, end)
            insort(ends, end)
    return count


def _ends(neighbours: Sequence[tuple[int, float]], position: dict[int, float]) -> list[float]:
    return sorted(position[vertex] + INWARDS * place for vertex, place in neighbours)


def swapped(made: Rows, *, rounds: int) -> None:
    """Swap neighbours in rows while that leaves fewer crossings, in so many rounds at most."""
    for _ in range(rounds):
        if not sum(_swapped_in(made, number) for number in range(len(made.rows))):
            return


def _swapped_in(made: Rows, number: int) -> bool:
    row, better = made.rows[number], False
    above = _positions(made, number - 1)
    below = _positions(made, number + 1)
    tops = {vertex: sorted(above[v] for v, _ in made.above[vertex]) for vertex in row}
    bottoms = {vertex: _ends(made.below[vertex], below) for vertex in row}
    for left in range(len(row) - 1):
        one, other = row[left], row[left + 1]
        if made.path[one] != made.path[other]:
            continue
        gain = _inversions(tops[one], tops[other]) + _inversions(bottoms[one], bottoms[other])
        gain -= _inversions(tops[other], tops[one]) + _inversions(bottoms[other], bottoms[one])
        if gain > 0:
            row[left], row[left + 1] = other, one
            better = True
    return better


def _positions(made: Rows, number: int) -> dict[int, float]:
    row = made.rows[number] if 0 <= number < len(made.rows) else []
    return {vertex: float(place) for place, vertex in enumerate(row)}


def _inversions(left: Sequence[float], right: Sequence[float]) -> int:
    """The links of the left one that end right of those of the right one."""
    return sum(bisect_left(right, end) for end in left)
