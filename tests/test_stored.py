"""Every command works on the runs that the earlier version has left (format 1)."""

import csv
import json
import math
import shutil
from pathlib import Path

import numpy as np
import pytest

from autograd_cli import runs

STORED = Path(__file__).parent / "stored"
LOGREG, MLP, SLOW = (
    "20261122-073955-iris_logreg",
    "20261122-073957-iris_mlp_relu",
    "20261122-074035-slow",
)
FLOWERS = """petal length,colour,sepal width,petal width,sepal length
1.4,red,3.5,0.2,5.1
4.7,blue,3.2,1.4,7.0
"""


@pytest.fixture(autouse=True)
def _copied(tmp_path):
    shutil.copytree(STORED, tmp_path / "runs")
    (tmp_path / "runs" / "slow-to-its-end.safetensors").unlink()
    (tmp_path / "runs" / "latest").write_text(f"{SLOW}\n")
    (tmp_path / "flowers.csv").write_text(FLOWERS)


@pytest.fixture
def done(run_cli):
    """Run a command that succeeds; what it prints on stdout."""

    def run(*words):
        answer = run_cli(*words)
        assert answer.exit_code == 0, answer.output
        return answer.stdout

    return run


def test_resume_from_the_middle_of_an_epoch_is_the_run_that_the_earlier_version_finished(
    done, tmp_path
):
    done("resume", SLOW, "--no-plots", "-q")
    run = runs.RunFolder(tmp_path / "runs" / SLOW)
    whole = runs.load_checkpoint(STORED / "slow-to-its-end.safetensors")
    saved = runs.load_checkpoint(run.last)
    assert (saved.epoch, saved.step) == (2, 48000)
    for kind in ("weights", "optimizer"):
        expected, found = getattr(whole, kind), getattr(saved, kind)
        assert found.keys() == expected.keys()
        assert all(np.array_equal(found[name], expected[name]) for name in expected)
    row = {
        "epoch": 2,
        "step": 48000,
        "lr": 0.001,
        "train/loss": 1.0039717069182148,
        "val/loss": 1.0308115961602047,
    }
    first, last = runs.rows(run)
    assert last.pop("seconds") > 2.7
    assert last.pop("grad_norm") > 0
    assert last == row
    assert list(first) == ["epoch", "step", "seconds", "lr", "grad_norm", *list(row)[3:]]
    assert first["grad_norm"] is None, "the earlier version did not measure it"
    with run.metrics_table.open(newline="") as file:
        table = list(csv.reader(file))
    assert table[0] == list(first)
    assert [len(line) for line in table] == [len(first)] * 3
    assert (table[1][4], float(table[2][4]) > 0) == ("", True)
    assert runs.summary(run)["best"]["epoch"] == 1


def test_resume_with_more_epochs_goes_on_from_the_best(done, tmp_path):
    before = runs.summary(runs.RunFolder(tmp_path / "runs" / MLP))
    done("resume", MLP, "--epochs", "8", "--no-plots", "-q")
    run = runs.RunFolder(tmp_path / "runs" / MLP)
    told = runs.summary(run)
    assert (told["status"], told["epochs"], told["format"]) == ("completed", 8, 2)
    assert told["initial"] == before["initial"]
    assert told["best"]["metrics"]["val/loss"] <= before["best"]["metrics"]["val/loss"]
    columns = runs.metrics(run).columns
    assert [math.isnan(norm) for norm in columns["grad_norm"]] == [True] * 7 + [False] * 2
    assert [math.isnan(rate) for rate in columns["lr"]] == [True] + [False] * 8
    history = runs.weight_history(run)
    assert [kept.epoch for kept in history["layers.0.weight"]] == [7, 8], "from here on"


def test_what_the_earlier_version_did_not_keep_is_not_there(tmp_path):
    run = runs.RunFolder(tmp_path / "runs" / MLP)
    assert all(map(math.isnan, runs.metrics(run).columns["grad_norm"]))
    assert (runs.weight_history(run), runs.steps(run).step, runs.predictions(run)) == ({}, [], None)


@pytest.mark.parametrize("run", [LOGREG, MLP])
def test_evaluate_gives_the_metrics_of_the_summary(done, tmp_path, run):
    told = json.loads(done("evaluate", run, "--json", "--weights", "last"))
    final = json.loads((tmp_path / "runs" / run / "summary.json").read_text())["final"]
    found = {f"{part}/{name}": v for part, m in told["metrics"].items() for name, v in m.items()}
    assert found == pytest.approx(final, rel=1e-14)


@pytest.mark.parametrize(
    ("run", "species"), [(LOGREG, ["setosa", "versicolor"]), (MLP, ["setosa", "versicolor"])]
)
def test_predict_finds_the_features_by_name(run_cli, run, species):
    answer = run_cli("predict", run, "flowers.csv")
    assert answer.exit_code == 0
    assert answer.stdout.splitlines() == ["prediction", *species]
    assert answer.stderr == "columns not used: colour\n"


def test_plot_draws_the_curves_and_says_why_there_is_no_more(run_cli):
    answer = run_cli("plot", LOGREG)
    pictures = answer.stdout.splitlines()
    assert [Path(p).name for p in pictures] == ["loss.png", "accuracy.png", "lr.png"]
    assert answer.stderr == (
        f"no confusion matrix: {LOGREG} was trained by an earlier version, "
        "which kept no predictions\n"
    )
    assert run_cli("plot", SLOW).stderr == (
        f"no fit and no residuals: {SLOW} was not trained to its end; "
        f"to go on: autograd resume {SLOW}\n"
    )


def test_runs_ls_and_show(done):
    told = json.loads(done("runs", "ls", "--json"))
    assert {run["id"]: run["status"] for run in told} == {
        LOGREG: "completed",
        MLP: "completed",
        SLOW: "interrupted",
    }
    assert {run["id"]: run["dataset"] for run in told}[SLOW] == "synthetic_regression"
    assert "optimizer.momentum" in done("runs", "show", MLP)


def test_runs_compare_fills_in_what_the_earlier_version_did_not_know(done):
    told = done("runs", "compare", LOGREG, MLP)
    assert "model.hidden" in told
    assert "schedule" not in told


def test_runs_export_and_rm(done, tmp_path):
    lines = done("runs", "export", LOGREG, MLP).splitlines()
    assert len(lines) == 1 + 6 + 7, "the untrained models too"
    done("runs", "rm", MLP, "--yes")
    assert not (tmp_path / "runs" / MLP).exists()


def test_train_again_from_its_resolved_config(done, tmp_path):
    done("train", f"runs/{MLP}/config.resolved.yaml", "--no-plots", "--name", "again", "-q")
    (again,) = (tmp_path / "runs").glob("*-again")
    old = runs.load_checkpoint(tmp_path / "runs" / MLP / "checkpoints" / "last.safetensors")
    new = runs.load_checkpoint(again / "checkpoints" / "last.safetensors")
    assert all(np.array_equal(old.weights[name], new.weights[name]) for name in old.weights)


def test_config_and_gradcheck_on_its_resolved_config(done):
    resolved = f"runs/{LOGREG}/config.resolved.yaml"
    assert "ok" in done("config", "check", resolved)
    assert "momentum" in done("config", "show", resolved)
    assert "derivatives are right" in done("gradcheck", resolved)
