"""The program itself: version, help, completion, and how little is loaded for them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from commands import help_of

import autograd_cli

HEAVY = {"numpy", "matplotlib", "pydantic", "sklearn", "scipy", "safetensors", "rich", "yaml"}
COMMANDS = [
    "train",
    "resume",
    "evaluate",
    "predict",
    "plot",
    "report",
    "list",
    "derive",
    "graph",
    "trace",
    "gradcheck",
    "info",
    "runs",
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


@pytest.mark.parametrize("command", ["", "runs", "config show"])
def test_help_is_asked_for_in_two_ways(run_cli, command):
    answers = [run_cli(*command.split(), option) for option in ("--help", "-h")]
    assert answers[0].exit_code == answers[1].exit_code == 0
    assert answers[0].stdout == answers[1].stdout != ""


def test_without_a_command_there_is_help_and_a_usage_error(run_cli):
    answer = run_cli()
    assert answer.exit_code == 2
    assert "Training:" in answer.output


def test_python_dash_m_is_the_same_program(spawn):
    answer = spawn("--help")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == help_of("autograd")


def test_the_command_is_installed():
    command = Path(sys.executable).with_name("autograd")
    answer = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert answer.stdout == f"autograd-cli {autograd_cli.__version__}\n"


@pytest.mark.parametrize(
    ("words", "completed"),
    [("autograd t", ["train", "trace"]), ("autograd ", COMMANDS), ("autograd x", [])],
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
