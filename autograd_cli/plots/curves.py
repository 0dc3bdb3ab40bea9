"""Curves of a run's metrics over its epochs."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from autograd_cli.files import write_atomically
from autograd_cli.plots.style import LABELS, LINES, figure
from autograd_cli.runs import Metrics, RunError, RunFolder, RunWriteError, metrics

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# A loss that varies by more than the first factor is drawn on a logarithmic axis; one that varies
# by less than the second, on an axis that does not begin at 0.
_LOG_FROM = 100
_ZOOM_BELOW = 3
_HIGHEST = 1e250  # a diverging loss leaves the picture at the top


def draw(run: RunFolder) -> list[Path]:
    """Write `loss.png` and, for classes, `accuracy.png` into the run's `plots/`; return the paths.

    Raises RunError if the run has no metrics to draw, RunWriteError if a file cannot be written.
    """
    data = metrics(run)
    if not data.epochs:
        raise RunError(f"{run.id} has no metrics to draw")
    written = []
    for metric in ("loss", "accuracy"):
        if any(name.endswith(f"/{metric}") for name in data.columns):
            path = run.plots / f"{metric}.png"
            _save(curve(data, metric, title=run.id), path)
            written.append(path)
    return written


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
    axes.set_title(title, fontsize=10, loc="left", y=1.0)
    axes.legend(frameon=False)
    return picture


def _save(picture: "Figure", path: Path) -> None:
    content = io.BytesIO()
    picture.savefig(content, format="png")
    try:
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, content.getvalue())
    except OSError as error:
        raise RunWriteError(f"cannot write {path}: {error.strerror or error}") from error
