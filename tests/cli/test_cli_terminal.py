"""Where the output goes: a terminal, a pipe that closes, an encoding that lacks a letter."""

import os
import re
import subprocess
import sys

import pytest
from screen import screen

from autograd_cli import runs
from autograd_cli.runs import RunFolder

pty = pytest.importorskip("pty", reason="Windows has no such terminals")

AUTOGRAD = [sys.executable, "-m", "autograd_cli"]
SHOW_CURSOR, HIDE_CURSOR = "\x1b[?25h", "\x1b[?25l"


def _only_run(tmp_path, name="runs"):
    (path,) = (tmp_path / name).glob("2*/")
    return RunFolder(path)


def test_a_terminal_shows_a_bar_and_a_table(in_terminal, config_file, tmp_path):
    code, shown = in_terminal("train", config_file(), "train.epochs=3", "--no-plots")
    assert code == 0
    run = _only_run(tmp_path)
    lines = screen(shown)
    assert lines[0] == f"run runs/{run.id}"
    assert lines[-2].startswith("completed in ")
    assert lines[-2].endswith(f" s: runs/{run.id}")
    assert re.fullmatch(r"epoch ━+ 3/3 val/loss \d\.\d{4}  val/accuracy \d\.\d{4}", lines[1])
    assert shown.count(HIDE_CURSOR) == shown.count(SHOW_CURSOR)
    table = shown[shown.rindex(SHOW_CURSOR) :]
    final = runs.summary(run)["final"]
    for name in ("train/loss", "train/accuracy", "val/loss", "val/accuracy"):
        (row,) = [line.split() for line in table.splitlines() if f" {name} " in line]
        assert f"{final[name]:.4f}" in row
    assert all(word in table for word in ("initial", "final", "best (epoch 3)"))


def test_a_narrow_terminal_gets_no_bar_and_whole_words(in_terminal, config_file):
    code, shown = in_terminal("train", config_file(), "train.epochs=3", "--no-plots", columns=40)
    assert code == 0
    assert "━" not in shown
    assert "…" not in shown
    assert re.search(r"3/3\S* val/loss \d\.\d{4}\n", shown)
    assert re.search(r"^val/accuracy  +[\d.]+  +[\d.]+  +[\d.]+$", shown, re.MULTILINE)


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_a_terminal_that_wants_no_colour_gets_none(in_terminal, config_file, env):
    code, shown = in_terminal("train", config_file(), "train.epochs=2", "--no-plots", **env)
    assert code == 0
    assert "\x1b[3" not in shown
    assert ("\x1b" in shown) == ("NO_COLOR" in env)


def test_a_terminal_without_the_letters_gets_plain_ones(in_terminal, config_file):
    code, shown = in_terminal(
        "train", config_file(), "train.epochs=2", "--no-plots", PYTHONIOENCODING="ascii"
    )
    assert code == 0
    assert shown.isascii()
    assert "2/2" in shown


def test_the_cursor_comes_back_when_drawing_fails(in_terminal, config_file, tmp_path):
    (tmp_path / "broken" / "matplotlib").mkdir(parents=True)
    (tmp_path / "broken" / "matplotlib" / "__init__.py").write_text("raise RuntimeError('no')")
    path = os.pathsep.join([str(tmp_path / "broken"), os.environ.get("PYTHONPATH", "")])
    code, shown = in_terminal("train", config_file(), "train.epochs=2", PYTHONPATH=path)
    assert code == 1
    assert "were not drawn" in shown
    assert shown.rindex(SHOW_CURSOR) > shown.rindex(HIDE_CURSOR)
    assert runs.summary(_only_run(tmp_path))["status"] == "completed"


def test_the_cursor_comes_back_when_a_training_diverges(in_terminal, config_file):
    text = "dataset: {name: synthetic_regression}\nmodel: {name: least_squares}\n"
    code, shown = in_terminal(
        "train", config_file(text), "optimizer.lr=1e9", "train.epochs=99", "--no-plots"
    )
    assert code == 3
    assert shown.rindex(SHOW_CURSOR) > shown.rindex(HIDE_CURSOR)
    assert shown.index("error: training diverged") > shown.rindex(SHOW_CURSOR)


def test_the_tables_of_gradcheck_and_list_are_drawn(in_terminal, config_file):
    code, shown = in_terminal("gradcheck", config_file())
    assert code == 0
    assert "─" in shown
    assert "weight" in shown
    code, shown = in_terminal("list", "optimizer")
    assert code == 0
    assert "momentum" in shown


def test_quiet_is_quiet_on_a_terminal_too(in_terminal, config_file, tmp_path):
    code, shown = in_terminal("train", config_file(), "train.epochs=2", "--no-plots", "--quiet")
    assert (code, shown) == (0, f"runs/{_only_run(tmp_path).id}\n")


def test_json_goes_down_the_pipe_while_the_bar_is_on_the_terminal(in_terminal, config_file):
    code, shown = in_terminal("train", config_file(), "train.epochs=2", "--no-plots", "--json")
    assert code == 0
    assert "━" in shown
    assert shown.rstrip().endswith("}")


def test_a_reader_that_leaves_after_a_line_does_not_disturb_the_run(config_file, tmp_path):
    with subprocess.Popen(
        [*AUTOGRAD, "train", str(config_file()), "train.epochs=200", "--no-plots"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
    ) as process:  # fmt: skip
        first = process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (0, "")
    run = _only_run(tmp_path)
    assert first == f"run runs/{run.id}\n"
    assert runs.summary(run)["status"] == "completed"
    assert len(run.metrics.read_text().splitlines()) == 200


@pytest.mark.parametrize(
    "words", [["train", "config.yaml", "train.epochs=2"], ["list"], ["gradcheck", "config.yaml"]]
)
def test_a_pipe_that_nobody_reads_is_no_error(config_file, tmp_path, words):
    config_file()
    ours, theirs = os.pipe()
    os.close(ours)
    answer = subprocess.run(
        [*AUTOGRAD, *words],
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    os.close(theirs)
    assert (answer.returncode, answer.stderr) == (0, "")
    if words[0] == "train":
        assert (_only_run(tmp_path).plots / "loss.png").exists()


@pytest.mark.parametrize("options", [[], ["--quiet"], ["--json"]])
def test_a_closed_stdout_is_no_error(config_file, tmp_path, options):
    command = [*AUTOGRAD, "train", str(config_file()), "train.epochs=2", "--no-plots", *options]
    answer = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *command],
        stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert answer.returncode == 0
    assert "Traceback" not in answer.stderr
    assert runs.summary(_only_run(tmp_path))["status"] == "completed"


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii"])
def test_a_path_in_any_letters_is_trained_drawn_and_shown(spawn, config_file, tmp_path, encoding):
    answer = spawn(
        "train", config_file(), "train.epochs=1", "--runs-dir", "größe",
        env={"PYTHONIOENCODING": encoding}, encoding=encoding,
    )  # fmt: skip
    assert (answer.returncode, answer.stderr) == (0, "")
    assert sorted(p.name for p in _only_run(tmp_path, "größe").plots.iterdir()) == [
        "accuracy.png",
        "confusion.png",
        "loss.png",
    ]
    shown = "größe".encode(encoding, "backslashreplace").decode(encoding)
    assert answer.stdout.splitlines()[0].startswith(f"run {shown}/")


def test_a_folder_named_over_two_lines_is_drawn(spawn, config_file, tmp_path):
    answer = spawn("train", config_file(), "train.epochs=1", "--runs-dir", "two\nlines", "--quiet")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert (_only_run(tmp_path, "two\nlines").plots / "loss.png").exists()


def test_files_of_the_user_are_not_taken_for_modules(config_file, tmp_path):
    for name in ("random", "numpy", "matplotlib", "autograd_cli", "plot"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('this is the file of the user')")
    answer = subprocess.run(
        [sys.executable, "-P", *AUTOGRAD[1:], "train", str(config_file()), "train.epochs=1", "-q"],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert (answer.returncode, answer.stderr) == (0, "")
    assert (_only_run(tmp_path).plots / "loss.png").exists()
