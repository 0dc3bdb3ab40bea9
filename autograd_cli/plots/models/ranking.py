"""How well a model's outputs rank the examples of a class before all others, at every threshold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.models.kept import Kept, answered
from autograd_cli.plots.panels import legend, name_axes, panels
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.sheets.about import best_epoch
from autograd_cli.plots.style import FAINT, LABELS, PALETTE, RULE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

_SIZE = (7.4, 4.8)  # inches
_NAMED = 8  # curves that are told apart, at most; others are only seen
_ROOM = 150  # points, of a line in the legend
_DASHES: tuple[Any, ...] = ("-", (0, (4, 1.5)), (0, (1, 1.2)), (0, (6, 1.5, 1, 1.5)))


@dataclass(frozen=True, eq=False)
class _Curve:
    """Of class `k` before all others: its points, the area below, and the share of the class."""

    k: int
    x: "NDArray[Any]"
    y: "NDArray[Any]"
    area: float
    share: float


def roc(found: RunData) -> "Figure":
    """What share of a class is found, over the share of all others that is taken for it.

    Raises NoPictureError if the run has no classes, or has kept examples of one alone.
    """
    from sklearn.metrics import auc, roc_curve  # heavy

    curves = []
    for k, truths, scores in _ranked(found):
        x, y, _ = roc_curve(truths, scores)
        curves.append(_Curve(k, x, y, float(auc(x, y)), 0.5))
    picture, axes = _picture(found)
    name_axes(axes, "false positive rate", "true positive rate (recall)")
    (chance,) = axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1, linestyle=":")
    _draw(picture, axes, found.class_names, curves, "AUC", chance)
    return picture


def precision_recall(found: RunData) -> "Figure":
    """What share of the examples taken for a class is of it, over the share that is found.

    Raises NoPictureError if the run has no classes, or has kept examples of one alone.
    """
    from sklearn.metrics import average_precision_score, precision_recall_curve  # heavy

    curves = []
    for k, truths, scores in _ranked(found):
        precision, recall, _ = precision_recall_curve(truths, scores, drop_intermediate=True)
        area = float(average_precision_score(truths, scores))
        curves.append(_Curve(k, recall, precision, area, float(truths.mean())))
    picture, axes = _picture(found)
    name_axes(axes, "recall", "precision")
    share = np.mean([curve.share for curve in curves])
    (chance,) = axes.plot([0, 1], [share, share], color=FAINT, linewidth=1, linestyle=":")
    _draw(picture, axes, found.class_names, curves, "AP", chance, drawstyle="steps-post")
    return picture


def _part(found: RunData) -> Kept:
    """The part that was predicted, those of its examples whose outputs are numbers."""
    part = answered(found)[-1]
    return part.where(~np.isnan(part.outputs.reshape(len(part), -1)).any(axis=1))


def _ranked(found: RunData) -> "list[tuple[int, NDArray[Any], NDArray[Any]]]":
    """Each class, but for the first of two, which examples are of it, and how probable that is.

    Without classes that no example is of, or all are.
    """
    from autograd_cli.train.metrics import probabilities  # loads the engine

    found.classified()
    part = _part(found)
    scores = probabilities(np.nan_to_num(part.outputs.astype(np.float64)))
    columns = {1: scores} if scores.ndim == 1 else dict(enumerate(scores.T))
    truths = {k: part.classes == k for k in columns}
    ranked = [(k, truths[k], columns[k]) for k in columns if 0 < truths[k].sum() < len(part)]
    if not ranked:
        raise NoPictureError(
            f"there is nothing to rank: {found.run.id} has kept examples of no two classes in "
            f"its {LABELS[part.part]} part"
        )
    return ranked


def _picture(found: RunData) -> "tuple[Figure, Axes]":
    predictions, names = found.classified()
    about = f"{_part(found)}; {best_epoch(predictions.epoch)}"
    each = "; each class against all others" if len(names) > 2 else ""
    picture, (axes,) = panels(title=found.title, about=about + each, size=_SIZE)
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal", anchor="W")
    return picture, axes


def _draw(
    picture: "Figure",
    axes: "Axes",
    names: Sequence[str],
    curves: Sequence[_Curve],
    area: str,
    chance: Any,
    **look: Any,
) -> None:
    """The curves; of many, those with the smallest areas are told apart."""
    worst = sorted(curves, key=lambda curve: curve.area)[:_NAMED]
    handles: list[Any] = []
    texts = []
    for curve in sorted(worst, key=lambda curve: curve.k):
        looks = {"color": PALETTE[len(handles)], "linestyle": _DASHES[len(handles) % len(_DASHES)]}
        handles += axes.plot(curve.x, curve.y, linewidth=1.8, zorder=3, **looks, **look)
        texts.append(f"{area} {curve.area:.3f}  {names[curve.k]}")
    for curve in curves:
        if curve not in worst:
            (other,) = axes.plot(curve.x, curve.y, color=RULE, linewidth=1, zorder=2, **look)
    if len(curves) > len(worst):
        handles.append(other)
        texts.append(f"{len(curves) - len(worst)} more classes, {area} no smaller")
    if len(curves) > 1:
        handles.append(axes.plot([], [], linestyle="none")[0])
        texts.append(f"{area} {np.mean([curve.area for curve in curves]):.3f}  on average")
    share = np.mean([curve.share for curve in curves])
    handles.append(chance)
    texts.append(f"{area} {share:.3f}  by chance")
    missing = len(names) - len(curves) - (len(names) == 2)
    if missing:
        handles.append(axes.plot([], [], linestyle="none")[0])
        texts.append(f"no examples of {missing} more")
    legend(picture, handles, texts, room=_ROOM, loc="outside right center", handlelength=2.6)
