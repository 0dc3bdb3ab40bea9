"""`autograd runs ls`: with Typer and, where all is well, without it."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from autograd_cli.cli.app import app
from autograd_cli.cli.runs import quick

STORED = Path(__file__).parents[1] / "stored"
HEAVY = {"numpy", "pydantic", "rich", "typer", "yaml", "dataclasses", "inspect", "subprocess"}


@pytest.fixture
def stored(tmp_path):
    """The runs of format 1, copied to `runs` under `tmp_path`, with what is no run beside them."""
    folder = tmp_path / "runs"
    shutil.copytree(STORED, folder)
    (folder / "20261123-000000-damaged").mkdir()
    (folder / "20261123-000000-damaged" / "summary.json").write_text("{")
    (folder / ".new-1").mkdir()
    (folder / "latest").write_text("20261122-074035-slow\n")
    return folder


def test_the_table_of_old_and_damaged_runs(run_cli, stored):
    answer = run_cli("runs", "ls", "--filter", "status~e", "--columns",
                     "id,status,dataset,best,val/accuracy,seconds")  # fmt: skip
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout == (
        "id                             status       dataset                 best  val/accuracy"
        "  seconds\n"
        "20261122-073955-iris_logreg    completed    iris_binary           0.3166        1.0000"
        "     0.04\n"
        "20261122-073957-iris_mlp_relu  completed    iris                  0.0225        1.0000"
        "     0.03\n"
        "20261122-074035-slow           interrupted  synthetic_regression  1.0282             -"
        "     2.76\n"
        "20261123-000000-damaged        unreadable   -                          -             -"
        "        -\n"
    )


def test_the_usual_columns(run_cli, stored):
    def header():
        return run_cli("runs", "ls").stdout.splitlines()[0].split()

    common = ["id", "status", "epochs", "dataset", "model", "monitor", "best"]
    assert header() == [*common, "val/loss", "val/accuracy", "seconds", "error"]
    shutil.rmtree(stored / "20261123-000000-damaged")
    assert header() == [*common, "val/loss", "val/accuracy", "seconds"]


def test_runs_without_a_validation_part_have_the_metrics_of_training(run_cli, trained):
    trained("{dataset: {name: iris_binary, validation_fraction: 0}, "
            "model: {name: logistic_regression}}", "train.epochs=1")  # fmt: skip
    header = run_cli("runs", "ls").stdout.splitlines()[0].split()
    assert header[-3:] == ["train/loss", "train/accuracy", "seconds"]
    trained("{dataset: {name: iris}, model: {name: mlp}}", "train.epochs=1")
    header = run_cli("runs", "ls").stdout.splitlines()[0].split()
    assert header[-5:-1] == ["val/loss", "val/accuracy", "train/loss", "train/accuracy"]


def test_the_reason_of_a_damaged_run_is_in_one_line(run_cli, stored):
    (stored / "x\nbold\x1b[1m").mkdir()
    lines = run_cli("runs", "ls").stdout.splitlines()
    assert len(lines) == 6
    assert lines[4].endswith("  summary.json: Expecting property name enclosed in double quotes: "
                             "line 1 column 2 (char 1)")  # fmt: skip
    assert lines[5].startswith(r"x\nbold\x1b[1m ")


def test_sorted_and_limited_the_best_is_at_the_bottom(run_cli, stored):
    def ids(*words):
        lines = run_cli("runs", "ls", "--columns", "id", *words).stdout.splitlines()[1:]
        return [line.rpartition("-")[2] for line in lines]

    assert ids("--sort", "val/loss", "--limit", "2") == ["iris_logreg", "iris_mlp_relu"]
    assert ids("--sort", "seconds", "--reverse", "--limit", "1") == ["damaged"]
    assert ids("--limit", "1") == ["damaged"]


def test_json_and_csv_have_every_column_for_every_run(run_cli, stored):
    rows = json.loads(run_cli("runs", "ls", "--json").stdout)
    assert len({tuple(row) for row in rows}) == 1
    assert rows[1]["optimizer.lr"] == 0.05
    assert rows[1]["best/val/loss"] == rows[1]["best"] == 0.02249931533535586
    assert rows[3]["status"] == "unreadable"
    table = list(csv.DictReader(io.StringIO(run_cli("runs", "ls", "--csv").stdout)))
    assert list(table[0]) == list(rows[0])
    assert (table[1]["optimizer.lr"], table[1]["model.hidden"]) == ("0.05", "[16, 16]")
    assert table[3]["val/loss"] == ""
    some = run_cli("runs", "ls", "--csv", "--columns", "id, lr", "--limit", "2").stdout
    assert some == "id,lr\n20261122-074035-slow,0.001\n20261123-000000-damaged,\n"


def test_nothing_found_is_said_and_no_error(run_cli, stored):
    answer = run_cli("runs", "ls", "--runs-dir", "none")
    assert (answer.exit_code, answer.stdout) == (0, "no run in none\n")
    answer = run_cli("runs", "ls", "--filter", "dataset=none")
    assert (answer.exit_code, answer.stdout) == (0, "no run in runs fits\n")
    assert run_cli("runs", "ls", "--runs-dir", "none", "--json").stdout == "[]\n"
    head = run_cli("runs", "ls", "--runs-dir", "none", "--csv").stdout
    assert head.startswith("id,status,epochs,")
    assert head.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--filter", "lr<x"], "error: lr is a number; given 'x'\n"),
        (["--sort", "val/los"], "error: no run has a column 'val/los'; did you mean val/loss?\n"),
        (["--columns", "id,"], "error: no run has a column ''\n"),
        (["--filter", "lr"], "error: 'lr' is no filter\n"),
        (["--json", "--csv"], "error: --json and --csv exclude each other\n"),
        (["--runs-dir", "runs/latest"], "error: cannot read the runs in runs/latest: Not a "),
    ],
)
def test_a_mistake_is_explained(spawn, stored, words, message):
    answer = spawn("runs", "ls", *words)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith(message)


QUICK = [
    [],
    ["--json"],
    ["--csv", "--columns", "id,lr"],
    ["--runs-dir=none"],
    ["--sort", "val/loss", "--reverse", "--limit=2"],
    ["--filter", "epochs<6", "--filter=status=completed", "--sort=lr"],
]
SLOW = [
    ["--help"],
    ["--limit", "-1"],
    ["--limit", "+1"],
    ["--limit", "x"],
    ["--limit"],
    ["--filter"],
    ["--unknown"],
    ["--rev"],
    ["--reverse=yes"],
    ["--sort="],
    ["--sort", "--json"],
    ["--json", "--csv"],
    ["--sort", "nothing"],
    ["a"],
    ["--", "--json"],
]


@pytest.mark.parametrize("words", QUICK, ids=" ".join)
def test_without_typer_it_is_the_same(run_cli, stored, capsys, words):
    with_typer = run_cli("runs", "ls", *words)
    assert quick.listed(words)
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == (with_typer.stdout, "")


@pytest.mark.parametrize("words", SLOW, ids=" ".join)
def test_what_is_not_plain_is_left_to_typer(run_cli, stored, capsys, words):
    run_cli("runs", "ls")  # goes to the folder of the runs
    assert not quick.listed(words)
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")


def test_every_option_is_known_without_typer():
    command = typer.main.get_command(app).commands["runs"].commands["ls"]
    options = {name: option.is_flag for option in command.params for name in option.opts}
    assert {name for name, flag in options.items() if flag} == {*quick.FLAGS}
    assert {name for name, flag in options.items() if not flag} == {*quick.VALUES}


def test_a_list_in_a_pipe_loads_nothing_that_is_slow(trained, tmp_path):
    trained("{dataset: {name: iris}, model: {name: mlp}}", "train.epochs=1")
    command = [sys.executable, "-X", "importtime", "-m", "autograd_cli", "runs", "ls"]
    answer = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True)
    assert "completed" in answer.stdout
    times = [line for line in answer.stderr.splitlines() if line.startswith("import time:")]
    loaded = {line.split("|")[-1].strip().partition(".")[0] for line in times}
    assert "json" in loaded
    assert loaded & HEAVY == set()
