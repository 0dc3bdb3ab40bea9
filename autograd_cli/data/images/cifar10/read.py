"""The images of CIFAR-10 from whatever holds its files."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from autograd_cli.data.errors import DataError
from autograd_cli.data.images.cifar10.batch import Batch
from autograd_cli.data.images.cifar10.formats import FORMATS, Format, PartName
from autograd_cli.data.images.cifar10.official import (
    AGAIN,
    CLASSES,
    DOWNLOAD,
    IMAGE,
    NotOfficialError,
    check,
)
from autograd_cli.data.images.cifar10.source import SUFFIXES, folder_of, opened
from autograd_cli.data.images.cifar10.tar import Entry
from autograd_cli.data.images.pixels import Pixels

_LARGEST = 32 << 20  # bytes of a file; an official batch has 31 million
_CIFAR_100 = "holds CIFAR-100; this dataset is CIFAR-10"
_UNLIKE = {
    "train": _CIFAR_100,
    "train.bin": _CIFAR_100,
    "data_batch_1.mat": "holds the MATLAB version; the Python and the binary one can be read",
}


@dataclass(frozen=True)
class Found:
    """The images of the parts that were asked for.

    `official` tells whether they are from files with the official checksums.
    """

    parts: dict[PartName, Pixels]
    official: bool


def read(path: Path, parts: Collection[PartName], *, verify: bool = True) -> Found:
    """The images in a folder or a tar file.

    Raises DataError if it cannot be read or if files are not there, and NotOfficialError if, to be
    verified, they seem to be the official ones and are not.
    """
    if path.name in FORMATS and path.is_file():
        raise DataError(f"{path} is only one of the files", f"Give the folder {path.parent}.")
    files = _Files(path, parts, verify)
    with opened(path) as entries:
        for entry in entries:
            files.take(entry)
    format = files.complete()
    files.check_official()
    images = {part: files.pixels(format.batches(part)) for part in parts}
    return Found(images, bool(files.official))


def holds_files(folder: Path) -> bool:
    """Whether files of CIFAR-10 are in a folder, or in the one in it that an archive unpacks to."""
    try:
        return any(path.name in FORMATS for path in folder_of(folder).iterdir())
    except OSError:  # it may not be read
        return False


@dataclass
class _Files:
    """Those that were taken, in whatever order they came; all have the format of the first."""

    path: Path
    parts: Collection[PartName]
    verify: bool
    format: Format | None = None
    class_names: tuple[str, ...] = ()
    batches: dict[str, Batch] = field(default_factory=dict)
    official: set[str] = field(default_factory=set)  # the batches that are
    seen: set[str] = field(default_factory=set)

    def take(self, entry: Entry) -> None:
        """Read a file, if it is wanted."""
        name = entry.base_name
        self.format = self.format or FORMATS.get(name)
        if self.format and name in self._wanted(self.format):
            self._read(entry, self.format)
        self.seen.add(name)

    def complete(self) -> Format:
        """The format. Raises DataError if files did not come."""
        if self.format is None:
            raise self._nothing()
        absent = [name for name in self._wanted(self.format) if name not in self.seen]
        if absent:
            missing = f"{self.path} has no {' and no '.join(absent)}"
            raise DataError(missing, f"All files of an archive are needed. {AGAIN}")
        return self.format

    def check_official(self) -> None:
        """Raises NotOfficialError if only some of the files are official."""
        if not self.official:
            return
        for name, batch in self.batches.items():
            if name not in self.official:
                count = f"{name} holds {len(batch.y)} images"
                raise NotOfficialError(
                    f"{self.path}: {count}, but other files are the official ones"
                )
        if self.class_names != CLASSES:
            raise NotOfficialError(
                f"{self.path}: the classes are called {', '.join(self.class_names)}"
            )

    def pixels(self, names: list[str]) -> Pixels:
        """The images of some of the batches, whose memory is given up one after the other."""
        y = np.concatenate([self.batches[name].y for name in names])
        x = np.empty((len(y), *IMAGE), np.uint8)
        first = 0
        for name in names:
            batch = self.batches.pop(name)
            x[first : first + len(batch.y)] = batch.x.reshape(-1, *IMAGE)
            first += len(batch.y)
        return Pixels(x, y, self.class_names)

    def _wanted(self, format: Format) -> list[str]:
        return [*(name for part in self.parts for name in format.batches(part)), format.meta]

    def _read(self, entry: Entry, format: Format) -> None:
        name = entry.base_name
        in_folder = self.path.is_dir()
        place = str(folder_of(self.path) / name) if in_folder else f"{self.path}: {name}"
        if name in self.seen:
            raise DataError(f"{place} is there twice", AGAIN)
        content = _content(entry, place)
        if name == format.meta:
            self.class_names = format.class_names(content, place)
            return
        if self.verify and check(name, content, place):
            self.official.add(name)
        self.batches[name] = format.batch(content, place)

    def _nothing(self) -> DataError:
        unlike = [text for name, text in _UNLIKE.items() if name in self.seen]
        packed = [name for name in sorted(self.seen) if name.endswith(SUFFIXES)]
        hint = f"{DOWNLOAD}, and give it or the folder that it unpacks to."
        if packed and self.path.is_dir():
            hint = f"Did you mean {self.path / packed[0]}?"
        what = unlike[0] if unlike else "holds no files of CIFAR-10"
        return DataError(f"{self.path} {what}", hint)


def _content(entry: Entry, place: str) -> bytes:
    if entry.kind:
        raise DataError(f"{place} is {entry.kind}", AGAIN)
    if entry.size > _LARGEST:
        raise DataError(f"{place} has {entry.size} bytes, more than any of CIFAR-10", AGAIN)
    return entry.read()
