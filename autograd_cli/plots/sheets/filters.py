"""The filters of a convolutional network's first layer, as the patterns that they look for."""

from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.lettering import Lettering
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.sheets.about import best_epoch
from autograd_cli.plots.sheets.sheet import HEADER, LEAST_WIDTH, MARGIN, Sheet, grid, scale
from autograd_cli.runs import saved

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

_FIRST_LAYER = "conv1.weight"
_MOST = 64  # tiles
_COLUMNS = 8
# In pixels.
_TILE = 104  # the longer side of a filter, about
_GAP = 16


def filters(found: RunData) -> "Figure":
    """Of a run's best weights. Raises NoPictureError for one without them, or without filters."""
    if found.about.get("kind") != "images":
        raise NoPictureError(f"{found.run.id} was not trained on images")
    if not found.summary.get("best"):
        raise NoPictureError(f"{found.run.id} has no best weights")
    best = saved(found.run, "best")
    layer = best.weights.get(_FIRST_LAYER)
    if layer is None or layer.ndim != 4:
        raise NoPictureError(f"{found.run.id} has no convolutional layer")
    return patterns(layer, best.epoch, title=found.title)


def patterns(weights: "NDArray[Any]", epoch: int, *, title: str) -> "Figure":
    """Weights (K, C, kh, kw) on one scale: 0 is grey, what is positive brighter.

    Three channels are red, green and blue of one tile. Of another number, each has a tile of its
    own, those of a filter in one row. Of many filters or channels the first are shown.
    """
    weights = np.nan_to_num(weights.astype(np.float64), posinf=0, neginf=0)
    largest = float(np.abs(weights).max(initial=0))
    rows = _rows(_tiles(weights, largest))
    height, width = (size * scale(weights, _TILE) for size in weights.shape[2:])
    sheet = Sheet(
        Lettering([title]),
        round(max(LEAST_WIDTH, 2 * MARGIN + len(rows[0]) * (width + _GAP) - _GAP)),
        round(HEADER + len(rows) * (height + _GAP) - _GAP + MARGIN),
        title=title,
        about=f"first layer, {best_epoch(epoch)}: {_described(weights.shape, sum(map(len, rows)))}",
    )
    sheet.scale_of_colours(
        f"weights: {-largest:.3g}", _greys(np.linspace(-1, 1, 256)), f"{largest:.3g}; grey is 0"
    )
    for i, row in enumerate(rows):
        for j, tile in enumerate(row):
            corner = (MARGIN + j * (width + _GAP), HEADER + i * (height + _GAP))
            sheet.image(*corner, tile, width, height)
            sheet.frame(*corner, width, height)
    return sheet.figure


def _tiles(weights: "NDArray[Any]", largest: float) -> "NDArray[Any]":
    """Pictures (k, c, kh, kw, 3) uint8: of each filter shown one, or one for each channel shown."""
    relative = weights / (largest or 1)
    if weights.shape[1] == 3:
        return _levels(np.moveaxis(relative[:_MOST, np.newaxis], 2, -1))
    channels = min(weights.shape[1], _COLUMNS)
    return _greys(relative[: _MOST // channels, :channels])


def _greys(relative: "NDArray[Any]") -> "NDArray[Any]":
    """Numbers from -1 to 1 as colours (..., 3) from black to white."""
    return np.repeat(_levels(relative)[..., np.newaxis], 3, axis=-1)


def _levels(relative: "NDArray[Any]") -> "NDArray[Any]":
    levels: NDArray[Any] = np.rint(127.5 + 127.5 * relative).astype(np.uint8)
    return levels


def _rows(tiles: "NDArray[Any]") -> "list[NDArray[Any]]":
    """Those of a filter in a row or, if each filter has but one, the filters in even rows."""
    if tiles.shape[1] > 1:
        return list(tiles)
    columns = grid(len(tiles), _COLUMNS)[1]
    return [tiles[first : first + columns, 0] for first in range(0, len(tiles), columns)]


def _described(shape: tuple[int, ...], tiles: int) -> str:
    count, channels, height, width = shape
    each = 1 if channels == 3 else min(channels, _COLUMNS)
    filters = _of(tiles // each, count, "filter")
    size = f"{filters} of {height} x {width}"
    if channels == 3:
        return f"{size}, as red, green and blue"
    return size if channels == 1 else f"{size}, each a row of {_of(each, channels, 'channel')}"


def _of(shown: int, count: int, what: str) -> str:
    some = "" if shown == count else f"{shown} of "
    return f"{some}{count} {what}{'' if count == 1 else 's'}"
