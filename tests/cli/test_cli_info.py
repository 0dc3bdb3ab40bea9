"""`autograd info`: what this installation is."""

import json
import re
import tomllib
from importlib import metadata
from pathlib import Path

import autograd_cli
from autograd_cli.cli import info

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]


def test_it_tells_versions_blas_folders_and_terminal(run_cli, written):
    written()
    answer = run_cli("info")
    assert (answer.exit_code, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    titles = [line for line in lines if not line.startswith(" ")]
    assert titles == ["versions", "numerics", "machine", "folders", "terminal"]
    for key, value in (
        ("autograd-cli", autograd_cli.__version__),
        ("numpy", metadata.version("numpy")),
        ("number of runs", "1"),
        ("stdout is a terminal", "false"),
    ):
        assert any(re.fullmatch(rf"  {key} +{re.escape(value)}", line) for line in lines)
    assert any(re.search(r"num_threads \d+", line) for line in lines)


def test_json_has_the_same_groups(run_cli, tmp_path):
    groups = json.loads(run_cli("info", "--json").stdout)
    assert groups["folders"]["runs"] == str(tmp_path / "runs")
    assert groups["folders"]["number of runs"] == 0
    assert groups["versions"]["typer"] == metadata.version("typer")
    assert groups["terminal"]["TERM"] == "xterm"


def test_a_package_that_is_not_there_is_called_so(run_cli, monkeypatch):
    monkeypatch.setattr(info, "OPTIONAL", ("no-such-package",))
    assert "  no-such-package (optional)  not installed\n" in run_cli("info").stdout


def test_the_size_of_the_cache_counts_its_files(run_cli, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("autograd_cli.data.cache.cache_folder", lambda: tmp_path / "cache")
    (tmp_path / "cache" / "a").mkdir(parents=True)
    (tmp_path / "cache" / "a" / "b").write_bytes(b"x" * 2048)
    assert re.search(r"cache_bytes +2\.0 KiB\n", run_cli("info").stdout)


def test_the_packages_are_those_of_the_project():
    def names(requirements):
        return {re.match(r"[\w-]+", requirement)[0] for requirement in requirements}

    assert {*info.REQUIRED} == names(PROJECT["dependencies"])
    extras = PROJECT["optional-dependencies"]
    users = [extras[extra] for extra in extras if extra not in ("test", "bench")]
    assert {*info.OPTIONAL} == names(requirement for extra in users for requirement in extra)


def test_the_example_of_the_help_runs(run_cli):
    text = run_cli("info", "--help").stdout
    assert re.search(r"Example:\n +autograd info\n", text)
