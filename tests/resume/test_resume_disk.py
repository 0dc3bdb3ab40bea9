"""A resume that cannot write: it says so, and the last checkpoint stays good."""

import json
import os

import pytest

from autograd_cli import runs
from autograd_cli.files import AppendedFile
from autograd_cli.runs import RunWriteError


def test_a_folder_that_cannot_be_written(run, resumed, untouched, monkeypatch):
    def refuse(path, flags, *rest):
        if flags & os.O_RDWR:
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, *rest)

    opened = os.open
    monkeypatch.setattr(runs.lock.os, "open", refuse)
    with pytest.raises(RunWriteError) as caught:
        resumed(run, "train.epochs=4")
    monkeypatch.undo()
    assert str(caught.value) == f"cannot write in {run.path}: Permission denied"
    assert untouched()


@pytest.mark.parametrize(
    "name", ["sessions.jsonl", "config.resolved.yaml", "summary.json", "last.safetensors"]
)
def test_a_disk_that_is_full(run, resumed, monkeypatch, name):
    def fail(path, content):
        if path.name == name:
            raise OSError(28, "No space left on device")
        write(path, content)

    def append(self, content):
        if self.path.name == name:
            raise OSError(28, "No space left on device")
        add(self, content)

    before = run.last.read_bytes()
    write, add = runs.writer.write_atomically, AppendedFile.append
    for module in (runs.writer, runs.growing):
        monkeypatch.setattr(module, "write_atomically", fail)
    monkeypatch.setattr(AppendedFile, "append", append)
    with pytest.raises(RunWriteError) as caught:
        resumed(run, "train.epochs=4")
    monkeypatch.undo()
    assert str(caught.value) == (
        f"cannot write {next(run.path.rglob(name), run.sessions)}: No space left on device\n"
        "The last checkpoint that was written is still good."
    )
    assert run.last.read_bytes() == before
    assert [row["epoch"] for row in runs.rows(resumed(run, "train.epochs=4"))] == [1, 2, 3, 4]


def test_a_rename_that_fails_leaves_the_last_good_checkpoint(run, resumed, monkeypatch, outcome):
    def fail(self, target):
        if target.name == "last.safetensors":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    rename = type(run.path).replace
    monkeypatch.setattr(type(run.path), "replace", fail)
    with pytest.raises(RunWriteError, match=r"cannot write .*last\.safetensors: Input/output"):
        resumed(run, "train.epochs=4")
    monkeypatch.undo()
    assert runs.load_checkpoint(run.last).epoch == 2
    assert not list(run.checkpoints.glob(".*"))
    assert json.loads(run.summary.read_text())["status"] == "failed"
    resumed(run, "train.epochs=4")
    assert runs.summary(run)["epochs"] == 4
