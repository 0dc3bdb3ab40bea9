"""The two formats of CIFAR-10: what their files are called, and how they are read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from autograd_cli.data.images.cifar10 import batch
from autograd_cli.data.images.cifar10.batch import Batch

PartName: TypeAlias = Literal["train", "test"]


@dataclass(frozen=True)
class Format:
    """`batch` and `class_names` take the bytes of a file, and its place for what is wrong."""

    suffix: str
    meta: str
    batch: Callable[[bytes, str], Batch]
    class_names: Callable[[bytes, str], tuple[str, ...]]

    def batches(self, part: PartName) -> list[str]:
        """What the files with the images of a part are called."""
        stems = ["test_batch"] if part == "test" else [f"data_batch_{i}" for i in range(1, 6)]
        return [stem + self.suffix for stem in stems]


_PYTHON = Format("", "batches.meta", batch.from_pickle, batch.names_from_pickle)
_BINARY = Format(".bin", "batches.meta.txt", batch.from_records, batch.names_from_text)

FORMATS = {  # by the name of a file
    name: format
    for format in (_PYTHON, _BINARY)
    for name in (*format.batches("train"), *format.batches("test"), format.meta)
}
