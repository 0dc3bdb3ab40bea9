"""Runs are deleted whole, and nothing but runs."""

import os
import shutil

import pytest

from autograd_cli import runs
from autograd_cli.runs import RunError, RunFolder, RunWriteError
from autograd_cli.runs.lock import RunLock
from autograd_cli.runs.removal import removable, remove


def _names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_run_is_gone_and_latest_is_the_newest_of_the_others(written, tmp_path):
    first, second, third = (written(name=name) for name in "abc")
    folder = tmp_path / "runs"
    remove([third], folder)
    assert _names(folder) == [first.id, second.id, "latest"]
    assert (folder / "latest").read_text() == f"{second.id}\n"
    remove([first], folder)
    assert (folder / "latest").read_text() == f"{second.id}\n"
    remove([second], folder)
    assert _names(folder) == []


@pytest.mark.parametrize("reference", ["id", "beginning", "latest", "path"])
def test_a_run_is_meant_as_elsewhere(written, tmp_path, reference):
    run = written()
    given = {"id": run.id, "beginning": run.id[:9], "latest": "latest", "path": str(run.path)}
    assert removable(given[reference], tmp_path / "runs").id == run.id


def test_a_run_elsewhere_is_not_deleted(written, tmp_path):
    run = written(runs_dir=tmp_path / "other")
    (tmp_path / "runs").mkdir()
    with pytest.raises(RunError) as caught:
        removable(str(run.path), tmp_path / "runs")
    assert str(caught.value) == (
        f"{run.path} is not in {tmp_path / 'runs'}\n"
        f"If you mean that one, add --runs-dir {tmp_path / 'other'}"
    )


def test_a_link_is_not_followed(written, tmp_path):
    run, outside = written(name="a"), written(runs_dir=tmp_path / "other")
    for name, target in (("inside", run.path), ("outside", outside.path)):
        (tmp_path / "runs" / name).symlink_to(target)
        for reference in (name, str(tmp_path / "runs" / name)):
            with pytest.raises(RunError, match="is a link, not a run"):
                removable(reference, tmp_path / "runs")


def test_what_a_link_in_a_run_points_to_stays(written, tmp_path):
    run = written()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("dear")
    (run.path / "link").symlink_to(tmp_path / "mine")
    remove([run], tmp_path / "runs")
    assert not run.path.exists()
    assert (tmp_path / "mine" / "file").read_text() == "dear"


def test_another_programs_folder_is_not_deleted(tmp_path):
    folder = tmp_path / "runs" / "theirs"
    folder.mkdir(parents=True)
    (folder / "summary.json").write_text("{}")
    with pytest.raises(RunError, match=r"theirs is not a run's folder: it has no config\.resolved"):
        removable("theirs", tmp_path / "runs")


def test_the_folder_of_the_runs_is_not_deleted(written, tmp_path, monkeypatch):
    run = written()
    monkeypatch.chdir(run.path)
    for reference in ("..", "", "."):
        with pytest.raises(RunError):
            removable(reference, run.path)


def test_a_damaged_run_can_be_deleted(written, tmp_path):
    run = written()
    run.summary.write_text("{")
    remove([removable(run.id, tmp_path / "runs")], tmp_path / "runs")
    assert not run.path.exists()


def test_a_run_that_is_worked_on_stays(written, tmp_path):
    run = written()
    lock = RunLock(run)
    with pytest.raises(RunError, match=f"a process is working on {run.id}"):
        removable(run.id, tmp_path / "runs")
    lock.release()
    assert removable(run.id, tmp_path / "runs").id == run.id


def test_a_kill_in_the_middle_leaves_no_half_run_and_is_swept_up(written, tmp_path, monkeypatch):
    first, second = written(name="a"), written(name="b")
    folder = tmp_path / "runs"

    def killed(path):
        (path / "metrics.jsonl").unlink()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            remove([first], folder)
    assert not first.path.exists()
    assert len(_names(folder)) == 3
    with pytest.raises(RunError):
        runs.find(first.id, folder)
    remove([second], folder)
    assert _names(folder) == []


def test_a_run_that_cannot_be_moved_is_as_before(written, tmp_path, monkeypatch):
    run = written()

    def refuse(self, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(run.path), "rename", refuse)
    with pytest.raises(RunWriteError) as caught:
        remove([run], tmp_path / "runs")
    assert str(caught.value) == f"cannot delete {run.path}: Permission denied"
    assert runs.metrics(RunFolder(run.path)).epochs == [0, 1, 2]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do all")
def test_what_cannot_be_deleted_is_told(written, tmp_path):
    run = written()
    run.checkpoints.chmod(0o500)
    with pytest.raises(RunWriteError, match="is no longer a run, but cannot be deleted"):
        remove([run], tmp_path / "runs")
    next((tmp_path / "runs").glob(".removed-*/checkpoints")).chmod(0o700)
