"""Files that are changed in whole pieces or not at all."""

import os
import threading
from contextlib import closing
from pathlib import Path

import pytest

from autograd_cli.files import AppendedFile, write_atomically


def test_it_replaces_what_was_there(tmp_path):
    path = tmp_path / "file"
    for content in (b"old", b"", b"new\0\xff" * 10_000):
        write_atomically(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_the_old_file_stays_when_a_step_fails(tmp_path, monkeypatch, step, error):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fail(*_):
        raise error

    owner = os if step == "fsync" else Path
    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(type(error)):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path], "no temporary file is left"


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_it_has_the_permissions_of_any_other_file(tmp_path, mask):
    before = os.umask(mask)
    try:
        write_atomically(tmp_path / "file", b"")
    finally:
        assert os.umask(before) == mask
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o666 & ~mask


def test_the_file_is_whole_at_any_moment(tmp_path):
    path = tmp_path / "file"
    contents = {bytes([number]) * 50_000 for number in range(20)}
    write_atomically(path, min(contents))

    def write(content):
        for _ in range(3):
            write_atomically(path, content)

    threads = [threading.Thread(target=write, args=(content,)) for content in contents]
    before = os.umask(0o022)
    try:
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            assert path.read_bytes() in contents
        for thread in threads:
            thread.join()
    finally:
        after = os.umask(before)
    assert list(tmp_path.iterdir()) == [path]
    assert after == 0o022, "threads that write at once leave the process's mask alone"


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "none" / "file", b"")


@pytest.fixture
def limited():
    """Call it with a size: no file can grow beyond it, as if the disk were full."""
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_piece_that_does_not_fit_leaves_nothing_behind(tmp_path, limited):
    path = tmp_path / "file"
    with closing(AppendedFile(path)) as file:
        assert file.is_empty()
        file.append(b"first\n")
        limited(10)
        for _ in range(3):
            with pytest.raises(OSError, match="File too large"):
                file.append(b"a longer piece\n")
            assert path.read_bytes() == b"first\n"
        limited(1 << 20)
        file.append(b"second\n")
        file.flush_to_disk()
        assert not file.is_empty()
    assert path.read_bytes() == b"first\nsecond\n"


def test_appending_goes_on_after_what_is_there(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old\n")
    with closing(AppendedFile(path)) as file:
        assert not file.is_empty()
        file.append(b"new\n")
    assert path.read_bytes() == b"old\nnew\n"
