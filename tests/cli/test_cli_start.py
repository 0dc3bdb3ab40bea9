"""The program itself: version, help, completion, and how little is loaded for them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import autograd_cli

HEAVY = {"numpy", "matplotlib", "pydantic", "sklearn", "scipy", "safetensors", "rich", "yaml"}
COMMANDS = [
    "train",
    "resume",
    "evaluate",
    "predict",
    "gradcheck",
    "plot",
    "list",
    "runs",
    "info",
    "config",
]


def _loaded(cwd, *words):
    """The top-level packages that a command imports."""
    command = [sys.executable, "-X", "importtime", "-m", "autograd_cli", *map(str, words)]
    answer = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=True)
    times = [line for line in answer.stderr.splitlines() if line.startswith("import time:")]
    return {line.split("|")[-1].strip().partition(".")[0] for line in times}


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["train", "--help"], ["list", "-h"]])
def test_help_loads_nothing_heavy(tmp_path, words):
    loaded = _loaded(tmp_path, *words)
    assert "typer" in loaded
    theirs = (
        {"pydantic"} if len(words) > 1 else set()
    )  # Typer checks types with it in its newer versions
    assert loaded & HEAVY <= theirs


def test_list_needs_no_numpy(tmp_path):
    assert _loaded(tmp_path, "list") & {"numpy", "matplotlib", "sklearn", "scipy"} == set()


def test_a_training_loads_neither_matplotlib_nor_once_cached_scikit_learn(
    tmp_path, config_file, trained
):
    trained("dataset: {name: iris}\nmodel: {name: mlp}\n", "train.epochs=1")
    loaded = _loaded(tmp_path, "train", config_file(), "train.epochs=1", "--no-plots", "-q")
    assert loaded & {"matplotlib", "sklearn", "scipy", "pandas", "rich"} == set()
    assert "numpy" in loaded


def test_the_version(run_cli):
    answer = run_cli("--version")
    assert (answer.exit_code, answer.stdout) == (0, f"autograd-cli {autograd_cli.__version__}\n")
    assert re.fullmatch(r"\d+\.\d+\.\d+", autograd_cli.__version__)


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_every_command(run_cli, option):
    answer = run_cli(option)
    assert answer.exit_code == 0
    listed = re.findall(r"^  (\w+)  +\S", answer.stdout.partition("Commands:")[2], re.MULTILINE)
    assert listed == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example(run_cli, command):
    answer = run_cli(command, "--help")
    assert answer.exit_code == 0
    assert answer.stdout.startswith(f"Usage: autograd {command} ")
    assert re.search(rf"Example:\n +autograd {command} ", answer.stdout)


def test_without_a_command_there_is_help_and_a_usage_error(run_cli):
    answer = run_cli()
    assert answer.exit_code == 2
    assert "Commands:" in answer.output


def test_python_dash_m_is_the_same_program(spawn, run_cli):
    answer = spawn("--help")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == run_cli("--help").stdout


def test_the_command_is_installed():
    command = Path(sys.executable).with_name("autograd")
    answer = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert answer.stdout == f"autograd-cli {autograd_cli.__version__}\n"


@pytest.mark.parametrize(
    ("words", "completed"), [("autograd t", ["train"]), ("autograd ", COMMANDS), ("autograd x", [])]
)
def test_the_shell_completes_commands(spawn, words, completed):
    answer = spawn(
        env={
            "_AUTOGRAD_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": "1",
        }
    )
    assert answer.stdout.split() == completed


def test_the_completion_of_a_shell_can_be_shown(spawn):
    answer = spawn("--show-completion", "bash")
    assert answer.returncode == 0
    assert "_AUTOGRAD_COMPLETE=complete_bash" in answer.stdout
