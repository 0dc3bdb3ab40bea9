"""What a model says all over a plane."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.models.limits import limits
from autograd_cli.plots.models.plane import Plane

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from autograd_cli.nn import Module

_SIDES = (40, 200)  # of the grid on which a model is asked, at least and at most
_WORK = 2e9  # products of a weight and a number that this may take, about
_AT_ONCE = 1 << 20  # numbers in the examples that it is asked at a time


@dataclass(frozen=True)
class Chances:
    """Points at even distances, x (m,) by y (m,), with probabilities (m, m, K) of the classes.

    They are NaN where the model gives no numbers.
    """

    x: "NDArray[Any]"
    y: "NDArray[Any]"
    probabilities: "NDArray[Any]"

    @property
    def extent(self) -> tuple[float, float, float, float]:
        return float(self.x[0]), float(self.x[-1]), float(self.y[0]), float(self.y[-1])

    @property
    def likeliest(self) -> "NDArray[Any]":
        """The class (m, m) at each point, -1 where there is none."""
        known = ~np.isnan(self.probabilities).any(axis=-1)
        return np.where(known, self.probabilities.argmax(axis=-1), -1)


def chances(model: "Module", plane: Plane, points: "NDArray[Any]") -> Chances:
    """The probabilities of all classes around the points (n, 2).

    Raises NoPictureError if the model gives no numbers there.
    """
    weights = sum(tensor.size for tensor in model.parameters().values())
    side = int(np.clip((_WORK / max(1, weights)) ** 0.5, *_SIDES))
    x, y = (np.linspace(*limits(points[:, axis]), side) for axis in (0, 1))
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    found = _probabilities(model, plane, places)
    if np.isnan(found).all():
        raise NoPictureError("the model's outputs around the examples are no numbers")
    return Chances(x, y, found.reshape(side, side, -1))


def _probabilities(model: "Module", plane: Plane, points: "NDArray[Any]") -> "NDArray[Any]":
    from autograd_cli.data import ArrayPart
    from autograd_cli.train import outputs, probabilities  # loads the engine

    dtype = next(iter(model.parameters().values())).dtype
    features = plane.examples(points[:1]).shape[1]
    found = []
    with np.errstate(over="ignore", invalid="ignore"):
        for some in np.array_split(points, -(-len(points) * features // _AT_ONCE)):
            x = plane.examples(some).astype(dtype)
            found += [probabilities(z) for z in outputs(model, ArrayPart(x, np.zeros(len(x))))]
    of_classes = np.concatenate(found).astype(np.float64)
    if of_classes.ndim == 1:
        of_classes = np.stack([1 - of_classes, of_classes], axis=1)
    return of_classes
