"""The plane that examples with several features are seen in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from autograd_cli.plots.errors import NoPictureError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from autograd_cli.data import Preprocessing

_Map: TypeAlias = "Callable[[NDArray[Any]], NDArray[Any]]"


@dataclass(frozen=True)
class Plane:
    """From examples (n, D), as the model sees them, to points (n, 2), and back.

    Back means: to those of the examples seen at these points that are in the plane themselves.
    """

    points: _Map
    examples: _Map
    names: tuple[str, str]
    about: str = ""


def plane_of(x: "NDArray[Any]", preprocessing: "Preprocessing") -> Plane:
    """Of two features, in their own units; of more, the first two principal components of `x`.

    Raises NoPictureError for one feature, or if all examples are the same.
    """
    if x.shape[1] < 2:
        raise NoPictureError("one feature spans no plane")
    if x.shape[1] > 2:
        return _principal(x)
    from autograd_cli.data import TablePreprocessing

    if not isinstance(preprocessing, TablePreprocessing):
        raise TypeError(f"{type(preprocessing).__name__} has no features")
    scaler, (first, second) = preprocessing.scaler, preprocessing.feature_names
    return Plane(preprocessing.undo, scaler.apply if scaler else np.asarray, (first, second))


def _principal(x: "NDArray[Any]") -> Plane:
    mean, axes, shares = _components(x.astype(np.float64))
    first, second = (f"{100 * share:.1f} % of the variance" for share in shares)
    return Plane(
        lambda x: (x - mean) @ axes.T,
        lambda points: points @ axes + mean,
        (f"first principal component, {first}", f"second, {second}"),
        f"cut through the mean along two principal components, {100 * shares.sum():.1f} % of the "
        "variance; examples projected",
    )


def _components(x: "NDArray[Any]") -> "tuple[NDArray[Any], NDArray[Any], NDArray[Any]]":
    """The mean (D,), the first two directions (2, D), and their shares (2,) of the variance."""
    largest = float(np.abs(x).max()) or 1.0  # else squares of large numbers were too large
    mean = (x / largest).mean(axis=0)
    _, lengths, axes = np.linalg.svd(x / largest - mean, full_matrices=False)
    if not lengths.any():
        raise NoPictureError("all examples that are kept are the same: they span no plane")
    if len(axes) == 1:
        axes, lengths = np.stack([axes[0], _across(axes[0])]), np.append(lengths, 0)
    # Of two directions the one in which what counts most in it grows: the same each time.
    signs = np.sign(axes[[0, 1], np.abs(axes[:2]).argmax(axis=1)])
    shares = lengths**2 / (lengths**2).sum()
    return mean * largest, axes[:2] * signs[:, np.newaxis], shares[:2]


def _across(axis: "NDArray[Any]") -> "NDArray[Any]":
    """A direction at right angles to `axis`."""
    other: NDArray[Any] = np.eye(len(axis))[np.abs(axis).argmin()]
    other -= (other @ axis) * axis
    other /= np.linalg.norm(other)
    return other
