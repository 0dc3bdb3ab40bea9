"""Tar files read once from the front: no seeking, no links, nothing written to disk.

Not by Python's `tarfile`, which keeps all headers, follows links and takes headers of any size:
what comes from the internet is given no more room than a header and the file that is wanted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

_BLOCK = 512
_PIECE = 1 << 20
_MOST_HEADERS = 10_000
_LONGEST_HEADER = 1 << 16  # of those that hold a long name
_KINDS = {b"1": "a link", b"2": "a link", b"3": "a device", b"4": "a device", b"6": "a pipe"}
_FILES = (b"0", b"\0", b"7")
_FOLDER, _LONG_NAME, _EXTENDED = b"5", b"L", b"x"


class TarError(Exception):
    """What is wrong with a tar file."""


class Stream(Protocol):
    """What is read from: `read` gives less than `size` bytes only at the end."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Entry:
    """A file in a tar file; `read` gives its content, only until the next entry is asked for."""

    name: str
    size: int
    kind: str  # "", or what it is instead of a regular file
    read: Callable[[], bytes]

    @property
    def base_name(self) -> str:
        return PurePosixPath(self.name).name


def entries(stream: Stream) -> Iterator[Entry]:
    """The files of a tar file, in its order; folders are left out. Raises TarError."""
    long_name = ""
    for header in _headers(stream):
        size = _number(header[124:136])
        kind, padded = header[156:157], -(-size // _BLOCK) * _BLOCK
        if kind in (_LONG_NAME, _EXTENDED):
            if size > _LONGEST_HEADER:
                raise TarError(f"a name has {size} bytes")
            content = _exactly(stream, padded)[:size]
            long_name = (_name if kind == _LONG_NAME else _path)(content) or long_name
            continue
        unread = [padded]

        def read(size: int = size, unread: list[int] = unread) -> bytes:
            content = _exactly(stream, size)
            unread[0] -= size
            return content

        if kind != _FOLDER:
            what = "" if kind in _FILES else _KINDS.get(kind, "no regular file")
            yield Entry(long_name or _name(header[:100]), size, what, read)
        long_name = ""
        _skip(stream, unread[0])


def _headers(stream: Stream) -> Iterator[bytes]:
    """Each header, if `stream` stands behind the file before it."""
    for _ in range(_MOST_HEADERS):
        header = stream.read(_BLOCK)
        if not header.strip(b"\0"):
            return
        if len(header) < _BLOCK:
            raise TarError("it is cut short")
        # The checksum is that of a header in whose place for it there are spaces.
        blank = header[:148] + b" " * 8 + header[156:]
        if sum(blank) != _number(header[148:156]):
            raise TarError("it is no tar file, or a header in it is damaged")
        yield header
    raise TarError(f"it holds more than {_MOST_HEADERS:,} files")


def _number(field: bytes) -> int:
    digits = field.strip(b" \0")
    if digits.strip(b"01234567"):
        raise TarError("it is no tar file, or a number in it is damaged")
    return int(digits or b"0", 8)


def _name(field: bytes) -> str:
    return field.partition(b"\0")[0].decode("utf-8", "replace")


def _path(records: bytes) -> str:
    """The path of an extended header, whose lines are `LENGTH KEY=VALUE`."""
    lines = [line.partition(b" path=") for line in records.split(b"\n")]
    found = [path for length, key, path in lines if key and length.isdigit()]
    return _name(found[-1]) if found else ""


def _exactly(stream: Stream, size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise TarError("it is cut short")
    return content


def _skip(stream: Stream, size: int) -> None:
    while size:
        size -= len(_exactly(stream, min(size, _PIECE)))
