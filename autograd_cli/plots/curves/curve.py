"""Curves over the epochs: a run's metrics, its learning rate and the length of its gradients."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograd_cli.plots.lettering import Lettering
from autograd_cli.plots.style import DPI, LABELS, LINES, figure
from autograd_cli.runs import Metrics

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PLAIN = ("lr", "grad_norm")  # quantities of the training alone, which have no parts
SHARES = ("accuracy", "balanced_accuracy", "precision", "recall", "f1", "roc_auc")  # of 1
NAMES = {"lr": "learning rate", "grad_norm": "gradient norm", "steps": "loss of the batch"}

# A loss that varies by more than the first factor is drawn on a logarithmic axis; one that varies
# by less than the second, on an axis that does not begin at 0.
_LOG_FROM = 100
_ZOOM_BELOW = 3
_TITLE = 10  # points
_MANY = 300  # points; lines of more are thin
_HIGHEST = 1e250  # a diverging loss leaves the picture at the top


@dataclass(frozen=True)
class Curve:
    """A line: what the legend calls it, its points, and how Matplotlib is to draw it."""

    label: str
    x: Sequence[float]
    y: Sequence[float]
    look: Mapping[str, Any]


@dataclass(frozen=True)
class Span:
    """What an axis of values shows: None is for an end that follows from the values."""

    logarithmic: bool = False
    bottom: float | None = None
    top: float | None = None


def quantities(data: Metrics) -> list[str]:
    """What a run has curves of: the loss, its other metrics, and what belongs to no part."""
    metrics = dict.fromkeys(name.partition("/")[2] for name in data.columns if "/" in name)
    names = sorted(metrics, key=lambda metric: metric != "loss") + list(PLAIN)
    return [name for name in names if name == "loss" or _has_numbers(parts(data, name))]


def parts(data: Metrics, quantity: str) -> dict[str, list[float]]:
    """The values of the training and, if any, the validation part, by its short name."""
    if quantity in PLAIN:
        return {"train": data.columns[quantity]} if quantity in data.columns else {}
    columns = {part: data.columns.get(f"{part}/{quantity}") for part in LINES}
    return {part: values for part, values in columns.items() if values is not None}


def _has_numbers(columns: Mapping[str, Sequence[float]]) -> bool:
    return any(math.isfinite(value) for values in columns.values() for value in values)


def curve(data: Metrics, quantity: str, *, title: str) -> "Figure":
    """The quantity over the epochs."""
    curves = [
        Curve("" if quantity in PLAIN else LABELS[part], data.epochs, values, LINES[part])
        for part, values in parts(data, quantity).items()
    ]
    return alone(curves, quantity, title=title)


def alone(curves: Sequence[Curve], quantity: str, *, title: str, x: str = "epoch") -> "Figure":
    """A picture of nothing but these curves of one run."""
    picture, axes = figure()
    plot(axes, curves, quantity, x=x)
    # A height of its own: else all ticks are laid out twice, once to keep the title above them.
    lettering = Lettering([title])
    font = lettering.font(_TITLE * DPI / 72)
    shown = lettering.shown(title)
    axes.set_title(shown, loc="left", y=1.0, fontproperties=font, parse_math=False)
    if any(curve.label for curve in curves):
        axes.legend(frameon=False)
    return picture


def plot(axes: "Axes", curves: Sequence[Curve], quantity: str, *, x: str = "epoch") -> None:
    """Draw the curves, on a scale and with limits that suit all of them."""
    for curve in curves:
        look = {"linewidth": 1.8 if len(curve.x) <= _MANY else 1.0, **curve.look}
        if sum(map(math.isfinite, curve.y)) == 1:  # a line needs two points
            look = {"marker": "o", "clip_on": False, **look}
        axes.plot(curve.x, curve.y, label=curve.label, **look)
    shown = span([value for curve in curves for value in curve.y], quantity)
    # Limits of our own, and first: margins and ticks beyond the largest float would overflow.
    axes.set_ylim(shown.bottom, shown.top)
    if shown.logarithmic:
        axes.set_yscale("log")
    first, last = (end(end(curve.x) for curve in curves) for end in (min, max))
    axes.set_xlim(first, max(last, first + 1))
    axes.locator_params(axis="x", integer=True)
    axes.set_xlabel(x)
    axes.yaxis.get_offset_text().set(x=-0.01, ha="right")  # not on the title
    axes.set_ylabel(NAMES.get(quantity, quantity))


def span(values: Sequence[float], quantity: str) -> Span:
    """The axis that suits the values, those among them that are numbers."""
    numbers = [value for value in values if math.isfinite(value)]
    lowest, highest = min(numbers, default=0.0), max(numbers, default=0.0)
    if quantity in SHARES:
        return Span(bottom=0, top=1.03)
    if lowest > 0 and highest > _LOG_FROM * lowest:
        return Span(True, lowest / 2, min(2 * highest, _HIGHEST))
    if quantity == "lr" or highest > _ZOOM_BELOW * lowest >= 0:
        return Span(bottom=0)
    return Span()
