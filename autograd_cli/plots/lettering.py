"""Texts from anybody's data, made fit to be drawn: in one line, short enough, with glyphs for all.

Sizes are in pixels.
"""

import unicodedata
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from autograd_cli.plots.style import DPI

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

TEXT = 14
_FONT = "DejaVu Sans"  # which comes with Matplotlib
_PLACEHOLDERS = "Last Resort"  # comes with it too: boxes for whatever there is
_ELLIPSIS = "…"


class Lettering:
    """Fonts for `names`: the one of all pictures and, for what it lacks, any that are installed.

    Characters that no font has are drawn as escapes.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        characters = {c for name in names for c in in_line(name)}
        self.families, self._lacking = _families(characters)

    def shown(self, name: str) -> str:
        """`name` in one line of characters that can be drawn."""
        return "".join(_escaped(c) if c in self._lacking else c for c in in_line(name))

    def fitted(self, name: str, width: float, size: float = TEXT) -> str:
        """`name` as it is shown, without its middle if it is wider than `width`."""
        return _shortened(self.shown(name), lambda text: self.width(text, size) <= width)

    def width(self, text: str, size: float = TEXT) -> float:
        """How wide `text` becomes."""
        measured = self._ruler.get_text_width_height_descent(text, self.font(size), ismath=False)
        return float(measured[0])

    def font(self, size: float) -> "FontProperties":
        """What Matplotlib needs to write in that size."""
        from matplotlib.font_manager import FontProperties  # heavy

        return FontProperties(family=self.families, size=size * 72 / DPI)

    @cached_property
    def _ruler(self) -> Any:
        from matplotlib.backends.backend_agg import RendererAgg  # heavy

        ruler: Any = RendererAgg  # which has no types
        return ruler(1, 1, DPI)


def in_line(name: str) -> str:
    """What steers where text goes is left out or, if it is no mark of Unicode's, escaped."""
    if name.isprintable() and name.isascii():
        return name.strip()  # as most are
    return "".join(" " if c.isspace() else _visible(c) for c in name).strip()


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return "" if unicodedata.category(character) == "Cf" else _escaped(character)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode()


def _families(characters: set[str]) -> tuple[list[str], set[str]]:
    """The fonts to take together for `characters`, and those of them that none has."""
    from matplotlib.font_manager import findfont, get_font  # heavy

    def known(path: str, wanted: set[str]) -> set[str]:
        return {c for c in wanted if get_font(path).get_char_index(ord(c))}

    families, lacking = [_FONT], characters - known(findfont(_FONT), characters)
    for name in _installed() if lacking else []:
        found = known(findfont(name), lacking)
        families += [name] if found else []
        lacking -= found
    return families, lacking


def _installed() -> list[str]:
    """The names of the fonts that have upright letters of normal weight."""
    from matplotlib.font_manager import fontManager

    plain = (400, "normal", "normal")
    fonts = [f for f in fontManager.ttflist if (f.weight, f.style, f.stretch) == plain]
    return sorted({f.name for f in fonts if not f.name.startswith(_PLACEHOLDERS)})


def _shortened(text: str, fits: Callable[[str], bool]) -> str:
    """As much of the beginning and the end as fits: many names differ in their last letters."""
    if fits(text):
        return text
    fit, too_many = 0, len(text)
    while too_many - fit > 1:
        kept = (fit + too_many) // 2
        if fits(_without_middle(text, kept)):
            fit = kept
        else:
            too_many = kept
    return _without_middle(text, fit)


def _without_middle(text: str, kept: int) -> str:
    return text[: kept - kept // 2] + _ELLIPSIS + text[len(text) - kept // 2 :]
