"""Lines drawn with letters: each of them one dot or, of Braille, eight."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, TypeAlias

# A letter of Braille has 2 x 4 dots: the bit of each, row by row, for Unicode counts otherwise.
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BRAILLE = 0x2800
_EVERY = 4  # dot is one of a dotted line

Dot: TypeAlias = tuple[int, int]  # columns from the left, rows from the top


@dataclass(frozen=True)
class Look:
    """The letter that stands for a line where there is no Braille, and its place in a palette.

    A `dotted` line of Braille has gaps.
    """

    mark: str
    colour: int | None = None
    dotted: bool = False


class Piece(NamedTuple):
    """Letters of one colour, or of no special one."""

    text: str
    colour: int | None = None


class Canvas:
    """Empty rows of letters; where lines cross, the last one drawn is seen."""

    def __init__(self, columns: int, rows: int, *, braille: bool) -> None:
        self.columns = columns
        self._across, self._down = (2, 4) if braille else (1, 1)
        self._braille = braille
        self._bits = [[0] * columns for _ in range(rows)]
        self._looks: list[list[Look | None]] = [[None] * columns for _ in range(rows)]

    def dot(self, x: float, y: float) -> Dot:
        """The dot of a place: from 0, 0 at the bottom left to 1, 1."""
        columns, rows = self.columns * self._across, len(self._bits) * self._down
        return round(x * (columns - 1)), round((1 - y) * (rows - 1))

    def letter(self, dot: Dot) -> Dot:
        """The letter that a dot is in."""
        return dot[0] // self._across, dot[1] // self._down

    def draw(self, dots: Sequence[Dot | None], look: Look) -> None:
        """Join the dots, but where one is missing; one alone is a whole letter."""
        spaced = _EVERY if look.dotted and self._braille else 1
        for count, dot in enumerate(self._path(dots)):
            if count % spaced == 0:
                self._put(dot, look)

    def rows(self) -> Iterator[list[Piece]]:
        """What was drawn, without blanks at the ends."""
        for bits, looks in zip(self._bits, self._looks, strict=True):
            letters = [
                (" " if look is None else self._shown(bit, look), look and look.colour)
                for bit, look in zip(bits, looks, strict=True)
            ]
            while letters and letters[-1][0] == " ":
                letters.pop()
            yield [
                Piece("".join(letter for letter, _ in group), colour)
                for colour, group in groupby(letters, key=lambda letter: letter[1])
            ]

    def _path(self, dots: Sequence[Dot | None]) -> Iterator[Dot]:
        around = [None, *dots, None]
        for before, dot, after in zip(around, dots, around[2:], strict=False):
            if dot is None:
                continue
            if before is not None:
                yield from _between(before, dot)
            elif after is not None:
                yield dot
            else:
                column, row = self.letter(dot)
                for k in range(self._across * self._down):
                    yield (
                        column * self._across + k % self._across,
                        row * self._down + k // self._across,
                    )

    def _put(self, dot: Dot, look: Look) -> None:
        column, row = self.letter(dot)
        self._bits[row][column] |= _DOTS[dot[1] % self._down][dot[0] % self._across]
        self._looks[row][column] = look

    def _shown(self, bits: int, look: Look) -> str:
        return chr(_BRAILLE + bits) if self._braille else look.mark


def _between(start: Dot, end: Dot) -> Iterator[Dot]:
    """The dots of a straight line, without its first."""
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    for k in range(1, steps + 1):
        share = k / steps
        yield (
            round(start[0] + share * (end[0] - start[0])),
            round(start[1] + share * (end[1] - start[1])),
        )
