"""The pictures of a run, drawn from its folder alone, as files."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograd_cli.plots import kinds
from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.saving import save
from autograd_cli.runs import RunFolder

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw(run: RunFolder, only: Sequence[str] | None = None, *, quick: bool = False) -> list[Path]:
    """Write pictures of the run into its `plots/`, as PNG; return their paths.

    Raises RunError or NoPictureError as `pictures` does, RunWriteError if one cannot be written.
    """
    drawn = pictures(RunData(run), only, quick=quick)
    return [save(picture, run.plots / f"{kind}.png", "png") for kind, picture in drawn]


def pictures(
    found: RunData, only: Sequence[str] | None = None, *, quick: bool = False
) -> "Iterator[tuple[str, Figure]]":
    """The kinds that `only` names, or all that the run has, or of them the `quick` ones.

    Quick are also those that its folder has from before. Each picture is made when it is asked for.
    Raises RunError if the run has no metrics or its files cannot be read, NoPictureError if it has
    not got what `only` names.
    """
    if only is not None:
        kinds.check(only)
        for kind in dict.fromkeys(only):
            yield kind, kinds.picture(found, kind)
        return
    for kind in _quick(found) if quick else kinds.all_of(found):
        try:
            yield kind, kinds.picture(found, kind)
        except NoPictureError:
            continue


def _quick(found: RunData) -> list[str]:
    """What a training draws, and what would else be older than the rest of the run."""
    there = {path.stem for path in found.run.plots.glob("*.png")}
    quick = {*kinds.quick_of(found), *there}
    return [kind for kind in kinds.all_of(found) if kind in quick]


def absent(run: RunFolder) -> str:
    """Which pictures a run like this could have but has not, why, and what to do; or nothing.

    Raises RunError if its files cannot be read.
    """
    found = RunData(run)
    if found.predictions or "class_names" not in found.about:
        return ""
    if found.class_names:
        images = found.about.get("kind") == "images"
        what = "confusion matrix" + (" and no images" if images else "")
    else:
        what = "fit and no residuals"
    return f"no {what}: {run.id} {found.why_not_predicted}"
