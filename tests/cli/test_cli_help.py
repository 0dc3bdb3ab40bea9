"""The help of every command: complete, well set, and with an example that works."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from autograd_cli.cli.app import app

ROOT = Path(__file__).parents[2]
STORED = ROOT / "tests" / "stored" / "20261122-073957-iris_mlp_relu"
CONFIG = """
dataset: {name: csv, path: flowers.csv, target: species}
model: {name: mlp, hidden: [4]}
train: {epochs: 2, batch_size: 8}
"""


def _all(command, words=()):
    """Every command by its words, groups included."""
    yield words, command
    for name, part in getattr(command, "commands", {}).items():
        yield from _all(part, (*words, name))


COMMANDS = {" ".join(["autograd", *words]): command for words, command in _all(get_command(app))}
PROGRAMS = {name: command for name, command in COMMANDS.items() if not hasattr(command, "commands")}


def _help(name, columns=80):
    words = [*name.split()[1:], "--help"]
    answer = CliRunner().invoke(
        app, words, env={"COLUMNS": str(columns)}, prog_name="autograd", catch_exceptions=False
    )
    assert (answer.exit_code, answer.stderr) == (0, "")
    return answer.stdout


def _examples(name):
    found = re.search(r"^  Example:\n((?:    \S.*\n)+)", _help(name), re.MULTILINE)
    return [line.strip() for line in found[1].splitlines()] if found else []


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A folder as a user has it: the shipped configs, a table, an old run, a killed and a new."""
    place = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "configs", place / "configs")
    rows = [f"{i % 3 + i / 90},{i / 30},{['rose', 'tulip', 'lily'][i % 3]}" for i in range(30)]
    (place / "flowers.csv").write_text("\n".join(["length,width,species", *rows, ""]))
    (place / "flowers.yaml").write_text(CONFIG)
    shutil.copytree(STORED, place / "runs" / "20261122-141530-iris_mlp_relu")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        words = ["train", "flowers.yaml", "--no-plots", "-q"]
        path = Path(CliRunner().invoke(app, words, catch_exceptions=False).stdout.strip())
        killed = shutil.copytree(path, path.with_name("20261122-141531-killed")) / "summary.json"
        killed.write_text(json.dumps(json.loads(killed.read_text()) | {"status": "running"}))
    return place


@pytest.fixture
def run_there(run_cli, prepared, tmp_path):
    """Run a command line in a copy of the prepared folder."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    return lambda line: run_cli(*shlex.split(line)[1:])


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_in_the_help_work(run_there, name):
    examples = _examples(name)
    assert examples
    for line in examples:
        assert f"{line} ".startswith(f"{name} ")
        answer = run_there(line)
        assert answer.exit_code == 0, answer.output
        assert "error:" not in answer.output
        assert "no run" not in answer.output


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_is_well_set(name):
    text = _help(name)
    assert text.isascii()
    lines = text.splitlines()
    assert lines[0].startswith(f"Usage: {name} [OPTIONS]")
    assert not re.search(r"[{}]|\[\[", lines[0]), "the marks are the field's"
    for line in lines:
        assert len(line) <= 80
        assert line.count("[") == line.count("]"), "a default is not torn apart"
        assert line is lines[0] or not line.endswith("..."), "what a command does is not cut"
    for paragraph in re.split(r"\n\s*\n", text.partition("\nOptions:")[0].strip()):
        *others, last = paragraph.splitlines()
        assert not others or len(last.split()) > 1, "no word is left alone on a line"


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_argument_and_option_is_explained(name):
    text = _help(name)
    for parameter in PROGRAMS[name].params:
        if not parameter.hidden:
            assert parameter.help.endswith((".", ".)"))
            default = parameter.default
            assert default is None or default is False or f"[default: {default}]" in text or (
                default is True and "[default: plots]" in text
            )  # fmt: skip


def test_the_commands_stand_under_headings():
    text = _help("autograd")
    found = re.findall(
        r"^(\w[\w ]*):\n((?:  \w.*\n)+)", text.partition("Options:")[2], re.MULTILINE
    )
    listed = {heading: re.findall(r"^  (\w+)", rows, re.MULTILINE) for heading, rows in found}
    assert listed == {
        "Training": ["train", "resume"],
        "Runs": ["evaluate", "predict", "plot", "runs"],
        "Configs": ["list", "config"],
        "Engine and machine": ["gradcheck", "info"],
    }


def test_what_is_hidden_is_not_in_the_usage():
    assert _help("autograd resume").startswith("Usage: autograd resume [OPTIONS] RUN\n")


@pytest.mark.parametrize("columns", ["0", "1", "40", "200", "wide"])
def test_the_help_suits_any_width(columns):
    assert "autograd train configs/iris_logreg.yaml" in _help("autograd train", columns)
