"""How wide texts are, known letter by letter: a graph has thousands of them."""

from collections.abc import Iterable

from autograd_cli.plots.lettering import Lettering

_ELLIPSIS = "…"
_SIZE = 100.0  # at which letters are measured


class Ruler:
    """Measures texts in the lettering of all pictures, which has letters for `names`."""

    def __init__(self, names: Iterable[str]) -> None:
        self.lettering = Lettering(names)
        self._widths: dict[str, float] = {}

    def width(self, text: str, size: float) -> float:
        """How wide a text is that can be drawn; kerning may make it a little narrower."""
        for letter in text:
            if letter not in self._widths:
                self._widths[letter] = self.lettering.width(letter, _SIZE)
        return sum(map(self._widths.__getitem__, text)) * size / _SIZE

    def fitted(self, name: str, width: float, size: float) -> str:
        """`name` as it can be drawn, without its middle if it is wider than `width`."""
        shown = self.lettering.shown(name)
        if self.width(shown, size) <= width:
            return shown
        return self.lettering.fitted(name, width, size)

    def begun(self, text: str, width: float, size: float) -> str:
        """`text` as it can be drawn, up to a comma or without its end if it is wider."""
        shown = self.lettering.shown(text)
        if self.width(shown, size) <= width:
            return shown
        room = width - self.width(_ELLIPSIS, size)
        end = next(n for n in range(len(shown), -1, -1) if self.width(shown[:n], size) <= room)
        clause = shown[:end].rpartition(", ")[0]
        return (clause or shown[:end].rstrip()) + _ELLIPSIS
