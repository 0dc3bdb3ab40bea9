"""Small files in the official formats of CIFAR-10, of images that can be learned."""

import gzip
import io
import tarfile
from dataclasses import dataclass
from functools import cache

import numpy as np

CLASSES = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
]  # fmt: skip
FOLDERS = {"python": "cifar-10-batches-py", "binary": "cifar-10-batches-bin"}


@cache
def images(count, seed=0):
    """Images (count, 3072) uint8, of each class a coarse pattern and noise; labels (count,)."""
    patterns = np.random.default_rng(10).integers(60, 196, (10, 3, 4, 4)).repeat(8, 2).repeat(8, 3)
    y = np.arange(count) % 10
    noise = np.random.default_rng(seed).integers(-50, 51, (count, 3072))
    return (patterns[y].reshape(count, 3072) + noise).astype(np.uint8), y


def files(version="python", train=200, test=50):
    """By name the contents of all files: `train` images in five batches, and `test` more."""
    return dict(_files(version, train, test))


@cache
def _files(version, train, test):
    x, y = images(train + test)
    ends = [*(train * i // 5 for i in range(6)), train + test]
    batches = {f"data_batch_{i + 1}": slice(ends[i], ends[i + 1]) for i in range(5)}
    batches["test_batch"] = slice(train, train + test)
    if version == "binary":
        found = {f"{name}.bin": binary_batch(x[at], y[at]) for name, at in batches.items()}
        return {"batches.meta.txt": "\n".join([*CLASSES, "", ""]).encode(), **found}
    found = {name: python2(batch(x[at], y[at])) for name, at in batches.items()}
    return {"batches.meta": python2(meta()), "readme.html": b"<html></html>", **found}


def meta():
    """What batches.meta holds."""
    names = [name.encode() for name in CLASSES]
    return {b"num_cases_per_batch": 10000, b"label_names": names, b"num_vis": 3072}


def batch(x, y):
    """What a batch of the Python version holds."""
    names = [f"image_s_{i:06}.png".encode() for i in range(len(x))]
    label = b"training batch 1 of 5"
    return {b"batch_label": label, b"labels": y.tolist(), b"data": x, b"filenames": names}


def binary_batch(x, y):
    """A batch of the binary version."""
    return np.column_stack([y.astype(np.uint8), x]).tobytes()


def tar(contents, folder="cifar-10-batches-py", *, compress=True):
    """A tar file, gzipped or plain, of `contents` by name, in a folder."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as file:
        file.addfile(_entry(folder, type=tarfile.DIRTYPE))
        for name, content in contents.items():
            file.addfile(_entry(f"{folder}/{name}", size=len(content)), io.BytesIO(content))
    return gzip.compress(packed.getvalue(), 1, mtime=0) if compress else packed.getvalue()


@cache
def archive(version="python", train=200, test=50):
    """The contents of cifar-10-python.tar.gz, or of cifar-10-binary.tar.gz, but smaller."""
    return tar(files(version, train, test), FOLDERS[version])


def unpacked(place, version="python", train=200, test=50):
    """Write the unpacked files into a new folder under `place`; returns that folder."""
    folder = place / FOLDERS[version]
    folder.mkdir(parents=True)
    for name, content in files(version, train, test).items():
        (folder / name).write_bytes(content)
    return folder


def python2(value):
    """`value` pickled as Python 2's cPickle did, in protocol 2."""
    return b"\x80\x02" + _Pickled().of(value) + b"."


@dataclass
class _Pickled:
    memo: int = 0

    def of(self, value):
        match value:
            case bytes():
                return _string(value) + self._put()
            case None:
                return b"N"
            case bool():
                return b"\x88" if value else b"\x89"
            case int():
                return _integer(value)
            case list():
                return b"]" + self._put() + self._thousands(map(self.of, value), b"e")
            case dict():
                put = self._put()
                pairs = (self.of(key) + self.of(part) for key, part in value.items())
                return b"}" + put + self._thousands(pairs, b"u")
            case tuple():
                parts = b"".join(map(self.of, value))
                short = {1: b"\x85", 2: b"\x86", 3: b"\x87"}.get(len(value))
                return (parts + short if short else b"(" + parts + b"t") + self._put()
            case np.ndarray():
                return self._array(value)
        raise TypeError(type(value))

    def _array(self, x):
        made = self._name("numpy.core.multiarray", "_reconstruct")
        made += self._name("numpy", "ndarray")
        made += self.of((0,)) + self.of(b"b") + b"\x87" + self._put() + b"R" + self._put()
        shape = b"(" + _integer(1) + self.of(x.shape)
        dtype = self._name("numpy", "dtype") + self.of((x.dtype.str[1:].encode(), 0, 1))
        dtype += b"R" + self._put()
        dtype += self.of((3, x.dtype.str[:1].encode(), None, None, None, -1, -1, 0)) + b"b"
        return made + shape + dtype + self.of(False) + self.of(x.tobytes()) + b"t" + b"b"

    def _name(self, module, name):
        return f"c{module}\n{name}\n".encode() + self._put()

    def _put(self):
        self.memo += 1
        small = self.memo < 256
        return b"q%c" % self.memo if small else b"r" + self.memo.to_bytes(4, "little")

    def _thousands(self, parts, end):
        parts = list(parts)
        pieces = [parts[i : i + 1000] for i in range(0, len(parts), 1000)]
        return b"".join(b"(" + b"".join(piece) + end for piece in pieces)


def _string(value):
    small = len(value) < 256
    return (b"U%c" % len(value) if small else b"T" + len(value).to_bytes(4, "little")) + value


def _integer(value):
    if 0 <= value < 256:
        return b"K%c" % value
    if 0 <= value < 65536:
        return b"M" + value.to_bytes(2, "little")
    return b"J" + value.to_bytes(4, "little", signed=True)


def _entry(name, **about):
    entry = tarfile.TarInfo(name)
    for key, value in about.items():
        setattr(entry, key, value)
    return entry
