"""`autograd evaluate`: the run's metrics once more, or those of other data."""

import json

import numpy as np
import pytest

from autograd_cli import runs

CONFIG = """
dataset: {name: csv, path: table.csv, target: kind, standardize: true}
model: {name: mlp, hidden: [4], dropout: 0.5}
loss: {name: cross_entropy, class_weights: balanced}
metrics: [accuracy, f1, roc_auc]
train: {epochs: 4, batch_size: 8}
"""


@pytest.fixture
def run(run_cli, tmp_path, config_file):
    rng = np.random.default_rng(0)
    kinds = rng.choice(["a", "b", "c"], 80, p=[0.5, 0.3, 0.2])
    lines = [f"{rng.normal()},{rng.normal()},{kind}" for kind in kinds]
    (tmp_path / "table.csv").write_text("\n".join(["x,y,kind", *lines, ""]))
    answer = run_cli("train", config_file(CONFIG), "-q", "--no-plots")
    assert answer.exit_code == 0, answer.stderr
    return runs.RunFolder(tmp_path / answer.stdout.strip())


@pytest.mark.parametrize("weights", ["best", "last"])
def test_the_metrics_are_those_of_the_summary(run, run_cli, weights):
    told = json.loads(run_cli("evaluate", run.id, "--weights", weights, "--json").stdout)
    summary = runs.summary(run)
    expected = summary["final"] if weights == "last" else summary["best"]["metrics"]
    found = {f"{part}/{key}": v for part, m in told["metrics"].items() for key, v in m.items()}
    assert found == expected
    assert told["examples"] == {"train": 64, "val": 16}
    assert told["epoch"] == (4 if weights == "last" else summary["best"]["epoch"])


def test_a_file_is_a_part_of_its_own(run, run_cli, tmp_path):
    answer = run_cli("evaluate", run.id, "--data", "table.csv")
    assert answer.exit_code == 0, answer.stderr
    lines = answer.stdout.splitlines()
    assert lines[0].startswith(f"{run.id}, best weights, of epoch ")
    assert lines[1].split() == ["table.csv", "(80)"]
    assert [line.split()[0] for line in lines[2:]] == ["loss", "accuracy", "f1", "roc_auc"]
    told = json.loads(run_cli("evaluate", run.id, "--data", "table.csv", "--json").stdout)
    both = json.loads(run_cli("evaluate", run.id, "--json").stdout)["metrics"]
    share = 64 * both["train"]["loss"] + 16 * both["val"]["loss"]
    assert told["metrics"]["table.csv"]["loss"] == pytest.approx(share / 80, rel=1e-12)


def test_a_metric_that_the_data_do_not_define_is_a_dash(run, run_cli, tmp_path):
    (tmp_path / "one.csv").write_text("x,y,kind\n1,2,a\n2,3,a\n")
    answer = run_cli("evaluate", run.id, "--data", "one.csv")
    assert answer.stdout.splitlines()[-1].split() == ["roc_auc", "-"]
    told = json.loads(run_cli("evaluate", run.id, "--data", "one.csv", "--json").stdout)
    assert told["metrics"]["one.csv"]["roc_auc"] is None


def test_data_without_the_target_or_of_another_class_is_refused(run, run_cli, tmp_path):
    (tmp_path / "new.csv").write_text("x,y\n1,2\n")
    answer = run_cli("evaluate", run.id, "--data", "new.csv")
    assert answer.exit_code == 2
    assert "'kind'" in answer.stderr
    (tmp_path / "new.csv").write_text("x,y,kind\n1,2,z\n")
    answer = run_cli("evaluate", run.id, "--data", "new.csv")
    assert answer.exit_code == 2
    assert "new.csv:2: column 'kind' holds 'z'" in answer.stderr


def test_its_own_data_must_be_what_it_was(run, run_cli, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text(table.read_text().replace(",a\n", ",b\n", 1))
    answer = run_cli("evaluate", run.id)
    assert (answer.exit_code, answer.stderr) == (
        2,
        f"error: the data of {run.id} has changed since it was trained\n"
        "To evaluate the data as it is now: --data FILE\n",
    )
    table.unlink()
    assert run_cli("evaluate", run.id).exit_code == 2


def test_a_run_without_weights_says_so(run, run_cli):
    run.last.unlink()
    answer = run_cli("evaluate", run.id)
    assert (answer.exit_code, answer.stderr) == (
        2,
        f"error: {run.id} has no weights yet: it was stopped before its first checkpoint\n"
        f"Train it first: autograd resume {run.id}\n",
    )


def test_the_best_weights_of_a_process_killed_between_two_renames_are_found(run, run_cli):
    expected = run_cli("evaluate", run.id).stdout
    run.best.rename(run.next_best)
    assert run_cli("evaluate", run.id).stdout == expected
