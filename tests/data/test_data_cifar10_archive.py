"""Tar files and folders that are damaged or hostile are refused; nothing is written or followed."""

import bz2
import contextlib
import gzip
import io
import lzma
import os
import re
import tarfile
import tracemalloc

import cifar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_cli.data import DataError
from autograd_cli.data.images.cifar10 import source
from autograd_cli.data.images.cifar10.read import read

SMALL = cifar.tar(cifar.files("binary", 50, 10), compress=False)
BLOCK = 512


@pytest.fixture
def refusal(tmp_path):
    """The message with which the content of a file is refused."""

    def message(content):
        path = tmp_path / "c.tar.gz"
        path.write_bytes(content)
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(DataError) as caught:
            read(path, ["train", "test"])
        assert sorted(tmp_path.rglob("*")) == before
        return caught.value.message.replace(f"{tmp_path}/", "")

    return message


def packed(*entries, format=tarfile.GNU_FORMAT, files=None):
    """A tar of entries (name, content, attributes), then of files, if they are given."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=format) as file:
        for name, content, about in [*entries, *((n, c, {}) for n, c in (files or {}).items())]:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            for key, value in about.items():
                setattr(entry, key, value)
            file.addfile(entry, io.BytesIO(content))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PK\x03\x04" + bytes(600), "c.tar.gz is a zip file"),
        (b"\n<!DOCTYPE html><html>" + bytes(600), "c.tar.gz is a web page: the download failed"),
        (bz2.compress(SMALL), "c.tar.gz is compressed with bzip2, not with gzip"),
        (lzma.compress(SMALL), "c.tar.gz is compressed with xz, not with gzip"),
        (b"hello" * 200, "cannot read c.tar.gz: it is no tar file, or a number in it is damaged"),
        (b"hello", "cannot read c.tar.gz: it is cut short"),
        (b"", "c.tar.gz holds no files of CIFAR-10"),
        (gzip.compress(b"", mtime=0), "c.tar.gz holds no files of CIFAR-10"),
        (
            gzip.compress(b"0" * 600, mtime=0),
            "cannot read c.tar.gz: it is no tar file, or a header in it is",
        ),
    ],
    ids=[
        "zip",
        "web page",
        "bzip2",
        "xz",
        "text",
        "short text",
        "nothing",
        "gzip of nothing",
        "gzip",
    ],
)
def test_what_is_no_archive_is_told(content, problem, refusal):
    assert refusal(content).startswith(problem)


def test_wherever_an_archive_is_cut_it_is_refused(refusal):
    for end in range(1, len(SMALL) - 2 * BLOCK, 9_973):
        message = refusal(SMALL[:end])
        assert re.search(r"it is cut short|has no ", message)
    compressed = gzip.compress(SMALL, 1)
    for end in range(20, len(compressed) - 1, 9_973):
        assert refusal(compressed[:end]) == "cannot read c.tar.gz: it is cut short"


def test_a_wrong_checksum_of_gzip_is_told(refusal):
    compressed = bytearray(gzip.compress(SMALL, 1))
    compressed[-6] ^= 1
    assert refusal(bytes(compressed)).startswith("cannot read c.tar.gz: CRC check failed 0x")
    compressed = bytearray(gzip.compress(SMALL, 1))
    compressed[len(compressed) // 2] ^= 255
    assert refusal(bytes(compressed)).startswith("cannot read c.tar.gz: ")


FILES = cifar.files("binary", 50, 10)
LINK = {"linkname": "/etc/passwd"}


@pytest.mark.parametrize(
    ("about", "what"),
    [
        ({"type": tarfile.SYMTYPE, **LINK}, "a link"),
        ({"type": tarfile.LNKTYPE, **LINK}, "a link"),
        ({"type": tarfile.CHRTYPE}, "a device"),
        ({"type": tarfile.BLKTYPE}, "a device"),
        ({"type": tarfile.FIFOTYPE}, "a pipe"),
        ({"type": tarfile.GNUTYPE_SPARSE}, "no regular file"),
    ],
)
def test_a_batch_is_a_regular_file(about, what, refusal):
    content = packed(("x/data_batch_1.bin", b"", about), files=FILES)
    assert refusal(content) == f"c.tar.gz: data_batch_1.bin is {what}"


def test_links_that_are_not_wanted_are_left_alone(tmp_path):
    path = tmp_path / "c.tar"
    link = ("latest", b"", {"type": tarfile.SYMTYPE, **LINK})
    path.write_bytes(packed(link, ("._data_batch_1.bin", b"a Mac's", {}), files=FILES))
    assert len(read(path, ["test"]).parts["test"].y) == 10
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("folder", ["../../..", "/tmp", "a" * 150, "a/" * 120 + "a"])
@pytest.mark.parametrize("format", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_only_the_last_part_of_a_name_counts_and_nothing_is_unpacked(folder, format, tmp_path):
    path = tmp_path / "place" / "of" / "c.tar"
    path.parent.mkdir(parents=True)
    entries = [(f"{folder}/{name}", content, {"mtime": 1.5}) for name, content in FILES.items()]
    path.write_bytes(packed(*entries, format=format))
    parts = read(path, ["train", "test"]).parts
    assert [len(parts[name].y) for name in ("train", "test")] == [50, 10]
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path]


def test_a_file_is_there_once(refusal):
    twice = packed(("b/test_batch.bin", FILES["test_batch.bin"], {}), files=FILES)
    assert refusal(twice) == "c.tar.gz: test_batch.bin is there twice"


def header(size, name=b"data_batch_1.bin", kind=b"0"):
    """A header whose field for the size is `size`."""
    block = bytearray(name.ljust(100, b"\0") + bytes(412))
    block[124 : 124 + len(size)] = size
    block[148:157] = b" " * 8 + kind
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (header(b"00200000001\0"), "c.tar.gz: data_batch_1.bin has 33554433 bytes, more than"),
        (header(b"77777777777\0"), "c.tar.gz: data_batch_1.bin has 8589934591 bytes, more than"),
        (header(b"\x80" + b"\xff" * 11), "cannot read c.tar.gz: it is no tar file, or a number in"),
        (header(b"\xff" * 12), "cannot read c.tar.gz: it is no tar file, or a number in it is"),
        (header(b"-0000001000\0"), "cannot read c.tar.gz: it is no tar file, or a number in it is"),
        (header(b"77777777777\0", b"x"), "cannot read c.tar.gz: it is cut short"),
        (header(b"77777777777\0", b"x", b"L"), "cannot read c.tar.gz: a name has 8589934591 bytes"),
        (header(b"77777777777\0", b"x", b"x"), "cannot read c.tar.gz: a name has 8589934591 bytes"),
        (header(b"00000003001\0"), "cannot read c.tar.gz: it is cut short"),
        (header(b"\0", kind=b"L") * 10_000, "cannot read c.tar.gz: it holds more than 10,000"),
        (header(b"\0").replace(b"data", b"DATA"), "cannot read c.tar.gz: it is no tar file, or a"),
    ],
)  # fmt: skip
def test_hostile_headers_are_refused(content, problem, refusal):
    assert refusal(content).startswith(problem)
    assert refusal(gzip.compress(content)).startswith(problem)


@pytest.mark.parametrize("name", [b"readme.html", b"data_batch_1.bin"])
def test_what_unpacks_to_too_much_is_refused_early(name, refusal, monkeypatch):
    monkeypatch.setattr(source, "_LARGEST", 16 << 20)
    claimed = b"77777777777\0" if name == b"readme.html" else b"00170000000\0"
    bomb = gzip.compress(header(claimed, name)) + gzip.compress(bytes(1 << 24), 9) * 100
    tracemalloc.start()
    try:
        message = refusal(bomb)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert message == "cannot read c.tar.gz: it unpacks to more than 16 MiB, unlike CIFAR-10"
    assert most < 50e6


def test_what_follows_the_end_of_the_tar_is_not_read_without_end(refusal, monkeypatch):
    monkeypatch.setattr(source, "_LARGEST", 16 << 20)
    bomb = gzip.compress(SMALL, 1) + gzip.compress(bytes(1 << 24), 9) * 100
    message = refusal(bomb)
    assert message == "cannot read c.tar.gz: it unpacks to more than 16 MiB, unlike CIFAR-10"


with tarfile.open(fileobj=io.BytesIO(SMALL)) as opened:
    HEADERS = [member.offset for member in opened]
FIELDS = [0, 5, 124, 130, 135, 148, 156]


def mended(content):
    """With headers whose checksums are right."""
    for first in HEADERS:
        content[first + 148 : first + 156] = b" " * 8
        content[first + 148 : first + 156] = b"%06o\0 " % sum(content[first : first + BLOCK])
    return content


@given(
    st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), max_size=3),
    st.lists(
        st.tuples(st.sampled_from(HEADERS), st.sampled_from(FIELDS), st.integers(0, 255)),
        max_size=3,
    ),
    st.booleans(),
    st.booleans(),
)
def test_damaged_bytes_are_refused_or_still_images(
    tmp_path_factory, places, fields, mend, compress
):
    damaged = bytearray(SMALL)
    for place, byte in [*places, *((first + at, byte) for first, at, byte in fields)]:
        damaged[place] = byte
    damaged = mended(damaged) if mend else damaged
    path = tmp_path_factory.getbasetemp() / "damaged.tar"
    path.write_bytes(gzip.compress(damaged, 1) if compress else damaged)
    with contextlib.suppress(DataError):
        found = read(path, ["train", "test"])
        assert found.parts["train"].x.shape[1:] == (3, 32, 32)


def test_files_in_a_folder_are_refused_alike(tmp_path):
    folder = cifar.unpacked(tmp_path, "binary")
    file = folder / "data_batch_5.bin"

    def message():
        with pytest.raises(DataError) as caught:
            read(folder, ["train"])
        return caught.value.message.replace(f"{folder}/", "")

    with file.open("r+b") as opened:
        opened.truncate(33_554_433)
    assert message() == "data_batch_5.bin has 33554433 bytes, more than any of CIFAR-10"
    with file.open("r+b") as opened:
        opened.truncate(3073 * 2 + 5)
    assert message() == (
        "data_batch_5.bin: images have 3073 bytes each; 6151 are 5 more than whole images"
    )
    file.write_bytes(b"")
    assert message() == "data_batch_5.bin holds no images"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    folder = cifar.unpacked(tmp_path, "binary")
    file = folder / "data_batch_5.bin"
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(DataError, match=r"data_batch_5.bin is no regular file"):
        read(folder, ["train"])
    os.mkfifo(tmp_path / "c.tar.gz")
    with pytest.raises(DataError, match=r"c.tar.gz is neither a file nor a folder"):
        read(tmp_path / "c.tar.gz", ["train"])


def test_a_link_in_a_users_folder_is_followed(tmp_path):
    folder = cifar.unpacked(tmp_path, "binary")
    file = folder / "test_batch.bin"
    file.rename(tmp_path / "elsewhere")
    try:
        file.symlink_to(tmp_path / "elsewhere")
    except OSError:
        pytest.skip("links need rights here")
    assert len(read(folder, ["test"]).parts["test"].y) == 50
    (tmp_path / "elsewhere").unlink()
    with pytest.raises(DataError, match=r"test_batch.bin is no regular file"):
        read(folder, ["test"])
