"""The commands on runs where a person looks: room, letters, colours, and a question."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="Windows has no such terminals")

STORED = Path(__file__).parents[1] / "stored"
MLP = "20261122-073957-iris_mlp_relu"
COMMANDS = (["ls"], ["show", MLP], ["compare", MLP, "latest"], ["export", MLP])


@pytest.fixture(autouse=True)
def _stored(tmp_path):
    shutil.copytree(STORED, tmp_path / "runs")


@pytest.mark.parametrize("words", [*COMMANDS, ["rm", MLP, "--yes"]], ids=" ".join)
@pytest.mark.parametrize(
    "env", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"PYTHONIOENCODING": "ascii"}], ids=str
)
def test_a_terminal_gets_what_it_can_show(in_terminal, words, env):
    code, shown = in_terminal("runs", *words, columns=160, **env)
    assert code == 0
    assert "iris_mlp_relu" in shown
    if "PYTHONIOENCODING" in env:
        assert shown.isascii()
    else:
        assert "\x1b[3" not in shown


def test_a_terminal_gets_a_drawn_table(in_terminal):
    code, shown = in_terminal("runs", "ls", columns=160)
    assert code == 0
    assert "─" in shown
    (row,) = [line.split() for line in shown.splitlines() if MLP in line]
    assert row == [
        MLP,
        "completed",
        "6",
        "iris",
        "mlp",
        "val/loss",
        *["0.0225"] * 2,
        "1.0000",
        "0.03",
    ]


def test_a_narrow_terminal_does_without_some_columns_and_says_so(in_terminal):
    code, shown = in_terminal("runs", "ls", columns=82)
    assert code == 0
    lines = [re.sub(r"\x1b\[\d*m", "", line) for line in shown.splitlines()]
    assert all(len(line) <= 82 for line in lines)
    assert MLP in shown, "ids are not broken"
    assert "no room for monitor, seconds, model, dataset, val/loss; " in shown.splitlines()[-1]


def test_a_long_list_is_not_drawn_which_would_take_a_second(in_terminal, tmp_path):
    for number in range(200):
        path = tmp_path / "runs" / f"20261201-000000-{number}"
        path.mkdir()
        (path / "summary.json").write_text('{"status": "completed"}')
    code, shown = in_terminal("runs", "ls", columns=160)
    assert (code, shown.count("\n"), "─" in shown) == (0, 204, False)


def test_rm_asks_and_takes_no_for_an_answer(in_terminal, tmp_path):
    code, shown = in_terminal("runs", "rm", MLP, typed="n\n")
    assert code == 1
    assert f"  runs/{MLP}\nDelete this run for good? [y/N]: " in shown
    assert shown.endswith("nothing has been deleted\n")
    assert (tmp_path / "runs" / MLP).exists()
    code, shown = in_terminal("runs", "rm", MLP, "latest", typed="y\n")
    assert code == 0
    assert "Delete these 2 runs for good?" in shown
    assert not (tmp_path / "runs" / MLP).exists()


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_pipe_that_nobody_reads_is_no_error(tmp_path, words):
    ours, theirs = os.pipe()
    os.close(ours)
    answer = subprocess.run(
        [sys.executable, "-m", "autograd_cli", "runs", *words],
        stdout=theirs, stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    os.close(theirs)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_run_in_letters_that_the_output_lacks_is_listed(tmp_path):
    shutil.copytree(STORED / MLP, tmp_path / "runs" / "größe")
    answer = subprocess.run(
        [sys.executable, "-m", "autograd_cli", "runs", "ls"],
        capture_output=True, cwd=tmp_path, check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert rb"gr\xf6\xdfe" in answer.stdout
