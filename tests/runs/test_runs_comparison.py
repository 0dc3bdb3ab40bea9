"""What a run's files say of it, and what differs between runs, old and new ones together."""

import json
import shutil
from itertools import groupby
from pathlib import Path

import pytest

from autograd_cli.runs import RunError, RunFolder, facts
from autograd_cli.runs.comparison import compare
from autograd_cli.runs.export import table
from autograd_cli.runs.settings import changed, settings

STORED = Path(__file__).parents[1] / "stored"
LOGREG, MLP, SLOW = (
    "20261122-073955-iris_logreg",
    "20261122-073957-iris_mlp_relu",
    "20261122-074035-slow",
)


@pytest.fixture
def stored(tmp_path):
    """The run of format 1 with this id, in a copy."""
    shutil.copytree(STORED, tmp_path / "stored")
    return lambda run_id: RunFolder(tmp_path / "stored" / run_id)


def _lines(found):
    return {(line.group, line.key): line for line in found}


def test_settings_that_an_old_version_did_not_know_are_at_their_defaults(stored):
    found = settings(stored(MLP))
    assert found["model.dropout"] == 0.0
    assert found["schedule.name"] == "constant"
    assert found["metrics"] == ["accuracy"]
    assert (found["optimizer.lr"], found["train.epochs"]) == (0.05, 6)


def test_what_is_changed_is_what_a_config_would_have_to_say(stored):
    assert changed(stored(MLP)) == {
        "dataset.name": "iris",
        "dataset.standardize": True,
        "model.name": "mlp",
        "model.hidden": [16, 16],
        "optimizer.lr": 0.05,
        "optimizer.momentum": 0.9,
        "train.epochs": 6,
        "train.batch_size": 16,
    }


def test_the_name_of_a_section_is_a_change_though_its_settings_are_not(trained):
    run = trained("{dataset: {name: iris}, model: {name: mlp}}", "optimizer.name=adam",
                  "train.epochs=1", "early_stopping.patience=3")  # fmt: skip
    assert changed(run) == {
        "dataset.name": "iris",
        "model.name": "mlp",
        "optimizer.name": "adam",
        "train.epochs": 1,
        "early_stopping.patience": 3,
        "early_stopping.min_delta": 0.0,
    }


@pytest.mark.parametrize("content", ["", "[", "a: 1", "model: 3", "!!python/object:os.system {}"])
def test_a_damaged_config_is_an_error(stored, content):
    run = stored(MLP)
    run.resolved_config.write_text(content)
    with pytest.raises(RunError) as caught:
        settings(run)
    assert str(caught.value).startswith(f"{run.resolved_config} cannot be read: ")
    assert "\n" not in str(caught.value)


def test_the_same_training_differs_in_times_alone(trained):
    text = "{dataset: {name: iris_binary}, model: {name: logistic_regression}}"
    first = trained(text, "train.epochs=2", name="a")
    second = trained(text, "train.epochs=2", name="b")
    differing = {(line.group, line.key) for line in compare([first, second]) if line.differs}
    assert differing <= {("result", "train_seconds"), ("result", "peak_rss_bytes")}


def test_an_old_run_and_the_same_training_today_have_equal_settings_and_data(stored, trained):
    old = stored(MLP)
    new = trained(old.config, "train.epochs=6")
    found = _lines(compare([old, new]))
    differing = [key for key, line in found.items() if line.differs and key[0] == "settings"]
    assert differing == []
    assert not found["data", "dataset_sha256"].differs
    assert not found["data", "train_examples"].differs


def test_what_one_run_has_not_differs(stored):
    found = _lines(compare([stored(LOGREG), stored(MLP), stored(SLOW)]))
    assert found["settings", "model.hidden"].values == (None, [16, 16], None)
    assert found["settings", "model.hidden"].differs
    assert not found["settings", "train.shuffle"].differs
    assert found["final", "val/accuracy"].values == (1.0, 1.0, None)
    assert found["result", "status"].values == ("completed", "completed", "interrupted")
    assert found["data", "dataset_sha256"].differs


def test_the_best_of_a_metric_is_marked_by_its_direction(written):
    runs = [written((2.0, loss), name=name) for name, loss in (("a", 1.5), ("b", 0.5), ("c", 0.5))]
    for run, accuracy in zip(runs, (0.9, 0.1, float("nan")), strict=True):
        summary = json.loads(run.summary.read_text())
        summary["final"]["train/accuracy"] = accuracy
        run.summary.write_text(json.dumps(summary))
    found = _lines(compare(runs))
    assert found["final", "train/loss"].best == (1, 2)
    assert found["final", "train/accuracy"].best == (0,)
    assert found["best", "train/accuracy"].best == (), "all are equal"


def test_settings_of_a_section_stand_together(stored):
    keys = [line.key for line in compare([stored(LOGREG), stored(MLP)]) if line.group == "settings"]
    sections = [key.partition(".")[0] for key in keys]
    assert len([*groupby(sections)]) == len(set(sections))


def test_less_than_two_runs_cannot_be_compared(stored):
    with pytest.raises(RunError, match=r"^one run alone cannot be compared\nGive two or more\.$"):
        compare([stored(MLP)])
    with pytest.raises(RunError, match=f"^{MLP} is given twice$"):
        compare([stored(MLP), stored(LOGREG), stored(MLP)])


def test_a_damaged_run_cannot_be_compared(stored):
    run = stored(MLP)
    run.summary.write_text("{")
    with pytest.raises(RunError, match=f"^{MLP} cannot be read: summary.json: "):
        compare([run, stored(LOGREG)])


def test_the_facts_of_an_old_run(stored):
    run = stored(MLP)
    assert facts.data(run) == {
        "task": "multiclass",
        "features": 4,
        "classes": ["setosa", "versicolor", "virginica"],
        "train_examples": 120,
        "validation_examples": 30,
        "dataset_sha256": "203c1e96e04a3926dfeaaaac6d8a36e8873b3c5da143274c27ac6924a54f67fe",
    }
    machine = facts.machine(run)
    assert (machine["Python"], machine["numpy"]) == ("3.11.7", "2.4.6")
    assert (machine["openblas"], machine["openblas threads"]) == ("0.3.31.188.0 SkylakeX", 2)
    (session,) = facts.sessions(run)
    assert session["started_at"] == "2026-11-22T07:39:57+00:00"
    assert session["command"][:2] == ["autograd", "train"]


def test_sessions_are_those_that_went_on_with_the_run(stored):
    run = stored(MLP)
    later = {"started_at": "2026-11-23T00:00:00+00:00", "command": ["autograd", "resume"]}
    run.sessions.write_text(json.dumps(later) + '\n{"started')
    assert facts.sessions(run)[1:] == [later]
    run.sessions.write_text("[]\n")
    with pytest.raises(RunError, match="cannot be read: a line is not an object"):
        facts.sessions(run)


def test_files_have_their_sizes_and_hidden_ones_are_left_out(stored):
    run = stored(MLP)
    run.lock.write_text("")
    found = facts.files(run)
    assert found["checkpoints/last.safetensors"] == 7520
    assert all(not name.startswith(".") for name in found)


@pytest.mark.parametrize("group", [facts.data, facts.machine])
def test_facts_that_are_missing_are_none_and_damaged_ones_an_error(stored, group):
    run = stored(MLP)
    path = run.preprocessing if group is facts.data else run.environment
    path.write_text("[]")
    with pytest.raises(RunError, match="cannot be read: this is not a JSON object"):
        group(run)
    path.unlink()
    assert group(run) == {}


def test_a_table_has_every_epoch_of_every_run_and_the_union_of_columns(stored):
    found = table([stored(MLP), stored(SLOW)])
    assert found.columns == [
        "run", "epoch", "step", "seconds", "lr", "grad_norm",
        "train/loss", "train/accuracy", "val/loss", "val/accuracy",
    ]  # fmt: skip
    assert [row["epoch"] for row in found.rows] == [0, 1, 2, 3, 4, 5, 6, 0, 1]
    lines = found.csv().splitlines()
    assert lines[1].startswith(f"{MLP},0,0,,,,2.6099504372937665,")
    assert lines[-1].startswith(f"{SLOW},1,")
    assert lines[-1].count(",") == len(found.columns) - 1
    rows = json.loads(found.json())
    assert all(list(row) == found.columns for row in rows)
    assert rows[-1]["train/accuracy"] is None


def test_what_is_no_number_is_null_in_json(written):
    found = table([written((1.0, float("inf"), float("nan")))])
    assert [row["train/loss"] for row in json.loads(found.json())] == [1.0, None, None]
    assert [line.split(",")[6] for line in found.csv().splitlines()[1:]] == ["1.0", "inf", "nan"]
