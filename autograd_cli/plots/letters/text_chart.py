"""Curves between their axes, in letters, for terminals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import NamedTuple, TypeAlias

from autograd_cli.plots.axis import Axis, axis, label
from autograd_cli.plots.letters.canvas import Canvas, Dot, Look, Piece

Row: TypeAlias = list[Piece]

_ROWS = 16  # of the lines
_LEAST = 16  # columns of them
_APART = 12  # columns from one tick to the next, about


@dataclass(frozen=True)
class Line:
    """Points, what a legend calls them, and how they look."""

    label: str
    x: Sequence[float]
    y: Sequence[float]
    look: Look


class Frame(NamedTuple):
    """What axes are made of."""

    side: str
    tick: str
    corner: str
    floor: str
    tooth: str


BOXES, ASCII = Frame("│", "┤", "└", "─", "┬"), Frame("|", "+", "+", "-", "+")


def chart(
    lines: Sequence[Line], y: Axis, *, columns: int, frame: Frame, braille: bool
) -> list[Row]:
    """The lines in rows that are no longer than `columns`; `y` is the axis of the values."""
    gutter = max(len(label(tick)) for tick in y.ticks)
    canvas = Canvas(max(_LEAST, columns - gutter - 2), _ROWS, braille=braille)
    ends = [end for line in lines for end in (line.x[0], line.x[-1])]
    first, last = min(ends), max(ends)
    x = axis([first, max(last, first + 1)], whole=True, count=max(1, canvas.columns // _APART))

    def dots(xs: Iterable[float], ys: Iterable[float]) -> list[Dot | None]:
        places = zip(x.places(xs), y.places(ys), strict=True)
        return [None if isnan(u) or isnan(v) else canvas.dot(u, v) for u, v in places]

    for line in lines:
        canvas.draw(dots(line.x, line.y), line.look)
    beside = {
        canvas.letter(canvas.dot(0, v))[1]: label(t)
        for t, v in zip(y.ticks, y.places(y.ticks), strict=True)
    }
    below = {
        canvas.letter(canvas.dot(u, 0))[0]: label(t)
        for t, u in zip(x.ticks, x.places(x.ticks), strict=True)
    }
    rows = [
        [Piece(f"{beside.get(i, ''):>{gutter}} {frame.tick if i in beside else frame.side}"), *row]
        for i, row in enumerate(canvas.rows())
    ]
    return [
        *rows,
        *([Piece(f"{'':{gutter}} {row}")] for row in _floor(below, canvas.columns, frame)),
    ]


def sample(look: Look, braille: bool) -> Piece:
    """What a line looks like in a legend."""
    if not braille:
        return Piece(look.mark, look.colour)
    return Piece("⠂⠐" if look.dotted else "⠒⠒", look.colour)


def _floor(numbers: Mapping[int, str], columns: int, frame: Frame) -> Iterator[str]:
    """The axis below the lines, and below it the numbers of its ticks, if they have room."""
    teeth = (frame.tooth if column in numbers else frame.floor for column in range(columns))
    yield frame.corner + "".join(teeth)
    text = ""
    for column, number in numbers.items():
        begin = min(1 + column - len(number) // 2, 1 + columns - len(number))
        if not text or begin > len(text):
            text = f"{text:{max(0, begin)}}{number}"
    yield text
