"""Where the relative paths of a config start."""

from pathlib import Path

import pytest

from autograd_cli import config

CSV = "dataset: {name: csv, path: data/t.csv, target: y}\nmodel: {name: mlp}\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """The current directory, in the folder of the configs."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def test_in_a_file_at_the_files_folder(load, tmp_path):
    assert load(CSV).settings.dataset.path == str(tmp_path / "data" / "t.csv")


def test_also_if_the_file_is_told_from_the_current_directory(config_file, here):
    config_file(CSV)
    found = config.load(Path("../config.yaml"))
    assert found.settings.dataset.path == str(here / ".." / "data" / "t.csv")


def test_in_a_file_that_is_extended_at_that_files_folder(config_file, tmp_path):
    config_file(CSV, "here/base.yaml")
    found = config.load(config_file("extends: here/base.yaml\ndataset: {target: z}\n"))
    assert found.settings.dataset.path == str(tmp_path / "here" / "data" / "t.csv")
    assert found.settings.dataset.target == "z"


@pytest.mark.parametrize(
    "override", ["dataset.path=t.csv", "dataset={name: csv, path: t.csv, target: 0}"]
)
def test_on_the_command_line_at_the_current_directory(load, here, override):
    assert load(CSV, override).settings.dataset.path == str(here / "t.csv")


def test_other_overrides_leave_the_files_path_alone(load, tmp_path):
    found = load(CSV, "dataset.target=z", "seed=1")
    assert found.settings.dataset.path == str(tmp_path / "data" / "t.csv")


def test_an_absolute_path_stays(load, tmp_path):
    path = str(tmp_path / "x.csv")
    assert load(CSV.replace("data/t.csv", path)).settings.dataset.path == path


def test_the_resolved_config_finds_the_file_from_anywhere(load, config_file):
    found = load(CSV)
    elsewhere = config.load(config_file(found.resolved(), "here/resolved.yaml"))
    assert elsewhere.settings == found.settings


@pytest.mark.parametrize("given", ["3", "''", "[a]", "null"])
def test_what_is_no_path_is_refused_as_it_was_given(load, config_file, given):
    with pytest.raises(
        config.ConfigError, match=r"config.yaml:1:28: dataset.path: (input|string) should"
    ):
        load(CSV.replace("data/t.csv", given))
