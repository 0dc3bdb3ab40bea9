"""A folder or a tar file that may hold the files of CIFAR-10, opened."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograd_cli.data.errors import DataError
from autograd_cli.data.images.cifar10.official import AGAIN, DOWNLOAD
from autograd_cli.data.images.cifar10.tar import Entry, Stream, TarError, entries

SUFFIXES = (".tar.gz", ".tgz", ".tar")

_FOLDERS = ("cifar-10-batches-py", "cifar-10-batches-bin")
_LARGEST = 256 << 20  # bytes that an archive may unpack to; the official ones do to 186 million
_PIECE = 1 << 20
_GZIP = b"\x1f\x8b"
_UNLIKE = {
    b"PK": "is a zip file",
    b"BZh": "is compressed with bzip2, not with gzip",
    b"\xfd7zXZ": "is compressed with xz, not with gzip",
    b"<": "is a web page: the download failed",
}


def folder_of(path: Path) -> Path:
    """The folder with the files: `path`, or the one in it that an archive unpacks to."""
    return next((path / name for name in _FOLDERS if (path / name).is_dir()), path)


@contextmanager
def opened(path: Path) -> Iterator[Iterator[Entry]]:
    """The files in a folder or in a tar file, which is read once, to its end.

    Raises DataError if it is neither or if it is damaged.
    """
    try:
        if path.is_dir():
            yield _in_folder(folder_of(path))
            return
        if not path.is_file():  # a pipe would be waited for
            raise DataError(f"{path} is neither a file nor a folder", f"{DOWNLOAD}.")
        with path.open("rb") as file:
            start = file.read(len(max(_UNLIKE, key=len)))
            _refuse_unlike(path, start)
            file.seek(0)
            unpacked = gzip.GzipFile(fileobj=file) if start.startswith(_GZIP) else file
            stream = _Bounded(unpacked, _LARGEST)
            yield entries(stream)
            while stream.read(_PIECE):  # what is left is little, and gzip's checksum
                pass
    except (OSError, EOFError, zlib.error, TarError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, EOFError):  # only gzip's
            reason = "it is cut short"
        raise DataError(f"cannot read {path}: {reason}", AGAIN) from error


def _in_folder(folder: Path) -> Iterator[Entry]:
    for path in sorted(folder.iterdir()):
        if not path.is_dir():
            kind = "" if path.is_file() else "no regular file"
            yield Entry(path.name, path.stat().st_size if not kind else 0, kind, path.read_bytes)


def _refuse_unlike(path: Path, start: bytes) -> None:
    for mark, what in _UNLIKE.items():
        if start.lstrip().startswith(mark):
            raise DataError(f"{path} {what}", f"{DOWNLOAD}.")


@dataclass
class _Bounded:
    """A stream that is not read further than an archive of CIFAR-10 reaches."""

    stream: Stream
    left: int

    def read(self, size: int) -> bytes:
        content = self.stream.read(min(size, self.left + 1))
        self.left -= len(content)
        if self.left < 0:
            raise TarError(f"it unpacks to more than {_LARGEST >> 20} MiB, unlike CIFAR-10")
        return content
