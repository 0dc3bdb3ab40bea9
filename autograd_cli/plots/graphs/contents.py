"""What is written in the nodes and on the edges."""

from collections import Counter
from dataclasses import replace

import numpy as np

from autograd_cli.engine import Array
from autograd_cli.graph import Edge, Graph, Value
from autograd_cli.graph.text import shape_of, written
from autograd_cli.plots.graphs.lines import Line, Matrix, Words
from autograd_cli.plots.graphs.looks import EMBER
from autograd_cli.plots.graphs.ruler import Ruler
from autograd_cli.plots.style import FAINT, INK

TEXT, SMALL = 13.0, 11.0
_SIGN = 18.0
_NAME_ROOM, _FORMULA_ROOM, _SYMBOL_ROOM = 190.0, 190.0, 90.0
_DIGITS = 4
_MOST_ROWS, _MOST_COLUMNS, _MOST_ON_EDGE = 5, 4, 3
_LETTERS = ("z", "J", "L", "u")  # for the result


class Contents:
    """The lines of the nodes and edges of a graph, forward or `reverse`."""

    def __init__(self, graph: Graph, ruler: Ruler, *, reverse: bool) -> None:
        self._ruler, self._reverse = ruler, reverse
        self._last = graph.outputs[-1] if graph.outputs else -1
        inputs = Counter(edge.target for edge in graph.edges if graph.values[edge.target].formula)
        self._several = {target for target, count in inputs.items() if count > 1}
        taken = {_last_of(value.name) for value in graph.values}
        taken |= {edge.name for edge in graph.edges}
        self.letter = next((letter for letter in _LETTERS if letter not in taken), _LETTERS[0])

    def node(self, value: Value) -> list[Line]:
        """What a node says of its value, and in the reverse graph of its gradient."""
        lines = [self._header(value)]
        if value.kind == "module":
            lines += self._inside(value)
        if value.formula:
            lines.append((self._formula(value.formula, FAINT),))
        lines += self._value(value)
        if self._reverse and value.gradient is not None:
            lines.append(self._gradient(value, value.gradient))
        return lines

    def edge(self, edge: Edge) -> list[Line]:
        """What the op calls this input; in reverse the derivative in it, and what flows back."""
        lines: list[Line] = []
        if self._reverse and edge.cotangent is not None:
            if said := edge.local or edge.rule:
                lines.append((self._formula(said),))
            given = edge.cotangent
            if _is_small(given) and given.ndim < 2 and given.size <= _MOST_ON_EDGE:
                lines.append(_joined("\u2191", _numbers(given, EMBER)))
        elif edge.target in self._several:
            lines.append((self._words(edge.name, _NAME_ROOM, SMALL, FAINT),))
        return lines

    def symbol(self, value: Value) -> str:
        """The gradient of the result in a value: an op calls its own y, as in its formula."""
        name = "y" if value.kind in ("op", "module") else _last_of(value.name)
        below = self.letter if value.number == self._last else name
        fitted = self._ruler.fitted(below, _SYMBOL_ROOM, SMALL)
        return f"\u2202{self.letter}/\u2202{fitted}"

    def _header(self, value: Value) -> Line:
        """The sign or the name, with the number or the shape."""
        said, size = (value.sign, _SIGN) if value.sign else (value.name, TEXT)
        name = self._words(said, _NAME_ROOM, size)
        if value.kind == "module":
            return (name, self._words(value.op, _NAME_ROOM, SMALL, FAINT)) if value.op else (name,)
        if value.shape:
            return name, Words(str(value.shape), SMALL, FAINT)
        if value.kind in ("input", "parameter"):
            return (replace(name, text=f"{name.text} = {written(value.value, _DIGITS)}"),)
        return (name,)

    def _inside(self, value: Value) -> list[Line]:
        shapes = [f"{_last_of(n)} {shape_of(s)}" for n, s in (value.params or {}).items()]
        told = ", ".join(shapes) or (f"{value.inside} ops" if value.inside > 1 else "")
        lines: list[Line] = [(self._words(told, _NAME_ROOM, SMALL, FAINT),)] if told else []
        if value.shape:
            lines.append((Words(f"\u2192 {value.shape}", SMALL, FAINT),))
        return lines

    def _value(self, value: Value) -> list[Line]:
        """The value, if it is small and not in the header."""
        if value.kind == "constant" and value.name != "constant":
            return []
        if value.kind in ("input", "parameter") and not value.shape:
            return []
        if not _is_small(value.value):
            return []
        before = f"{self.letter} =" if value.number == self._last else ""
        return [_joined(before, _numbers(value.value, INK))]

    def _gradient(self, value: Value, gradient: Array) -> Line:
        symbol = self.symbol(value)
        if _is_small(gradient):
            return _joined(f"{symbol} =", _numbers(gradient, EMBER))
        norm = np.asarray(np.linalg.norm(gradient.reshape(-1).astype(np.float64)))
        return (Words(f"\u2016{symbol}\u2016 = {written(norm, _DIGITS)}", SMALL, EMBER),)

    def _formula(self, text: str, color: str = INK) -> Words:
        return Words(self._ruler.begun(text, _FORMULA_ROOM, SMALL), SMALL, color)

    def _words(self, text: str, room: float, size: float, color: str = INK) -> Words:
        return Words(self._ruler.fitted(text, room, size), size, color)


def _last_of(path: str) -> str:
    return path.rpartition(".")[2]


def _joined(before: str, numbers: Words | Matrix) -> Line:
    if not before:
        return (numbers,)
    if isinstance(numbers, Words):
        return (replace(numbers, text=f"{before} {numbers.text}"),)
    return Words(before, numbers.size, numbers.color), numbers


def _is_small(array: Array) -> bool:
    """Whether all of it is written."""
    if array.size == 0 or array.ndim > 2:
        return False
    rows, columns = (1, 1, *array.shape)[-2:]
    return bool(rows <= _MOST_ROWS and columns <= _MOST_COLUMNS)


def _numbers(array: Array, color: str) -> Words | Matrix:
    """A number, or the rows of a matrix: a vector is one."""
    if array.ndim == 0:
        return Words(written(array, _DIGITS), SMALL, color)
    rows = array.reshape(-1, array.shape[-1])
    cells = tuple(tuple(written(cell, _DIGITS) for cell in row) for row in rows)
    return Matrix(cells, SMALL, color)
