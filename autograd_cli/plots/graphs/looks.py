"""How the kinds of nodes look: told apart by shape and by shade, not by colour alone."""

from typing import TYPE_CHECKING

from autograd_cli.plots.graphs.drawing import Outline, Part, Rounded
from autograd_cli.plots.graphs.layout import Box
from autograd_cli.plots.style import BLUE, FAINT, INK, VERMILLION

if TYPE_CHECKING:
    from autograd_cli.graph import Kind

EMBER = "#A64700"  # Vermillion for small letters, dark enough on white
PALE = "#A6A6A6"  # where no gradient flows
GROUND = "#FFFFFF"
RESULT = 4.0  # how far a result's box is from the second line around it
THICK, THIN = 2.4, 1.2
_GREEN = "#00805E"
_FILLS = {"input": "#DDEBF6", "parameter": "#C9E6DB", "op": GROUND, "module": "#ECECEC"}
_STROKES = {"input": BLUE, "parameter": _GREEN, "op": FAINT, "module": INK}
_CORNER, _PILL, _CUT = 5.0, 18.0, 9.0
PADDING: dict[str, tuple[float, float]] = {
    "input": (14, 8),
    "parameter": (14, 8),
    "op": (11, 7),
    "module": (14, 9),
    "constant": (4, 3),
}


def shape(kind: "Kind", box: Box, *, flows: bool | None = None, result: bool = False) -> list[Part]:
    """What a node is drawn as; whether a gradient `flows` there matters in the reverse graph."""
    if kind == "constant":
        return [Rounded(box, _CORNER, "", FAINT, THIN)] if result else []
    stroke = _STROKES[kind] if flows is None else VERMILLION if flows else PALE
    line = THICK * 0.75 if flows or kind == "module" else THIN
    parts: list[Part] = []
    if result:
        radius = _radius(kind, _inside(box)) + RESULT
        parts.append(Rounded(box, radius, GROUND, stroke, line))
        box = _inside(box)
    if kind == "parameter":
        parts.append(_cut(box, _FILLS[kind], stroke, line))
    else:
        parts.append(Rounded(box, _radius(kind, box), _FILLS[kind], stroke, line))
    return parts


def _radius(kind: "Kind", box: Box) -> float:
    return min(box.height / 2, _PILL) if kind == "input" else _CORNER


def _inside(box: Box) -> Box:
    """The box of a result, in the line around it."""
    less = 2 * RESULT
    return Box(box.left + RESULT, box.top + RESULT, box.width - less, box.height - less)


def _cut(box: Box, fill: str, stroke: str, line: float) -> Outline:
    """A box without its corners."""
    cut = min(_CUT, box.height / 3)
    left, right, top, bottom = box.left, box.right, box.top, box.bottom
    points = [
        (right - cut, top),
        (right, top + cut),
        (right, bottom - cut),
        (right - cut, bottom),
        (left + cut, bottom),
        (left, bottom - cut),
        (left, top + cut),
    ]
    steps = tuple((point,) for point in points)
    return Outline((((left + cut, top), steps),), fill, stroke, line, closed=True)
