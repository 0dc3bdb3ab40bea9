"""The names of run folders: sorted by time, never used twice, and `latest`."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import numpy as np
import pytest

from autograd_cli import runs
from autograd_cli.runs import RunError, RunWriteError, creation, environment


class _Clock:
    """In the place of `datetime`: it stands still, or moves by `step` at every look."""

    def __init__(self, now, step=timedelta(0)):
        self.time = now
        self.step = step

    def now(self, zone):
        self.time += self.step
        return self.time.astimezone(zone)


@pytest.fixture
def clock(monkeypatch):
    def start(*moment, step=timedelta(0)):
        monkeypatch.setattr(creation, "datetime", _Clock(datetime(*moment, tzinfo=UTC), step))

    return start


def test_an_id_is_the_time_in_utc_and_the_name(create, clock):
    clock(2026, 11, 22, 14, 15, 30)
    with create("iris_logreg") as run:
        assert run.folder.id == "20261122-141530-iris_logreg"


def test_the_name_is_by_default_that_of_the_config(load, tmp_path, clock):
    clock(2026, 11, 22, 14, 15, 30)
    with runs.create(load(), {}, runs_dir=tmp_path) as run:
        assert run.folder.id == "20261122-141530-config"


def test_ids_sort_by_time(create, clock):
    clock(2026, 9, 29, 8, step=timedelta(hours=31, minutes=7))
    ids = []
    for number in range(30):
        with create(f"z{99 - number}") as run:
            ids.append(run.folder.id)
    assert ids == sorted(ids)
    assert not any(":" in id for id in ids)


def test_runs_of_one_second_are_numbered(create, clock):
    clock(2026, 1, 1)
    ids = []
    for name in ("a", "a", "b", "a"):
        with create(name) as run:
            ids.append(run.folder.id)
    assert ids == [f"20260101-000000-{end}" for end in ("a", "a-2", "b", "a-3")]


def test_fifty_runs_made_at_once_get_fifty_folders(create, clock, load, tmp_path, monkeypatch):
    clock(2026, 1, 1)
    monkeypatch.setattr(creation, "environment", dict)
    configured, barrier = load(), Barrier(50)

    def make(_):
        barrier.wait()
        with runs.create(configured, {}, runs_dir=tmp_path / "new" / "runs", name="x") as run:
            return run.folder.id

    before = os.umask(0o022)
    try:
        with ThreadPoolExecutor(50) as pool:
            ids = list(pool.map(make, range(50)))
    finally:
        os.umask(before)
    numbered = {"20260101-000000-x", *(f"20260101-000000-x-{n}" for n in range(2, 51))}
    assert set(ids) == numbered
    assert (tmp_path / "new" / "runs" / "latest").read_text().strip() in numbered
    assert {p.name for p in (tmp_path / "new" / "runs").iterdir()} == {*numbered, "latest"}


def test_latest_is_a_text_file_with_the_newest_id(create, tmp_path):
    with create("first"), create("second") as second:
        assert (tmp_path / "runs" / "latest").read_text() == f"{second.folder.id}\n"


@pytest.mark.parametrize("name", ["a", "A-1_b.c+d=e", "größe", "x" * 100])
def test_a_name_of_letters_digits_and_marks_is_taken(create, name):
    with create(name) as run:
        assert run.folder.id.endswith(f"-{name}")


@pytest.mark.parametrize(
    "name",
    ["", "a b", "a/b", "../a", "a\\b", "a:b", "a\n", "a\0", "x" * 101, "a*", "\udcff", "\x1b[0m"],
)
def test_another_name_is_refused(create, tmp_path, name):
    with pytest.raises(RunError) as caught:
        create(name)
    assert str(caught.value) == (
        f"{name!r} cannot name a run\n"
        "Use 1 to 100 letters, digits and . _ - + = and no spaces or slashes."
    )
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize(
    ("place", "reason"),
    [("file", "File exists"), ("file/runs", "Not a directory"), ("file/a/b", "Not a directory")],
)
def test_a_file_in_the_folders_place_is_an_error(create, tmp_path, place, reason):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RunError) as caught:
        create(runs_dir=tmp_path / place)
    assert str(caught.value) == (
        f"cannot write a run under {tmp_path / place}: {reason}\n"
        "Choose another place with --runs-dir."
    )


def test_a_full_disk_at_the_beginning_is_an_error(create, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(creation, "write_atomically", fail)
    with pytest.raises(RunWriteError, match=r"cannot write a run .*: No space left on device"):
        create()
    assert list((tmp_path / "runs").iterdir()) == []


def test_the_environment_is_told_where_numpy_names_no_cpu_features(monkeypatch):
    monkeypatch.setattr(np, "show_config", lambda mode: {"Build Dependencies": {}})
    assert environment.environment()["numpy_cpu_features"] == []


def test_the_environment_does_not_depend_on_what_else_was_loaded():
    before = environment.environment()["threads"]
    import scipy.linalg  # noqa: F401  # has a BLAS of its own
    import sklearn  # noqa: F401  # and OpenMP

    assert environment.environment()["threads"] == before
    assert len(before) == 1


def _environment(**changes):
    now = {"python": "3", "machine": "m", "packages": {"numpy": "2"}, "numpy_cpu_features": []}
    return {**now, "threads": [{"internal_api": "openblas", "num_threads": 2}], **changes}


@pytest.mark.parametrize(
    ("then", "told"),
    [
        ({}, []),
        ({"python": "2"}, ["Python was 2 and is 3"]),
        ({"packages": {"numpy": "1", "older": "1"}}, ["numpy was 1 and is 2"]),
        ({"packages": {}}, []),
        ({"threads": []}, ["the BLAS or its threads are others"]),
        ({"threads": [{"internal_api": "openblas", "num_threads": 1}]},
         ["the BLAS or its threads are others"]),
        ({"threads": [*_environment()["threads"], {"internal_api": "openmp"}]}, []),
        ({"numpy_cpu_features": ["X"]}, ["NumPy's processor features are others"]),
    ],
)  # fmt: skip
def test_what_may_change_the_last_digits_is_told(then, told):
    assert environment.differences(_environment(**then), _environment()) == told


@pytest.mark.parametrize("failure", ["no git", "no repository"])
def test_the_environment_is_told_without_git(tmp_path, monkeypatch, failure):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    if failure == "no git":
        monkeypatch.setenv("PATH", "")
    about = environment.environment()
    assert about["git"] is None
    assert about["directory"] == str(tmp_path)
    json.dumps(about, allow_nan=False)


def test_a_branch_whose_name_is_no_text_does_not_stop_a_training(tmp_path, monkeypatch):
    git = tmp_path / "git"
    git.write_text("#!/bin/sh\nprintf '# branch.oid 1234\\n# branch.head \\377\\n1 .M file\\n'\n")
    git.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    about = environment.environment()["git"]
    assert (about["commit"], about["changed"]) == ("1234", True)
