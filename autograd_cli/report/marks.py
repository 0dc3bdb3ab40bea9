"""What tells lines apart for those who see no colours: dashes for parts, marks for runs."""

from autograd_cli.report.drawing import COLOURS
from autograd_cli.report.markup import Markup, tag

# Around (0, 0), about 8 wide.
_SHAPES = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",  # a disc
    "M-3.5-3.5h7v7h-7z",
    "M0-4.5L4.5 3.5h-9z",
    "M0-5L5 0L0 5L-5 0z",
    "M0 4.5L4.5-3.5h-9z",
    "M-1.3-4.5h2.6v3.2h3.2v2.6h-3.2v3.2h-2.6v-3.2h-3.2v-2.6h3.2z",
    "M-5-2.5h10v5h-10z",
    "M-2.5-5h5v10h-5z",
)


def shapes() -> Markup:
    """The marks, for lines and for what explains them to use."""
    symbols = [tag("path", id=f"mark-{i}", d=shape) for i, shape in enumerate(_SHAPES)]
    return tag("svg", tag("defs", symbols), class_="unseen", aria_hidden="true")


def mark(run: int) -> int:
    """The mark of a run: with its colour, no other of 64 has both."""
    return (run + run // COLOURS) % len(_SHAPES)


def swatch(part: str = "", run: int | None = None) -> Markup:
    """A short piece of line: of a part, of a run, or of a part of the only run."""
    if run is None:
        name = f"of-{part}" if part else "ink"
        return _svg(tag("path", class_=f"line {part or 'train'} {name}", d="M0 7H30"))
    use = tag("use", href=f"#mark-{mark(run)}", x=15, y=7)
    return _svg(tag("path", class_="line train", d="M0 7H30"), use, name=f" c{run % COLOURS}")


def swatch_of_part(part: str) -> Markup:
    """A piece of line in the dashes of a part, and in no run's colour."""
    return _svg(tag("path", class_=f"line {part} ink", d="M0 7H30"))


def _svg(*content: Markup, name: str = "") -> Markup:
    return tag("svg", *content, class_=f"swatch{name}", viewBox="0 0 30 14", aria_hidden="true")
