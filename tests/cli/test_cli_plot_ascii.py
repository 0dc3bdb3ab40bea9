"""`autograd plot --ascii`: pictures of letters, which suit the terminal or pipe that they go to."""

import re

import numpy as np
import pytest

from autograd_cli.runs import Predictions
from autograd_cli.runs.predicted import encode

ESCAPE = "\x1b"


@pytest.fixture
def of_classes(written):
    """A finished run of two classes, one of them hostile, whose best epoch is 1."""
    run = written()
    run.preprocessing.write_text('{"class_names": ["a\\u001b[31m", "b"]}')
    none, counts = np.zeros(0), np.array([[2, 1], [0, 3]])
    found = Predictions("val", 1, none, none, counts, np.zeros((0, 0, 0, 0), np.uint8), none)
    run.predictions.write_bytes(encode(found))
    return run


def test_curves_and_the_confusion_matrix_are_drawn_and_nothing_is_written(run_cli, of_classes):
    run = of_classes
    answer = run_cli("plot", "latest", "--ascii")
    assert (answer.exit_code, answer.stderr) == (0, "")
    titles = [line for line in answer.stdout.splitlines() if run.id in line]
    assert titles == [
        f"loss over the epochs of {run.id}",
        f"accuracy over the epochs of {run.id}",
        f"learning rate over the epochs of {run.id}",
        f"confusion of {run.id}: validation, best epoch 1: accuracy 0.8333, 5 of 6",
    ]
    assert answer.stdout.endswith(
        "true class, predicted:  a\\x1b[31m  b\n"
        "a\\x1b[31m               2          1\n"
        "b                       0          3\n"
    )
    assert not run.plots.exists()


def test_a_pipe_has_80_columns_and_no_colours(run_cli, written, monkeypatch):
    written()
    monkeypatch.setenv("COLUMNS", "200")
    lines = run_cli("plot", "latest", "--ascii", "--only", "loss").stdout.splitlines()
    assert max(map(len, lines)) == 80
    assert ESCAPE not in "".join(lines)


def test_several_runs(run_cli, written):
    runs = [written((2.0, 1.0), name=name) for name in ("first", "second")]
    answer = run_cli("plot", *(run.id for run in runs), "--ascii", "--only", "loss")
    assert answer.stdout.startswith("loss over the epochs of 2 runs\n")
    assert answer.stdout.splitlines()[-3:] == [f"A {runs[0].id}", f"B {runs[1].id}", ""]


@pytest.mark.parametrize("option", [["--show"], ["-o", "x"], ["--format", "svg"]])
def test_options_of_files_and_windows_are_refused(run_cli, written, option):
    written()
    answer = run_cli("plot", "latest", "--ascii", *option)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == (
        "error: --ascii writes no files and opens no windows\nLeave out one or the other.\n"
    )


def test_a_picture_that_is_none_of_letters(run_cli, written):
    run = written()
    answer = run_cli("plot", "latest", "--ascii", "--only", "images")
    assert answer.exit_code == 2
    assert answer.stderr.startswith(f"error: images of {run.id} cannot be drawn in letters\n")


def test_letters_that_the_pipe_lacks_are_not_used(spawn, written):
    written()
    answer = spawn("plot", "latest", "--ascii", "--only", "loss", env={"PYTHONIOENCODING": "ascii"})
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.isascii()
    assert "\\u" not in answer.stdout
    assert "*" in answer.stdout


@pytest.mark.parametrize(
    ("env", "colours", "braille"),
    [
        ({"TERM": "xterm-256color"}, True, True),
        ({"TERM": "linux", "NO_COLOR": "1"}, False, False),
    ],
)
def test_a_terminal_has_what_it_can_show(in_terminal, written, env, colours, braille):
    written()
    code, shown = in_terminal("plot", "latest", "--ascii", "--only", "loss", columns=60, **env)
    assert code == 0
    assert (f"{ESCAPE}[" in shown) == colours
    assert ("⠒⠒ training" in re.sub(r"\x1b\[[0-9;]*m", "", shown)) == braille
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert max(map(len, lines)) == 59
