"""What the best weights of a run say of its validation part: the pictures are drawn from it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from autograd_cli.runs.errors import RunError
from autograd_cli.runs.layout import RunFolder

if TYPE_CHECKING:
    from numpy.typing import NDArray

Shown: TypeAlias = Literal["train", "val"]

_ARRAYS = ("outputs", "targets", "confusion", "images", "imaged")
_INPUTS = ("inputs", "shown")  # not in all files
_SAMPLE = ("inputs", "outputs", "targets")  # each as `sample.<name>`, in such files too


@dataclass(frozen=True)
class Sample:
    """Training examples at even distances, with what the best weights say of them.

    Few enough to be kept, out of `total`. Shapes: inputs (s, D) as the model sees them, or of
    images (s, C, H, W) uint8, large ones made smaller; outputs (s,) or (s, K); targets (s,).
    """

    inputs: "NDArray[Any]"
    outputs: "NDArray[Any]"
    targets: "NDArray[Any]"
    total: int


@dataclass(frozen=True)
class Predictions:
    """Of the examples of `part`: training, where there is no validation part.

    All are counted in `confusion`; of more than some thousand, the others are of examples at even
    distances, and of images there are some dozens, large ones made smaller. `inputs` are the
    features, as the model sees them, of those of the M that `shown` (i,) tells; None for images,
    for tables too wide to be kept and in files of earlier versions, as `sample` is there.

    Shapes    outputs (M,) or (M, K) of the model; targets (M,); confusion (K, K) int64: examples of
              class i that were taken for j, empty for regression; images (m, C, H, W) uint8, those
              of the M that `imaged` (m,) tells, empty if they are no images
    """

    part: Shown
    epoch: int
    outputs: "NDArray[Any]"
    targets: "NDArray[Any]"
    confusion: "NDArray[Any]"
    images: "NDArray[Any]"
    imaged: "NDArray[Any]"
    inputs: "NDArray[Any] | None" = None
    shown: "NDArray[Any] | None" = None
    sample: Sample | None = None


def encode(predictions: Predictions) -> bytes:
    """The file's content, the same bytes for the same predictions."""
    import numpy as np
    import safetensors.numpy

    about = {"part": predictions.part, "epoch": predictions.epoch}
    arrays = {name: getattr(predictions, name) for name in (*_ARRAYS, *_INPUTS)}
    sample = predictions.sample
    if sample:
        about["sample_total"] = sample.total
        arrays |= {f"sample.{name}": getattr(sample, name) for name in _SAMPLE}
    # In the order of their shape: of any other, safetensors writes the numbers mixed up.
    found = {k: np.ascontiguousarray(array) for k, array in arrays.items() if array is not None}
    return safetensors.numpy.save(found, metadata={"about": json.dumps(about)})


def predictions(run: RunFolder) -> Predictions | None:
    """Those of a run, or None if it has none: it is not at its end, or of an earlier version.

    Raises RunError if they cannot be read.
    """
    import safetensors

    if not run.predictions.exists():
        return None
    try:
        with safetensors.safe_open(run.predictions, framework="numpy") as file:
            about = json.loads(file.metadata()["about"])
            arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        found = _decoded(about, arrays)
        if not _is_whole(found):
            raise ValueError("its parts do not fit each other")
    except (OSError, safetensors.SafetensorError, KeyError, TypeError, ValueError) as error:
        raise RunError(
            f"{run.predictions} does not hold predictions: {error}",
            "Nothing but pictures needs the file; without it the others can be drawn.",
        ) from error
    return found


def _decoded(about: Mapping[str, Any], arrays: "Mapping[str, NDArray[Any]]") -> Predictions:
    """Raises KeyError if something is missing that all files have."""
    sample = None
    if "sample_total" in about:
        of_sample = {name: arrays[f"sample.{name}"] for name in _SAMPLE}
        sample = Sample(**of_sample, total=int(about["sample_total"]))
    return Predictions(
        about["part"],
        int(about["epoch"]),
        **{name: arrays[name] for name in _ARRAYS},
        inputs=arrays.get("inputs"),
        shown=arrays.get("shown"),
        sample=sample,
    )


def _is_whole(found: Predictions) -> bool:
    """Whether the shapes are those that are promised, and what tells a place tells one."""
    examples, classes = len(found.targets), len(found.confusion)
    return (
        found.part in ("train", "val")
        and _fit(found.outputs, found.targets, classes)
        and found.confusion.shape == (classes, classes)
        and found.images.ndim == 4
        and found.imaged.shape == found.images.shape[:1]
        and _below(examples, found.imaged)
        and _inputs_fit(found.inputs, found.shown, examples)
        and (found.sample is None or _sample_fits(found.sample, found))
    )


def _fit(outputs: "NDArray[Any]", targets: "NDArray[Any]", classes: int) -> bool:
    """Whether they are an output, or one for each class, and a target for each of some examples."""
    examples = len(targets)
    return (
        targets.shape == (examples,)
        and outputs.shape in ((examples,), (examples, classes))
        and (not classes or _below(classes, targets))
    )


def _inputs_fit(inputs: "NDArray[Any] | None", shown: "NDArray[Any] | None", examples: int) -> bool:
    if inputs is None or shown is None:
        return inputs is shown
    return inputs.ndim == 2 and shown.shape == inputs.shape[:1] and _below(examples, shown)


def _sample_fits(sample: Sample, found: Predictions) -> bool:
    like = found.images if len(found.images) else found.inputs
    return (
        _fit(sample.outputs, sample.targets, len(found.confusion))
        and sample.outputs.ndim == found.outputs.ndim
        and (sample.inputs.ndim == 2 if like is None else sample.inputs.shape[1:] == like.shape[1:])
        and len(sample.inputs) == len(sample.targets) <= sample.total
    )


def _below(count: int, places: "NDArray[Any]") -> bool:
    return bool(((places >= 0) & (places < count)).all())
