"""Each parameter over the epochs: its numbers as lines or, of many, how they are spread."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.colours import of_shares
from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.models.limits import limits
from autograd_cli.plots.panels import name_axis, name_lines, panels
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.style import BLUE, MARKERS, PALETTE
from autograd_cli.runs import Snapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

_MOST = 8  # parameters
_NAMED = 6  # numbers of one that are told apart
_WIDTH, _ROW, _HEADER = 8.4, 1.75, 1.0  # inches
_ACROSS, _UP = 300, 80  # cells of a strip, at most
_MARKS = 6  # on a line, about


def weights(found: RunData) -> "Figure":
    """A panel for each parameter, or for the largest; of histograms, the darker, the more numbers.

    Raises NoPictureError if the run has kept no weights of its epochs.
    """
    history = found.weight_history
    if not history:
        raise NoPictureError(
            f"{found.run.id} has kept no weights of its epochs: it is of an earlier version",
            "Train it once more to see them.",
        )
    shown = _largest(history)
    columns = min(2, len(shown))
    rows = -(-len(shown) // columns)
    picture, grid = panels(
        rows,
        columns,
        title=found.title,
        about=_about(shown, len(history)),
        size=(_WIDTH, _HEADER + _ROW * max(2, rows)),
        share_x=True,
    )
    first = next(iter(history))
    for axes, (name, snapshots) in zip(grid, shown.items(), strict=False):
        features = found.about.get("feature_names", []) if name == first else []
        _draw(axes, snapshots, features)
        # A height of its own: else ticks are laid out twice more, to keep the title above them.
        heading = f"{name}: {_numbers(_size(snapshots))}"
        axes.set_title(heading, fontsize=9, y=1.0, parse_math=False)
    for axes in grid[len(shown) :]:
        axes.set_visible(False)
    for axes in grid[len(shown) - columns : len(shown)]:
        axes.tick_params(labelbottom=True)
        name_axis(axes.xaxis, "epoch")
    return picture


def _size(snapshots: Sequence[Snapshot]) -> int:
    return max(len(snapshot.values) or sum(snapshot.counts) for snapshot in snapshots)


def _largest(history: dict[str, list[Snapshot]]) -> dict[str, list[Snapshot]]:
    """In the model's order."""
    sizes = {name: _size(snapshots) for name, snapshots in history.items()}
    chosen = sorted(sizes, key=lambda name: -sizes[name])[:_MOST]
    return {name: snapshots for name, snapshots in history.items() if name in chosen}


def _about(shown: dict[str, list[Snapshot]], count: int) -> str:
    about = "weights after each epoch"
    if any(snapshot.counts for snapshots in shown.values() for snapshot in snapshots):
        about += ": the darker, the more of a parameter's numbers"
    return about if len(shown) == count else f"{about}; the {len(shown)} largest of {count}"


def _numbers(count: int) -> str:
    return f"{count:,} number{'' if count == 1 else 's'}"


def _draw(axes: "Axes", snapshots: Sequence[Snapshot], features: Sequence[str]) -> None:
    epochs = np.array([snapshot.epoch for snapshot in snapshots])
    axes.set_xlim(epochs[0] - 0.5, epochs[-1] + 0.5)
    axes.locator_params(axis="x", integer=True, nbins=6)
    axes.locator_params(axis="y", nbins=5)
    axes.set_ylim(limits(np.array([(s.low, s.high) for s in snapshots])))
    if snapshots[0].values:
        _draw_lines(axes, epochs, np.array([snapshot.values for snapshot in snapshots]), features)
    else:
        _draw_strip(axes, epochs, snapshots)


def _draw_lines(
    axes: "Axes", epochs: "NDArray[Any]", values: "NDArray[Any]", features: Sequence[str]
) -> None:
    values = np.where(np.isfinite(values), values, np.nan)
    count = values.shape[1]
    if count > _NAMED:
        axes.plot(epochs, values, color=BLUE, linewidth=1, alpha=0.7)
        return
    for i in range(count):
        axes.plot(
            epochs,
            values[:, i],
            color=PALETTE[i],
            linewidth=1.6,
            marker=MARKERS[i],
            markersize=4,
            markevery=max(1, len(epochs) // _MARKS),
        )
    if count > 1:
        names = features if len(features) == count else [f"[{i}]" for i in range(count)]
        name_lines(axes, values[-1], names)


def _draw_strip(axes: "Axes", epochs: "NDArray[Any]", snapshots: Sequence[Snapshot]) -> None:
    """A column for each epoch or, of many, for epochs at even distances."""
    low, high = limits(np.array([(s.low, s.high) for s in snapshots]), margin=0)
    edges = np.linspace(low, high, _UP + 1)
    spread = np.stack([_spread(snapshot, edges) for snapshot in snapshots], axis=1)
    span = int(epochs[-1] - epochs[0]) + 1
    places = np.linspace(epochs[0], epochs[-1], min(span, _ACROSS))
    nearest = np.abs(places[:, np.newaxis] - epochs).argmin(axis=1)
    axes.imshow(
        of_shares(spread[:, nearest]),
        extent=(epochs[0] - 0.5, epochs[-1] + 0.5, low, high),
        origin="lower",
        aspect="auto",
        interpolation="nearest",
    )
    axes.set_ylim(limits(edges))


def _spread(snapshot: Snapshot, edges: "NDArray[Any]") -> "NDArray[Any]":
    """How much of a parameter is between two edges each, to the most of it that is; or zeros."""
    if not np.isfinite([snapshot.low, snapshot.high]).all() or not sum(snapshot.counts):
        return np.zeros(len(edges) - 1)
    bins = np.linspace(snapshot.low, snapshot.high, len(snapshot.counts) + 1)
    below = np.concatenate([[0.0], np.cumsum(snapshot.counts)])
    found = np.diff(np.interp(edges, bins, below))
    spread: NDArray[Any] = found / (found.max() or 1)
    return spread
