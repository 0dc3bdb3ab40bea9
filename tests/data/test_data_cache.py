"""The copy of a dataset in the user's cache folder: fast, and never trusted blindly."""

import subprocess
import sys

import numpy as np
import pytest

from autograd_cli.data.cache import Table, cache_folder, cached
from autograd_cli.data.iris import iris

READ = """
import sys
from autograd_cli import data
from autograd_cli.config import schema
for name, variant in {"iris": schema.Iris, "wine": schema.Wine, "digits": schema.Digits,
                      "breast_cancer": schema.BreastCancer, "diabetes": schema.Diabetes}.items():
    dataset = data.read(variant(name=name))
    print(name, dataset.fingerprint(), dataset.feature_names, dataset.class_names)
print("sklearn" in sys.modules)
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty cache folder of this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "autograd-cli" / "datasets"


@pytest.fixture
def table():
    arrays = {"x": np.arange(6.0).reshape(2, 3), "y": np.array([0, 1])}
    return Table(arrays, {"features": ["a", "b", "c"], "classes": ["no", "yes"]})


def _refuse():
    raise AssertionError("the cache was not used")


def _same(found, table):
    return (
        found.names == table.names
        and found.arrays.keys() == table.arrays.keys()
        and all(np.array_equal(found.arrays[k], v) for k, v in table.arrays.items())
        and all(found.arrays[k].dtype == v.dtype for k, v in table.arrays.items())
    )


def test_the_second_read_does_not_import_scikit_learn(folder):
    answers = [
        subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    (*first, imported), (*second, again) = (answer.stdout.splitlines() for answer in answers)
    assert (imported, again) == ("True", "False")
    assert first == second
    assert sorted(path.name for path in folder.iterdir()) == [
        "breast_cancer-v1.safetensors",
        "diabetes-v1.safetensors",
        "digits-v1.safetensors",
        "iris-v1.safetensors",
        "wine-v1.safetensors",
    ]


def test_the_tests_have_a_cache_of_their_own(tmp_path_factory):
    assert cache_folder().is_relative_to(tmp_path_factory.getbasetemp().parent)


def test_what_is_read_once_is_kept_as_it_was(folder, table):
    assert _same(cached("t", lambda: table), table)
    assert _same(cached("t", _refuse), table)
    assert len(list(folder.iterdir())) == 1, "no temporary file is left"


def test_tables_of_different_names_are_kept_apart(folder, table):
    cached("t", lambda: table)
    with pytest.raises(AssertionError, match="the cache was not used"):
        cached("u", _refuse)


def _damaged(content):
    """The file cut short, with one bit flipped here and there, or with something else in it."""
    yield from (content[:length] for length in range(0, len(content), 29))
    header = 8 + int.from_bytes(content[:8], "little")
    for position in [*range(header), *range(header, len(content), 5)]:
        for bit in (0, 1, 5, 7):
            flipped = bytearray(content)
            flipped[position] ^= 1 << bit
            yield bytes(flipped)
    yield from (b"not ours", b"{}", b"\0" * 64, content + b"more")


def test_a_damaged_file_is_never_used(folder, table):
    cached("t", lambda: table)
    (path,) = folder.iterdir()
    content = path.read_bytes()
    for damaged in _damaged(content):
        path.write_bytes(damaged)
        assert _same(cached("t", lambda: table), table), damaged
        assert path.stat().st_size == len(content), "it is replaced"


def test_a_damaged_iris_is_read_again(folder):
    good = iris()
    (path,) = folder.iterdir()
    path.write_bytes(
        path.read_bytes().replace(b"features", b"feathers").replace(b"setosa", b"rosea!")
    )
    assert iris().class_names == good.class_names
    assert np.array_equal(iris().x, good.x)


def test_a_folder_in_the_files_place_costs_a_warning(folder, table):
    cached("t", lambda: table)
    (path,) = folder.iterdir()
    path.unlink()
    path.mkdir()
    with pytest.warns(UserWarning, match="^t is not kept for the next run: "):
        assert _same(cached("t", lambda: table), table)


def test_a_cache_that_cannot_be_written_costs_a_warning(tmp_path, monkeypatch, table):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.warns(UserWarning, match="^t is not kept for the next run: .*Not a directory"):
        assert _same(cached("t", lambda: table), table)


def test_the_command_goes_on_without_a_cache(tmp_path, spawn, config_file):
    (tmp_path / "file").write_text("in the way")
    answer = spawn(
        "train",
        config_file(),
        "train.epochs=1",
        "--quiet",
        "--no-plots",
        env={"XDG_CACHE_HOME": str(tmp_path / "file")},
    )
    assert answer.returncode == 0
    assert answer.stderr.startswith("warning: iris is not kept for the next run: ")
    assert len(answer.stderr.splitlines()) == 1
