"""Predictions as they leave the program: rows of CSV, or arrays."""

import csv
import io
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograd_cli.cli.errors import UsageError
from autograd_cli.data import Array, Examples, Preprocessing
from autograd_cli.files import write_atomically
from autograd_cli.nn import Module
from autograd_cli.runs import RunWriteError
from autograd_cli.train import outputs, predicted_classes, probabilities


@dataclass(frozen=True)
class Predictions:
    """What the model says of examples, in their order."""

    model: Module
    preprocessing: Preprocessing
    examples: Examples
    proba: bool

    def __post_init__(self) -> None:
        if self.proba and self.preprocessing.task == "regression":
            raise UsageError("--proba is for classes, and this model predicts numbers")

    def chunks(self) -> Iterator[tuple[Sequence[Any], Array | None]]:
        """Predictions, names or numbers, and if wanted the probabilities (n, K) of the classes."""
        names = self.preprocessing.class_names
        for values in outputs(self.model, self.examples.part):
            if self.preprocessing.task == "regression":
                yield values.tolist(), None
                continue
            classes = predicted_classes(values).astype(np.int64)
            yield [names[k] for k in classes], self._of_all_classes(values) if self.proba else None

    def _of_all_classes(self, values: Array) -> Array:
        p = probabilities(values)
        return np.stack([1 - p, p], axis=1) if p.ndim == 1 else p


Saver = Callable[[Predictions], None]


def saver(out: Path | None) -> Saver:
    """What writes predictions to `out` by its suffix, or to stdout if it is None.

    Raises UsageError for another suffix.
    """
    if out is None:
        return _print
    suffix = out.suffix.lower()
    encode = {".csv": _as_csv, ".npz": _as_npz}.get(suffix)
    if encode is None:
        raise UsageError(f"cannot write {out}: it should end in .csv or .npz")

    def save(predictions: Predictions) -> None:
        try:
            write_atomically(out, encode(predictions))
        except OSError as error:
            raise RunWriteError(f"cannot write {out}: {error.strerror or error}") from error

    return save


def _print(predictions: Predictions) -> None:
    from autograd_cli.cli.terminal import write

    for piece in _pieces(predictions):
        write(piece.removesuffix("\n"), sys.stdout)


def _as_csv(predictions: Predictions) -> bytes:
    # Names of files are as they are on the disk, even if that is no Unicode.
    return "".join(_pieces(predictions)).encode(errors="surrogateescape")


def _as_npz(predictions: Predictions) -> bytes:
    found = list(predictions.chunks())
    arrays = {"prediction": np.array([value for values, _ in found for value in values])}
    if predictions.examples.names:
        arrays["file"] = np.array(predictions.examples.names)
    if predictions.proba:
        arrays["probability"] = np.concatenate([p for _, p in found if p is not None])
        arrays["classes"] = np.array(predictions.preprocessing.class_names)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:  # np.savez cannot call an array `file`
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                np.lib.format.write_array(member, array, allow_pickle=False)
    return content.getvalue()


def _pieces(predictions: Predictions) -> Iterator[str]:
    """The header, then the rows of each chunk."""
    files = [[name] for name in predictions.examples.names]
    names = predictions.preprocessing.class_names if predictions.proba else ()
    head = ["file"] if files else []
    yield _lines([[*head, "prediction", *(f"probability_{name}" for name in names)]])
    first = 0
    for values, probability in predictions.chunks():
        none: list[list[Any]] = [[]] * len(values)
        before = files[first : first + len(values)] or none
        after = none if probability is None else probability.tolist()
        yield _lines([[*a, value, *z] for a, value, z in zip(before, values, after, strict=True)])
        first += len(values)


def _lines(rows: Sequence[Sequence[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
