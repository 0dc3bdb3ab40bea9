"""How well a model of numbers fits: its curve or its predictions, and what these leave over."""

from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.models.kept import Kept, answered, located
from autograd_cli.plots.models.limits import limits
from autograd_cli.plots.panels import legend, name_axes, panels
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.sheets.about import best_epoch
from autograd_cli.plots.style import BLUE, FAINT, INK, VERMILLION

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

_MARKS: dict[str, dict[str, Any]] = {
    "train": {"marker": "o", "facecolors": BLUE, "edgecolors": "white", "zorder": 3},
    "val": {"marker": "s", "facecolors": VERMILLION, "edgecolors": INK, "zorder": 4},
}
_BARS: dict[str, dict[str, Any]] = {
    "train": {"color": BLUE, "alpha": 0.35, "histtype": "stepfilled"},
    "val": {"color": VERMILLION, "linewidth": 1.8, "histtype": "step"},
}
_SIZE, _SQUARE, _WIDE = (6.4, 4.6), (6.4, 6.4), (8.0, 4.6)  # inches
_ROOM = 260  # points, of a line in the legend
_CURVE = 500  # points
_BINS = 24
_MANY = 300  # examples; of more, marks are smaller


def fit(found: RunData) -> "Figure":
    """The curve of one feature, with the examples; else what is predicted against what is true.

    Raises NoPictureError if the run has classes, or no predictions that are numbers.
    """
    _check(found)
    if found.about.get("kind") != "images" and len(found.about["feature_names"]) == 1:
        return _curve(found, _numbers(found, located(found)))
    return _against_truth(found, _numbers(found, answered(found)))


def residuals(found: RunData) -> "Figure":
    """True minus predicted over what is predicted, and how often they are how large.

    Raises NoPictureError if the run has classes, or no predictions that are numbers.
    """
    _check(found)
    parts = _numbers(found, answered(found))
    left_over = [_left_over(part) for part in parts]
    picture, (axes, beside) = panels(
        1, 2, title=found.title, about=_about(found), size=_WIDE, widths=(2, 1), share_y=True
    )
    entries = _scatter(axes, parts, [part.outputs for part in parts], left_over)
    axes.axhline(0, color=INK, linewidth=1)
    axes.set(xlim=limits(*(part.outputs for part in parts)), ylim=limits(np.zeros(1), *left_over))
    name_axes(axes, "predicted", f"residual: true {found.about['target']} - predicted")
    bins = np.linspace(*limits(*left_over), _BINS + 1).tolist()
    for part, values in zip(parts, left_over, strict=True):
        share = np.full(len(values), 100 / len(values))
        beside.hist(values, bins, weights=share, orientation="horizontal", **_BARS[part.part])
    beside.axhline(0, color=INK, linewidth=1)
    name_axes(beside, "% of the part's examples", "")
    legend(picture, *entries, loc="outside lower left", room=_ROOM)
    return picture


def _check(found: RunData) -> None:
    if found.class_names:
        raise NoPictureError(
            f"{found.run.id} predicts classes, and this picture is of numbers",
            "See its confusion matrix.",
        )
    found.predicted()


def _numbers(found: RunData, parts: list[Kept]) -> list[Kept]:
    """The examples whose residual is a number."""
    finite = [part.where(np.isfinite(_left_over(part))) for part in parts]
    if not any(map(len, finite)):
        raise NoPictureError(f"the outputs of {found.run.id} are no numbers")
    return [part for part in finite if len(part)]


def _left_over(part: Kept) -> "NDArray[Any]":
    with np.errstate(over="ignore", invalid="ignore"):
        found: NDArray[Any] = part.targets.astype(np.float64) - part.outputs
    return found


def _curve(found: RunData, parts: list[Kept]) -> "Figure":
    from autograd_cli.data import ArrayPart
    from autograd_cli.train import outputs  # loads the engine

    restored = found.restored
    undo = restored.preprocessing.undo
    low, high = limits(*(part.inputs for part in parts), margin=0.03)
    x = np.linspace(low, high, _CURVE)[:, np.newaxis].astype(parts[0].inputs.dtype)
    y = np.concatenate([*outputs(restored.model, ArrayPart(x, np.zeros(len(x))))])
    y = y.astype(np.float64)
    picture, (axes,) = panels(title=found.title, about=_about(found), size=_SIZE)
    entries = _scatter(
        axes, parts, [undo(part.inputs) for part in parts], [part.targets for part in parts]
    )
    (line,) = axes.plot(undo(x), np.where(np.isfinite(y), y, np.nan), color=INK, linewidth=2)
    line.set_zorder(5)
    shown = limits(*(values for part in parts for values in (part.targets, part.outputs)))
    axes.set(xlim=limits(undo(x), margin=0), ylim=shown)
    name_axes(axes, found.about["feature_names"][0], found.about["target"])
    handles, names = entries
    legend(picture, [*handles, line], [*names, "model"], loc="outside lower left", room=_ROOM)
    return picture


def _against_truth(found: RunData, parts: list[Kept]) -> "Figure":
    picture, (axes,) = panels(title=found.title, about=_about(found), size=_SQUARE)
    entries = _scatter(
        axes, parts, [part.targets for part in parts], [part.outputs for part in parts]
    )
    shown = limits(*(values for part in parts for values in (part.targets, part.outputs)))
    (line,) = axes.plot(shown, shown, color=FAINT, linewidth=1.2, linestyle="--")
    axes.set(xlim=shown, ylim=shown, aspect="equal")
    name_axes(axes, f"true {found.about['target']}", "predicted")
    handles, names = entries
    legend(picture, [*handles, line], [*names, "equal"], loc="outside lower left", room=_ROOM)
    return picture


def _scatter(
    axes: "Axes", parts: list[Kept], x: "list[NDArray[Any]]", y: "list[NDArray[Any]]"
) -> tuple[list[Any], list[str]]:
    """Mark the examples of both parts; returns what the legend needs."""
    scale = min(1.0, (_MANY / sum(map(len, parts))) ** 0.5)
    handles = [
        axes.scatter(a, b, s=max(6, 24 * scale), linewidths=0.6 * scale, **_MARKS[part.part])
        for part, a, b in zip(parts, x, y, strict=True)
    ]
    return handles, [f"{part}, RMSE {_rms(_left_over(part)):.4g}" for part in parts]


def _rms(values: "NDArray[Any]") -> float:
    largest = float(np.abs(values).max()) or 1.0  # else squares of large numbers were too large
    return largest * float(np.sqrt(np.mean((values / largest) ** 2)))


def _about(found: RunData) -> str:
    return best_epoch(found.predicted().epoch)
