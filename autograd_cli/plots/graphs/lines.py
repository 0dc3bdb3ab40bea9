"""Lines of words, numbers and matrices: how big they are, and how they are drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from autograd_cli.plots.graphs.drawing import Outline, Part, Text
from autograd_cli.plots.graphs.layout import Point
from autograd_cli.plots.graphs.ruler import Ruler
from autograd_cli.plots.style import INK

_LEADING = 1.3  # the height of a line of words
_BASELINE = 0.36  # of the size, below the middle of a line
_BESIDE = 5.0  # words and a matrix
_COLUMN_GAP, _BRACKET, _SERIF = 9.0, 5.0, 3.5  # of a matrix


@dataclass(frozen=True)
class Words:
    """A text as it can be drawn."""

    text: str
    size: float
    color: str = INK


@dataclass(frozen=True)
class Matrix:
    """Rows of numbers, between brackets."""

    cells: tuple[tuple[str, ...], ...]
    size: float
    color: str = INK


Line: TypeAlias = tuple[Words | Matrix, ...]  # side by side


def size(lines: Sequence[Line], ruler: Ruler) -> tuple[float, float]:
    """The width and the height of lines one below the other."""
    widths = [_width(line, ruler) for line in lines]
    return max(widths, default=0.0), sum(map(_height, lines))


def parts(lines: Sequence[Line], centre: Point, ruler: Ruler) -> Iterator[Part]:
    """The lines, drawn around that point."""
    y = centre[1] - sum(map(_height, lines)) / 2
    for line in lines:
        x = centre[0] - _width(line, ruler) / 2
        middle = y + _height(line) / 2
        for piece in line:
            yield from _drawn(piece, x, middle, ruler)
            x += _piece_width(piece, ruler) + _BESIDE
        y += _height(line)


def _width(line: Line, ruler: Ruler) -> float:
    return sum(_piece_width(piece, ruler) for piece in line) + _BESIDE * (len(line) - 1)


def _piece_width(piece: Words | Matrix, ruler: Ruler) -> float:
    if isinstance(piece, Words):
        return ruler.width(piece.text, piece.size)
    columns = _columns(piece, ruler)
    return sum(columns) + _COLUMN_GAP * (len(columns) - 1) + 2 * _BRACKET


def _height(line: Line) -> float:
    return max(
        piece.size * _LEADING * (len(piece.cells) if isinstance(piece, Matrix) else 1)
        + (_SERIF if isinstance(piece, Matrix) else 0)
        for piece in line
    )


def _columns(matrix: Matrix, ruler: Ruler) -> list[float]:
    """How wide they are."""
    return [
        max(ruler.width(cell, matrix.size) for cell in column)
        for column in zip(*matrix.cells, strict=True)
    ]


def _drawn(piece: Words | Matrix, x: float, middle: float, ruler: Ruler) -> Iterator[Part]:
    if isinstance(piece, Words):
        width = ruler.width(piece.text, piece.size)
        baseline = middle + _BASELINE * piece.size
        yield Text(x + width / 2, baseline, piece.text, piece.size, piece.color, width)
        return
    columns = _columns(piece, ruler)
    step = piece.size * _LEADING
    height = step * len(piece.cells)
    right = x + _piece_width(piece, ruler)
    yield _brackets(x, right, middle - height / 2, middle + height / 2, piece.color)
    for number, row in enumerate(piece.cells):
        baseline = middle - height / 2 + (number + 0.5) * step + _BASELINE * piece.size
        end = x + _BRACKET
        for cell, column in zip(row, columns, strict=True):
            end += column
            width = ruler.width(cell, piece.size)
            yield Text(end, baseline, cell, piece.size, piece.color, width, "end")
            end += _COLUMN_GAP


def _brackets(left: float, right: float, top: float, bottom: float, color: str) -> Outline:
    def bracket(x: float, serif: float) -> tuple[Point, tuple[tuple[Point, ...], ...]]:
        return (x + serif, top), (((x, top),), ((x, bottom),), ((x + serif, bottom),))

    return Outline((bracket(left, _SERIF), bracket(right, -_SERIF)), "", color, 1.0)
