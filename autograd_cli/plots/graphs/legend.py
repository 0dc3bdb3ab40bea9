"""What tells the kinds of nodes and edges: samples with words, in lines of a given width."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from autograd_cli.graph import Graph, Kind
from autograd_cli.plots.graphs.contents import SMALL, TEXT
from autograd_cli.plots.graphs.drawing import Outline, Part, Text
from autograd_cli.plots.graphs.layout import HEAD, Box
from autograd_cli.plots.graphs.looks import PALE, THICK, THIN, shape
from autograd_cli.plots.graphs.ruler import Ruler
from autograd_cli.plots.style import FAINT, INK, VERMILLION

_KINDS: dict[Kind, str] = {
    "input": "input",
    "parameter": "parameter",
    "constant": "constant",
    "op": "operation",
    "module": "module",
}
_SAMPLE, _LINE = (30.0, 18.0), 26.0
_BESIDE, _APART = 7.0, 20.0
_BASELINE = 4.0

_Entry: TypeAlias = tuple[Callable[[Box], list[Part]], str]


def legend(
    graph: Graph, letter: str, ruler: Ruler, room: Box, *, reverse: bool
) -> tuple[list[Part], float]:
    """Its parts, from the top of a room in as many lines as its width makes, and how high it is."""
    found: list[Part] = []
    x, y = room.left, room.top
    for sample, words in _entries(graph, letter, reverse):
        width = ruler.width(words, SMALL)
        whole = _SAMPLE[0] + _BESIDE + width
        if x > room.left and x + whole > room.right:
            x, y = room.left, y + _LINE
        middle = y + _LINE / 2
        found += sample(Box(x, middle - _SAMPLE[1] / 2, *_SAMPLE))
        words_at = x + _SAMPLE[0] + _BESIDE
        found.append(Text(words_at, middle + _BASELINE, words, SMALL, FAINT, width, "start"))
        x += whole + _APART
    return found, y + _LINE - room.top


def _entries(graph: Graph, letter: str, reverse: bool) -> Iterator[_Entry]:
    kinds = {value.kind for value in graph.values}
    for kind, words in _KINDS.items():
        if kind in kinds:
            yield _kind(kind, reverse), words
    if graph.outputs:
        yield _result(graph, reverse), f"result, {letter}" if reverse else "result"
    flowing = {edge.cotangent is not None for edge in graph.edges} if reverse else set()
    if True in flowing:
        yield _line(VERMILLION, THICK), f"the gradient ∂{letter}/∂… flows back"
    if False in flowing:
        yield _line(PALE, THIN), "no gradient"


def _kind(kind: Kind, reverse: bool) -> Callable[[Box], list[Part]]:
    def sample(box: Box) -> list[Part]:
        if kind == "constant":
            return [Text(box.right, box.centre[1] + _BASELINE, "2", TEXT, INK, TEXT, "end")]
        return shape(kind, box, flows=False if reverse else None)

    return sample


def _result(graph: Graph, reverse: bool) -> Callable[[Box], list[Part]]:
    kind = graph.values[graph.outputs[-1]].kind
    return lambda box: shape(kind, box, flows=reverse or None, result=True)


def _line(color: str, line: float) -> Callable[[Box], list[Part]]:
    def sample(box: Box) -> list[Part]:
        y, head = box.centre[1], HEAD if color == VERMILLION else 0
        parts: list[Part] = [
            Outline((((box.left, y), (((box.right - head, y),),)),), "", color, line)
        ]
        if head:
            base = box.right - head
            steps = (((base, y - head / 2),), ((base, y + head / 2),))
            parts.append(Outline((((box.right, y), steps),), color, "", 0, closed=True))
        return parts

    return sample
