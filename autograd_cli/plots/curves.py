"""Curves of a run's metrics over its epochs."""

from typing import TYPE_CHECKING

from autograd_cli.plots.style import LABELS, LINES, figure
from autograd_cli.runs import Metrics

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# A loss that varies by more than the first factor is drawn on a logarithmic axis; one that varies
# by less than the second, on an axis that does not begin at 0.
_LOG_FROM = 100
_ZOOM_BELOW = 3
_HIGHEST = 1e250  # a diverging loss leaves the picture at the top


def curve(data: Metrics, metric: str, *, title: str) -> "Figure":
    """`metric` of the training and, if any, the validation part over the epochs."""
    picture, axes = figure()
    lowest = highest = 0.0
    for part, line in LINES.items():
        values = data.columns.get(f"{part}/{metric}")
        if values is not None:
            marker = "o" if len(values) == 1 else None  # a line needs two points
            axes.plot(data.epochs, values, label=LABELS[part], linewidth=1.8, marker=marker, **line)
            lowest = min(values) if part == "train" else min(lowest, *values)
            highest = max(highest, *values)
    if metric == "accuracy":
        axes.set_ylim(0, 1.03)
    elif lowest > 0 and highest > _LOG_FROM * lowest:
        # Limits of our own, and first: margins and ticks beyond the largest float would overflow.
        axes.set_ylim(lowest / 2, min(2 * highest, _HIGHEST))
        axes.set_yscale("log")
    elif highest > _ZOOM_BELOW * lowest:
        axes.set_ylim(bottom=0)
    axes.set_xlim(data.epochs[0], max(data.epochs[-1], data.epochs[0] + 1))
    axes.locator_params(axis="x", integer=True)
    axes.set_xlabel("epoch")
    axes.set_ylabel(metric)
    # A height of its own: else all ticks are laid out twice, once to keep the title above them.
    axes.set_title(title, fontsize=10, loc="left", y=1.0, parse_math=False)
    axes.legend(frameon=False)
    return picture
