"""The examples that a run keeps, part by part, with what its best weights say of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.run_data import RunData
from autograd_cli.plots.style import LABELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from autograd_cli.runs.predicted import Shown


@dataclass(frozen=True)
class Kept:
    """Examples of a part that has `total` of them.

    Shapes    outputs (n,) or (n, K) of the model; targets (n,); inputs (n, D) as the model sees
              them, or of images (n, C, H, W)
    """

    part: "Shown"
    outputs: "NDArray[Any]"
    targets: "NDArray[Any]"
    total: int
    inputs: "NDArray[Any]"

    def __len__(self) -> int:
        return len(self.targets)

    def __str__(self) -> str:
        kept = "" if len(self) == self.total else f"{len(self):,} of "
        return f"{LABELS[self.part]}: {kept}{counted(self.total)}"

    @property
    def classes(self) -> "NDArray[Any]":
        """The true ones (n,)."""
        return self.targets.astype(np.intp)

    @property
    def predicted(self) -> "NDArray[Any]":
        """The classes (n,) that the examples were taken for."""
        from autograd_cli.train.metrics import predicted_classes  # loads the engine

        return predicted_classes(self.outputs).astype(np.intp)

    @property
    def wrong(self) -> "NDArray[Any]":
        different: NDArray[Any] = self.predicted != self.classes
        return different

    def where(self, rows: "NDArray[Any]") -> "Kept":
        """Those of the examples that `rows`, positions or truths, choose."""
        inputs = self.inputs[rows] if len(self.inputs) else self.inputs
        return Kept(self.part, self.outputs[rows], self.targets[rows], self.total, inputs)


def counted(examples: int) -> str:
    """The number with its noun."""
    return f"{examples:,} example{'' if examples == 1 else 's'}"


def answered(found: RunData) -> list[Kept]:
    """All whose outputs are kept, the training part first; of few of them inputs may be kept.

    Raises NoPictureError if there are none.
    """
    predictions = found.predicted()
    examples = "train_examples" if predictions.part == "train" else "validation_examples"
    none = np.zeros((0, 0))
    own = Kept(
        predictions.part, predictions.outputs, predictions.targets, found.about[examples], none
    )
    sample = predictions.sample
    if sample is None or predictions.part == "train":
        return [own]
    return [Kept("train", sample.outputs, sample.targets, sample.total, sample.inputs), own]


def located(found: RunData) -> list[Kept]:
    """Those whose features are kept, the training part first.

    Raises NoPictureError if there are none, as of images.
    """
    if found.about.get("kind") == "images":
        raise NoPictureError(
            f"{found.run.id} was trained on images, which have no place in a plane"
        )
    predictions = found.predicted()
    kept = answered(found)
    if predictions.inputs is not None and predictions.shown is not None:
        own = kept.pop().where(predictions.shown)
        kept.append(Kept(own.part, own.outputs, own.targets, own.total, predictions.inputs))
    seen = [part.where(np.isfinite(part.inputs).all(axis=1)) for part in kept if len(part.inputs)]
    if not any(map(len, seen)):
        raise NoPictureError(
            f"{found.run.id} has kept no features of its examples",
            "Its table is too wide for that, or it is of an earlier version: train it once more.",
        )
    return [part for part in seen if len(part)]
