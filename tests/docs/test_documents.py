"""What the documents show is what happens."""

import importlib
import re
import subprocess
import sys
from pathlib import Path
from types import FunctionType

import pytest

import autograd_cli
from autograd_cli import config, engine, ops
from autograd_cli.engine import dispatch

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ["README.md", "docs/concept.md", "docs/add-an-op.md", "docs/engine.md"]


def _blocks(page, language):
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_the_python_examples_run_and_print_what_they_say(page, capsys, monkeypatch):
    monkeypatch.setattr(dispatch, "_NUMPY", dict(dispatch._NUMPY))  # an example registers its op
    scope = {}
    for block in _blocks(page, "python"):
        exec(compile(block, page, "exec"), scope)
        assert [line.strip() for line in capsys.readouterr().out.splitlines()] == _promised(block)
    assert scope


def _promised(block):
    """What comments say that print prints: one after the call, and those on lines right below."""
    promised, printing = [], False
    for line in block.splitlines():
        found = re.search(r"print\(.*\)  # (.*)", line)
        if not found and printing:
            found = re.match(r" *# (.*)", line)
        printing = found is not None
        if found:
            promised.append(found[1].strip())
    return promised


def test_the_config_shown_is_the_complete_default(tmp_path):
    (block,) = _blocks("README.md", "yaml")
    whole, short = tmp_path / "whole.yaml", tmp_path / "short.yaml"
    whole.write_text(block)
    short.write_text("{dataset: {name: iris_binary}, model: {name: logistic_regression}}")
    assert config.load(whole).settings == config.load(short).settings


@pytest.fixture
def generate(monkeypatch):
    """The script that writes the generated parts."""
    monkeypatch.syspath_prepend(ROOT / "docs")
    return importlib.import_module("generate")


def test_the_settings_in_the_readme_are_those_of_the_schema(generate):
    assert generate.replaced(README, "settings", generate.settings()) == README


def test_the_session_in_the_readme_is_a_real_one(generate, tmp_path):
    """Numbers, messages and all; only times and the run's id may differ."""
    (tmp_path / "configs").symlink_to(ROOT / "configs")
    fresh = generate.replaced(README, "session", generate.session(tmp_path))
    assert _without_times(fresh) == _without_times(README)


def _without_times(text):
    text = re.sub(r"\d{8}-\d{6}-", "ID-", text)
    text = re.sub(r"\d\.\de[-+]\d\d", "ERROR", text)  # rounding noise, which machines differ in
    return re.sub(r"in \d+\.\d\d s", "in T s", text)


def test_the_readmes_commands_exist():
    for command in set(re.findall(r"`autograd (\w+)", README)) - {"COMMAND"}:
        subprocess.run(
            [sys.executable, "-m", "autograd_cli", command, "--help"],
            check=True,
            capture_output=True,
        )


@pytest.mark.parametrize("room", [engine, ops, autograd_cli])
def test_everything_public_has_a_docstring(room):
    for name in room.__all__:
        thing = getattr(room, name)
        if isinstance(thing, (type, FunctionType)):
            assert thing.__doc__, name


def test_no_file_is_longer_than_300_lines():
    files = [*ROOT.glob("autograd_cli/**/*.py"), *ROOT.glob("tests/**/*.py")]
    files += [*ROOT.glob("benchmarks/*.py"), *ROOT.glob("docs/*.py")]
    assert len(files) > 50
    long = [f.name for f in files if len(f.read_text(encoding="utf-8").splitlines()) > 300]
    assert long == []
