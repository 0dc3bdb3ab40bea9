"""How examples are marked in a plane: by class, by part, and whether they were taken for another.

Classes differ in colour and marker, parts in size and edge: all can be told without colours.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.panels import legend
from autograd_cli.plots.style import FAINT, INK, LABELS, MARKERS, PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

NAMED = 10  # classes in a legend, at most
_EDGES = {"train": ("white", 0.4), "val": (INK, 0.8)}  # colour and width
_SIZES = {"train": 18.0, "val": 34.0}  # points squared
_RING = 110.0
_USUAL = 200  # examples; of more, marks are smaller
_SCALES = (0.45, 1.4)


def colour(k: int) -> str:
    """Of class k. With its marker it is that of no other of 64."""
    return PALETTE[k % len(PALETTE)]


def marker(k: int) -> str:
    """Of class k."""
    return MARKERS[(k + k // len(PALETTE)) % len(MARKERS)]


def scatter(
    axes: "Axes", points: "NDArray[Any]", classes: "NDArray[Any]", part: str, among: int
) -> None:
    """Mark points (n, 2) of a part as being of classes (n,); `among` so many in the panel."""
    edge, width = _EDGES[part]
    for k in np.unique(classes):
        axes.scatter(
            points[classes == k, 0],
            points[classes == k, 1],
            s=_SIZES[part] * _scale(among),
            marker=marker(k),
            facecolors=colour(k),
            edgecolors=edge,
            linewidths=width * _scale(among) ** 0.5,
            zorder=3 if part == "train" else 4,
            label=f"{LABELS[part]} {k}",
        )


def ring(axes: "Axes", points: "NDArray[Any]", among: int) -> None:
    """Mark points (n, 2) as wrong."""
    axes.scatter(
        points[:, 0],
        points[:, 1],
        s=_RING * _scale(among),
        marker="o",
        facecolors="none",
        edgecolors=INK,
        linewidths=1.3,
        zorder=5,
        label="wrong",
    )


def explain(picture: "Figure", names: Sequence[str], parts: Sequence[str], wrong: int) -> None:
    """Tell beside the panels what the marks mean."""
    from matplotlib.lines import Line2D  # heavy

    def mark(sign: str, size: float, **look: Any) -> Line2D:
        return Line2D([], [], linestyle="none", marker=sign, markersize=size**0.5, **look)

    entries = [
        (mark(marker(k), _SIZES["val"], color=colour(k)), name)
        for k, name in enumerate(names[:NAMED])
    ]
    if len(names) > NAMED:
        entries.append((mark("", 1), f"and {len(names) - NAMED} more"))
    entries.append((mark("", 1), ""))  # keeps classes and parts apart
    for part in parts:
        edge, width = _EDGES[part]
        look = {"markeredgecolor": edge, "markeredgewidth": width, "markerfacecolor": FAINT}
        entries.append((mark("o", _SIZES[part], **look), LABELS[part]))
    hollow = {"markerfacecolor": "none", "markeredgecolor": INK, "markeredgewidth": 1.3}
    entries.append((mark("o", _RING, **hollow), f"wrong: {wrong:,}"))
    handles, texts = zip(*entries, strict=True)
    legend(picture, handles, texts, loc="outside right center", labelspacing=0.6)


def _scale(among: int) -> float:
    least, most = _SCALES
    return max(least, min(most, math.sqrt(_USUAL / max(1, among))))
