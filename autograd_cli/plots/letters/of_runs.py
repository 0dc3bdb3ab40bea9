"""Curves of runs in letters, with titles and legends, for terminals."""

import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograd_cli.plots import kinds
from autograd_cli.plots.axis import Axis, axis
from autograd_cli.plots.curves.curve import NAMES, PLAIN, SHARES, parts, span
from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.letters.canvas import Look, Piece
from autograd_cli.plots.letters.text_chart import ASCII, BOXES, Line, Row, chart, sample
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.style import LABELS
from autograd_cli.runs import Metrics

_ALONE = {"train": Look("*", 0), "val": Look("o", 1, dotted=True)}
_LETTERS = {"train": string.ascii_uppercase, "val": string.ascii_lowercase}
_APART = "   "
_TABLED = 20  # classes; a table of more has no room


@dataclass(frozen=True)
class Terminal:
    """How much room it has, and whether it has letters of Braille and those that boxes are of."""

    columns: int
    drawn: bool


def kinds_of(found: RunData, only: Sequence[str] | None) -> list[str]:
    """What of one run to draw in letters: its curves, and the confusion matrix, as a table.

    Raises NoPictureError for what `only` names and cannot be drawn so; RunError for a run without
    metrics.
    """
    curves = [*found.curves, *(["steps"] if found.steps.step else [])]
    if only is None:
        tabled = 0 < len(found.class_names) <= _TABLED and found.predictions
        return [*curves, *(["confusion"] if tabled else [])]
    kinds.check(only)
    for kind in only:
        if kind not in (*curves, "confusion"):
            raise NoPictureError(
                f"{kind} of {found.run.id} cannot be drawn in letters",
                f"These can: {', '.join(curves)}, confusion.",
            )
    return [*dict.fromkeys(only)]


def of_one(found: RunData, quantity: str, terminal: Terminal) -> Iterator[Row]:
    """A quantity of one run; training and validation are told apart without colours."""
    if quantity == "steps":
        yield [Piece(f"{_named(quantity)} over the steps of {found.title}")]
        line = Line("", found.steps.step, found.steps.loss, _ALONE["train"])
        yield from _drawn([line], quantity, terminal, braille=terminal.drawn)
        return
    lines = [
        Line(LABELS[part], found.metrics.epochs, values, _ALONE[part])
        for part, values in parts(found.metrics, quantity).items()
    ]
    yield [Piece(f"{_named(quantity)} over the epochs of {found.title}")]
    yield from _drawn(lines, quantity, terminal, braille=terminal.drawn)
    if quantity not in PLAIN:
        yield [
            piece
            for i, line in enumerate(lines)
            for piece in (
                Piece(_APART if i else ""),
                sample(line.look, terminal.drawn),
                Piece(f" {line.label}"),
            )
        ]


def of_several(
    tables: Sequence[Metrics], names: Sequence[str], quantity: str, terminal: Terminal
) -> Iterator[Row]:
    """A quantity of several runs: each has a letter, which is small for its validation part."""
    lines = [
        Line(part, data.epochs, values, Look(_LETTERS[part][i], i))
        for i, data in enumerate(tables)
        for part, values in parts(data, quantity).items()
    ]
    shown = [i for i, data in enumerate(tables) if parts(data, quantity)]
    yield [Piece(f"{_named(quantity)} over the epochs of {len(shown)} runs")]
    yield from _drawn(lines, quantity, terminal, braille=False)
    for i in shown:
        yield [Piece(_LETTERS["train"][i], i), Piece(f" {names[i]}")]
    if any(line.label == "val" for line in lines):
        yield [Piece("small letters are of the validation part")]


def _named(quantity: str) -> str:
    return NAMES.get(quantity, quantity)


def _drawn(lines: Sequence[Line], quantity: str, terminal: Terminal, *, braille: bool) -> list[Row]:
    values = [value for line in lines for value in line.y]
    return chart(
        lines,
        _scale(values, quantity),
        columns=terminal.columns,
        frame=BOXES if terminal.drawn else ASCII,
        braille=braille,
    )


def _scale(values: Sequence[float], quantity: str) -> Axis:
    """The axis that the same values have in pictures."""
    shown = span(values, quantity)
    if shown.logarithmic:
        return axis([*values], logarithmic=True)
    ends = [end for end in (shown.bottom, shown.top) if end is not None]
    return axis([0, 1] if quantity in SHARES else [*values, *ends])
