"""The kinds of pictures of a run by their names: curves, which its metrics name, and all others."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias, cast

from autograd_cli.plots.curves.curve import PLAIN, curve
from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.run_data import RunData

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Draw: TypeAlias = "Callable[[RunData], Figure]"

# Each with its module, which has a function of its name and is loaded when it is first drawn. The
# function raises NoPictureError if the run has no such picture.
_ROOMS = {
    "steps": "curves.steps",
    "confusion": "sheets.confusion",
    "images": "sheets.images",
    "filters": "sheets.filters",
    "labels": "models.labels",
    "boundary": "models.boundary",
    "fit": "models.fit",
    "residuals": "models.fit",
    "roc": "models.ranking",
    "precision_recall": "models.ranking",
    "examples": "sheets.examples",
    "weights": "models.weights",
    "surface": "models.surface",
}
QUICK = ("confusion", "images", "filters")  # what a training draws at its end, with its metrics


def all_of(found: RunData) -> list[str]:
    """The kinds to try for a run: the curves that it has, and all others. Raises RunError."""
    return [*found.curves, *_ROOMS]


def quick_of(found: RunData) -> list[str]:
    """Those that a training draws at its end, for they are quick. Raises RunError."""
    return [*(name for name in found.curves if name not in PLAIN), *QUICK]


def load(kinds: Iterable[str]) -> None:
    """Load what draws these kinds, so that the first picture does not have to wait for it."""
    for kind in kinds:
        _of_room(kind)


def picture(found: RunData, kind: str) -> "Figure":
    """The picture of this kind.

    Raises NoPictureError if the run has none, or if there is no such kind at all; RunError.
    """
    if kind in _ROOMS:
        return _of_room(kind)(found)
    if kind in found.curves:
        return curve(found.metrics, kind, title=found.title)
    check([kind])
    raise NoPictureError(
        f"{found.run.id} has no {kind} to draw", f"Its curves are {', '.join(found.curves)}."
    )


def check(kinds: Iterable[str]) -> None:
    """Raises NoPictureError for a kind that no run has, with the nearest one and all others."""
    from autograd_cli.config.nearest import choices
    from autograd_cli.config.schema import METRICS  # loads pydantic, which most pictures do without

    known = ["loss", *METRICS, *PLAIN, *_ROOMS]
    for kind in kinds:
        if kind not in known:
            raise NoPictureError(f"there is no picture {kind!r}; {choices(kind, known)}")


def _of_room(kind: str) -> Draw:
    room = import_module(f"autograd_cli.plots.{_ROOMS[kind]}")
    return cast(Draw, getattr(room, kind))
