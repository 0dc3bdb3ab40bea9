"""What is done to every example before the model sees it, whatever kind of example it is."""

from typing import Any, Protocol

from autograd_cli.config.schema import Task
from autograd_cli.data.part import Array


class Preprocessing(Protocol):
    """Fitted to the training part, kept with the run, and done again to every new example.

    `shape` is that of an example as the model sees it: (D,) of a table's row, (C, H, W) of an
    image. `class_names` are empty for regression.
    """

    @property
    def task(self) -> Task: ...

    @property
    def class_names(self) -> tuple[str, ...]: ...

    @property
    def shape(self) -> tuple[int, ...]: ...

    def undo(self, x: Array) -> Array:
        """Examples (N, *shape) in the units that they were read in, of what the model saw."""
        ...

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON; `from_dict` reads them."""
        ...


def outputs(preprocessing: Preprocessing) -> int:
    """What a model of this data has to give for each example: a logit per class, or one number.

    For two classes one logit is enough.
    """
    return len(preprocessing.class_names) if preprocessing.task == "multiclass" else 1


def from_dict(values: dict[str, Any]) -> Preprocessing:
    """What `as_dict` gave. Raises KeyError, TypeError or ValueError if it gave no such values."""
    if values.get("kind") == "images":
        from autograd_cli.data.images.preprocessing import ImagePreprocessing

        return ImagePreprocessing.from_dict(values)
    from autograd_cli.data.table_preprocessing import TablePreprocessing

    return TablePreprocessing.from_dict(values)
