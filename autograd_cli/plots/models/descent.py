"""What training makes small, anywhere around the way of a model with two numbers."""

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.models.kept import Kept, located
from autograd_cli.plots.run_data import RunData

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SIDE = 80  # of the grid
_AROUND = 0.65  # of the way's extent, to each side of its middle
_EVEN = 4  # times as long as the other may one extent be for both to have the same scale


@dataclass(frozen=True)
class Descent:
    """The two numbers of a model after each epoch, and losses there and on a grid around.

    Losses that are no numbers are NaN. `part` is what they are of. `even` tells that x and y reach
    equally far.

    Shapes    epochs (n,), way (n, 2), losses (n,); x (m,), y (m,), around (m, m), rows along y
    """

    names: tuple[str, str]
    epochs: "NDArray[Any]"
    way: "NDArray[Any]"
    losses: "NDArray[Any]"
    x: "NDArray[Any]"
    y: "NDArray[Any]"
    around: "NDArray[Any]"
    even: bool
    part: Kept


def descent(found: RunData) -> Descent:
    """Of a run. Raises NoPictureError if it has no two numbers, or has kept too little."""
    names, epochs, way = _way(found)
    part = located(found)[0]
    if part.part != "train":
        raise NoPictureError(f"{found.run.id} has kept no training examples")
    x, y, even = _surroundings(way)
    grid = np.stack(np.meshgrid(x, y), axis=-1)
    losses = _losses(found, part, np.concatenate([way, grid.reshape(-1, 2)]))
    on_way, around = losses[: len(way)], losses[len(way) :].reshape(grid.shape[:2])
    if np.isnan(around).all():
        raise NoPictureError(f"the loss around the way of {found.run.id} is no number")
    return Descent(names, epochs, way, on_way, x, y, around, even, part)


def _way(found: RunData) -> "tuple[tuple[str, str], NDArray[Any], NDArray[Any]]":
    """What the two numbers are called, and where they were after which epochs, if anywhere."""
    history = found.weight_history
    if not history:
        raise NoPictureError(
            f"{found.run.id} has kept no weights of its epochs: it is of an earlier version",
            "Train it once more to see them.",
        )
    sizes = {name: len(of_epochs[0].values) for name, of_epochs in history.items()}
    if 0 in sizes.values() or sum(sizes.values()) != 2:
        raise NoPictureError(
            f"the model of {found.run.id} has not two numbers to learn, and this picture is of two"
        )
    names = [
        name if size == 1 else f"{name}[{i}]" for name, size in sizes.items() for i in range(size)
    ]
    epochs = np.array([snapshot.epoch for snapshot in next(iter(history.values()))])
    way = np.concatenate([[s.values for s in of_epochs] for of_epochs in history.values()], axis=1)
    there = np.isfinite(way).all(axis=1)
    if not there.any():
        raise NoPictureError(f"the weights of {found.run.id} are no numbers")
    return (names[0], names[1]), epochs[there], way[there]


def _surroundings(way: "NDArray[Any]") -> "tuple[NDArray[Any], NDArray[Any], bool]":
    """The grid's coordinates, and whether they reach equally far."""
    low, high = way.min(axis=0), way.max(axis=0)
    middle = low / 2 + high / 2
    extent = high - low
    extent[extent == 0] = extent.max() or float(np.abs(middle).max()) or 1.0
    even = bool(extent.max() <= _EVEN * extent.min())
    if even:
        extent[:] = extent.max()
    x, y = (
        np.linspace(centre - _AROUND * length, centre + _AROUND * length, _SIDE)
        for centre, length in zip(middle, extent, strict=True)
    )
    return x, y, even


def _losses(found: RunData, part: Kept, points: "NDArray[Any]") -> "NDArray[Any]":
    """The settings' loss of the examples, with the penalty on weights, at points (n, 2)."""
    from autograd_cli import zoo  # loads the engine
    from autograd_cli.engine import no_grad

    settings = found.restored.config.settings
    model = copy.deepcopy(found.restored.model)
    loss = found.restored.loss()
    penalty = zoo.l2_penalty(model, settings.model.l2)
    numbers = [array.reshape(-1) for array in model.state_dict().values()]  # the model's own
    losses = np.empty(len(points))
    with no_grad(), np.errstate(over="ignore", invalid="ignore"):
        for i, point in enumerate(points):
            first = 0
            for array in numbers:
                array[:] = point[first : first + len(array)]
                first += len(array)
            value = loss(model(part.inputs), part.targets).item()
            losses[i] = value + (penalty().item() if settings.model.l2 else 0.0)
    return np.where(np.isfinite(losses), losses, np.nan)
