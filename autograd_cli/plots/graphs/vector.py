"""A drawing as SVG: one self-contained element that tells of each of its parts when pointed at."""

import re
import zlib
from collections.abc import Sequence

from autograd_cli.plots.graphs.contents import SMALL
from autograd_cli.plots.graphs.drawing import Drawing, Group, Outline, Part, Rounded, Text
from autograd_cli.plots.graphs.layout import Point
from autograd_cli.plots.lettering import in_line
from autograd_cli.plots.style import INK

_FONTS = "DejaVu Sans, Verdana, Arial, sans-serif"
_FOREIGN = re.compile(r"[\u0590-\u1fff\u2500-\U0010ffff]")
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}


def vector(drawing: Drawing) -> str:
    """The text of an `svg` element, which can stand in a page or in a file of its own."""
    body = "\n".join(_group(group) for group in drawing.groups)
    # Ids are those of this drawing, as a page may hold more than one.
    title = in_line(drawing.title) or "Graph"
    name = f"graph-{zlib.crc32((title + body).encode()):08x}"
    width, height = _number(drawing.width), _number(drawing.height)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="graph" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" role="img" direction="ltr"'
            f' aria-labelledby="{name}-title {name}-about" font-family="{_FONTS}"'
            f' font-size="{_number(SMALL)}" text-anchor="middle">',
            f'<title id="{name}-title">{_escaped(title)}</title>',
            f'<desc id="{name}-about">{_escaped(drawing.about)}</desc>',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            body,
            "</svg>\n",
        ]
    )


def _group(group: Group) -> str:
    title = f"<title>{_escaped(group.about)}</title>" if group.about else ""
    return f'<g class="graph-{group.kind}">{title}{"".join(map(_part, group.parts))}</g>'


def _part(part: Part) -> str:
    match part:
        case Text():
            return _text(part)
        case Rounded(box, radius):
            place = f'x="{_number(box.left)}" y="{_number(box.top)}"'
            size = f'width="{_number(box.width)}" height="{_number(box.height)}"'
            return f'<rect {place} {size} rx="{_number(radius)}"{_paint(part)}/>'
        case Outline(lines):
            path = "".join(_line(start, steps) for start, steps in lines)
            return f'<path d="{path}{"Z" * part.closed}"{_paint(part)}/>'


def _text(part: Text) -> str:
    size = "" if part.size == SMALL else f' font-size="{_number(part.size)}"'
    anchor = "" if part.anchor == "middle" else f' text-anchor="{part.anchor}"'
    # Other fonts are no wider than this one, but for letters that it may be lacking.
    length = f' textLength="{_number(part.width)}"' if _FOREIGN.search(part.text) else ""
    color = "" if part.color == INK else f' fill="{part.color}"'
    place = f'x="{_number(part.x)}" y="{_number(part.y)}"'
    return f"<text {place}{size}{anchor}{length}{color}>{_escaped(part.text)}</text>"


def _line(start: Point, steps: Sequence[Sequence[Point]]) -> str:
    """A path from there, in steps relative to the point before, which are shorter."""
    x, y = last = round(start[0], 1), round(start[1], 1)
    found = [f"M{_number(x)},{_number(y)}"]
    for step in steps:
        x, y = last
        moves = [(round(u, 1) - x, round(v, 1) - y) for u, v in step]
        last = round(step[-1][0], 1), round(step[-1][1], 1)
        if len(step) == 3:
            found.append("c" + " ".join(f"{_number(u)},{_number(v)}" for u, v in moves))
        elif last[0] == x:
            found.append(f"v{_number(moves[0][1])}")
        elif last[1] == y:
            found.append(f"h{_number(moves[0][0])}")
        else:
            found.append(f"l{_number(moves[0][0])},{_number(moves[0][1])}")
    return "".join(found)


def _paint(part: Rounded | Outline) -> str:
    line = f' stroke="{part.stroke}" stroke-width="{_number(part.line)}"' if part.stroke else ""
    return f' fill="{part.fill or "none"}"{line}'


def _number(x: float) -> str:
    """With one digit, which a tenth of a pixel needs."""
    return f"{round(x, 1) + 0:.1f}".removesuffix(".0")


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
