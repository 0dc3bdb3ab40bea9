"""The pictures that a run has, drawn from its folder alone."""

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from autograd_cli.files import write_atomically
from autograd_cli.plots.confusion import confusion
from autograd_cli.plots.curves import curve
from autograd_cli.plots.filters import filters
from autograd_cli.plots.images import images
from autograd_cli.runs import (
    Predictions,
    RunError,
    RunFolder,
    RunWriteError,
    metrics,
    predictions,
    preprocessing,
    saved,
    summary,
)
from autograd_cli.runs.listing import status

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FIRST_LAYER = "conv1.weight"
_PNG = {"compress_type": zlib.Z_RLE}  # as small as by default for such pictures, and faster


def draw(run: RunFolder) -> list[Path]:
    """Write the run's pictures into its `plots/`; return their paths.

    Raises RunError if it has no metrics or its files cannot be read, RunWriteError if a picture
    cannot be written.
    """
    written = []
    for name, picture in _pictures(run):
        path = run.plots / f"{name}.png"
        _save(picture, path)
        written.append(path)
    return written


def absent(run: RunFolder) -> str:
    """Which pictures a run like this could have but has not, why, and what to do; or nothing.

    Raises RunError if its files cannot be read.
    """
    about = preprocessing(run)
    if not about.get("class_names") or _predictions(run):
        return ""
    what = "confusion matrix" + (" and no images" if about.get("kind") == "images" else "")
    told = summary(run)
    match status(run, told):
        case "running":
            why = "is being trained: they are drawn at its end"
        case "completed" | "early_stopped" | "diverged":
            earlier = "was trained by an earlier version, which kept no predictions"
            why = earlier if told.get("best") else "has no best weights: see its metrics"
        case _:
            why = f"was not trained to its end; to go on: autograd resume {run.id}"
    return f"no {what}: {run.id} {why}"


def _pictures(run: RunFolder) -> "Iterator[tuple[str, Figure]]":
    """Names and pictures, each made when it is asked for."""
    data = metrics(run)
    if not data.epochs:
        raise RunError(f"{run.id} has no metrics to draw")
    for metric in ("loss", "accuracy"):
        if any(name.endswith(f"/{metric}") for name in data.columns):
            yield metric, curve(data, metric, title=run.id)
    about = preprocessing(run)
    names = [str(name) for name in about.get("class_names", [])]
    found = _predictions(run)
    if found and names:
        if len(found.confusion) != len(names):
            raise RunError(
                f"{run.predictions} has {len(found.confusion)} classes, "
                f"and {run.preprocessing} has {len(names)}"
            )
        yield "confusion", confusion(found, names, title=run.id)
        if len(found.images):
            yield "images", images(found, names, title=run.id)
    if about.get("kind") == "images" and summary(run).get("best"):
        best = saved(run, "best")
        layer = best.weights.get(_FIRST_LAYER)
        if layer is not None and layer.ndim == 4:
            yield "filters", filters(layer, best.epoch, title=run.id)


def _predictions(run: RunFolder) -> Predictions | None:
    """Those of the best weights: a run that goes on and finds better ones has none of these yet."""
    found = predictions(run)
    best = summary(run).get("best") or {}
    return found if found and best.get("epoch", found.epoch) == found.epoch else None


def _save(picture: "Figure", path: Path) -> None:
    content = io.BytesIO()
    picture.savefig(content, format="png", pil_kwargs=_PNG)
    try:
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, content.getvalue())
    except OSError as error:
        raise RunWriteError(f"cannot write {path}: {error.strerror or error}") from error
