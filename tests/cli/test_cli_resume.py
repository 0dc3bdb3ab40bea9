"""`autograd resume`: what it prints, and what it is for two processes to want one run."""

import json
import os
import signal
import subprocess
import sys

import pytest

from autograd_cli import runs

LONG = ["train.epochs=1000000", "--no-plots"]


@pytest.fixture
def running(config_file, tmp_path):
    """A training that goes on and on, in a process of its own, and its run."""
    command = [sys.executable, "-m", "autograd_cli", "train", str(config_file()), *LONG]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        path = process.stdout.readline().split()[1]
        for _ in range(3):
            process.stdout.readline()
        yield process, runs.RunFolder(tmp_path / path)
        process.kill()


def test_in_a_pipe_it_goes_on_with_the_lines_of_the_training(run_cli, config_file):
    words = [config_file(), "train.epochs=3", "--no-plots"]
    first = run_cli("train", *words).stdout.splitlines()
    second = run_cli("resume", "latest", "--epochs", "5", "--no-plots")
    whole = run_cli("train", config_file(), "train.epochs=5", "--no-plots").stdout.splitlines()
    assert (second.exit_code, second.stderr) == (0, "")
    lines = second.stdout.splitlines()
    assert lines[0] == first[0]
    assert lines[1:3] == whole[5:7]
    assert lines[-1].split(": ")[1] == first[0].split()[1]


def test_quiet_and_json_are_as_in_train(run_cli, config_file, tmp_path):
    path = run_cli("train", config_file(), "train.epochs=2", "-q", "--no-plots").stdout.strip()
    answer = run_cli("resume", path, "--epochs=3", "--quiet", "--no-plots")
    assert (answer.stdout, answer.stderr) == (
        f"{path}\n".replace("runs", str(tmp_path / "runs")),
        "",
    )
    answer = run_cli("resume", path, "--epochs=4", "--json", "--no-plots")
    told = json.loads(answer.stdout)
    assert (told["status"], told["epochs"]) == ("completed", 4)
    answer = run_cli("resume", path, "--json", "--no-plots")
    assert json.loads(answer.stdout) == told
    assert answer.stderr.startswith("nothing to do: ")


def test_pictures_are_drawn_again(run_cli, config_file, tmp_path):
    run_cli("train", config_file(), "train.epochs=2", "-q", "--no-plots")
    answer = run_cli("resume", "latest", "--epochs=3", "-q")
    assert answer.exit_code == 0
    assert len(list(tmp_path.glob("runs/*/plots/*.png"))) == 3


def test_a_change_needs_its_option(run_cli, config_file):
    run_cli("train", config_file(), "train.epochs=1", "-q", "--no-plots")
    answer = run_cli("resume", "latest", "optimizer.lr=0.1")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == (
        "error: optimizer.lr=0.1: a resumed run keeps its settings\n"
        "To change one from here on: --override optimizer.lr=0.1\n"
    )


@pytest.mark.parametrize("words", [["--override", "optimizer.rl=1"], ["--epochs", "0"]])
def test_a_wrong_override_is_told_as_in_train(run_cli, config_file, words):
    run_cli("train", config_file(), "train.epochs=1", "-q", "--no-plots")
    answer = run_cli("resume", "latest", *words)
    assert answer.exit_code == 2
    assert answer.stderr.startswith("error: command line, '")


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_a_second_process_is_refused_until_the_first_is_gone(running, run_cli):
    process, run = running
    answer = run_cli("resume", run.id, "--no-plots")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"error: another process is working on {run.id}\n")
    assert "running" in run_cli("runs", "ls").stdout
    assert run_cli("runs", "rm", run.id, "--yes").exit_code == 2
    process.kill()
    process.wait()
    assert "killed" in run_cli("runs", "ls").stdout
    epochs = runs.load_checkpoint(run.last).epoch + 2
    answer = run_cli("resume", run.id, "--epochs", epochs, "--no-plots")
    assert answer.exit_code == 0, answer.stderr
    assert runs.summary(run)["status"] == "completed"
    assert [row["epoch"] for row in runs.rows(run)] == list(range(1, epochs + 1))


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signal to one process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_where_and_exits_with_130(running, run_cli, number):
    process, run = running
    process.send_signal(number)
    output = process.stdout.read()
    assert process.wait(60) == 130
    assert output.splitlines()[-1].startswith("interrupted in ")
    assert runs.summary(run)["status"] == "interrupted"
    epochs = runs.load_checkpoint(run.last).epoch + 1
    assert run_cli("resume", run.id, "--epochs", epochs, "--no-plots").exit_code == 0
    assert [row["epoch"] for row in runs.rows(run)] == list(range(1, epochs + 1))
