"""A run being written: every file, what is in it, and when."""

import csv
import json
import re
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import yaml

from autograd_cli import config, data, runs, zoo
from autograd_cli.seeds import Seeds

TEXT = "# mine\ndataset: {name: iris_binary, standardize: true}\nmodel: {name: mlp, hidden: [3]}\n"


def _rows(run):
    return [json.loads(line) for line in run.metrics.read_text().splitlines()]


def test_a_training_leaves_every_file(trained, tmp_path):
    run = trained(TEXT, "train.epochs=2", "optimizer.momentum=0.5")
    files = {
        str(p.relative_to(tmp_path / "runs")) for p in tmp_path.glob("runs/**/*") if p.is_file()
    }
    assert files == {
        "latest",
        f"{run.id}/.lock",
        f"{run.id}/config.yaml",
        f"{run.id}/config.resolved.yaml",
        f"{run.id}/environment.json",
        f"{run.id}/metrics.jsonl",
        f"{run.id}/metrics.csv",
        f"{run.id}/weights.jsonl",
        f"{run.id}/summary.json",
        f"{run.id}/preprocess.json",
        f"{run.id}/checkpoints/last.safetensors",
        f"{run.id}/checkpoints/best.safetensors",
        f"{run.id}/predictions.safetensors",
    }
    assert run.config.read_text() == TEXT


def test_the_resolved_config_trains_the_same_again(trained):
    first = trained(TEXT, "train.epochs=2", "seed=5")
    resolved = yaml.safe_load(first.resolved_config.read_text())
    assert resolved["seed"] == 5
    assert resolved["train"]["epochs"] == 2
    assert resolved["loss"] == {"name": "binary_cross_entropy", "class_weights": None}
    assert resolved["metrics"] == ["accuracy"]
    second = trained(first.resolved_config)
    assert second.last.read_bytes() == first.last.read_bytes()
    assert second.resolved_config.read_text() == first.resolved_config.read_text()


def test_the_summary_tells_how_it_ended(trained):
    run = trained(TEXT, "train.epochs=3")
    told, rows = runs.summary(run), _rows(run)
    assert (told["id"], told["name"], told["status"]) == (run.id, "test", "completed")
    assert (told["epochs"], told["steps"]) == (3, 240)
    names = ["train/loss", "train/accuracy", "val/loss", "val/accuracy"]
    assert [list(told[which]) for which in ("initial", "final")] == [names, names]
    assert told["final"] == {name: rows[-1][name] for name in names}
    best = min([{"epoch": 0, **told["initial"]}, *rows], key=lambda row: row["val/loss"])
    assert told["best"] == {
        "epoch": best["epoch"],
        "monitor": "val/loss",
        "metrics": {name: best[name] for name in names},
    }
    assert told["train_seconds"] >= rows[-1]["seconds"] > 0
    assert told["peak_rss_bytes"] > 10_000_000
    started, finished = (datetime.fromisoformat(told[f"{x}_at"]) for x in ("started", "finished"))
    assert timedelta(0) <= finished - started < timedelta(minutes=5)
    assert started.tzinfo == UTC


def test_there_is_a_row_for_every_epoch_in_both_tables(trained):
    run = trained(TEXT, "train.epochs=4")
    rows = _rows(run)
    assert [(row["epoch"], row["step"], row["lr"]) for row in rows] == [
        (epoch, 80 * epoch, 0.01) for epoch in (1, 2, 3, 4)
    ]
    metrics = ["train/loss", "train/accuracy", "val/loss", "val/accuracy"]
    assert list(rows[0]) == ["epoch", "step", "seconds", "lr", "grad_norm", *metrics]
    with run.metrics_table.open(newline="") as file:
        table = list(csv.DictReader(file))
    assert [list(row) for row in table] == [list(row) for row in rows]
    assert [[float(x) for x in row.values()] for row in table] == [list(r.values()) for r in rows]
    assert b"\r" not in run.metrics_table.read_bytes()


def test_regression_has_no_accuracy_and_without_validation_only_training_metrics(trained):
    text = "dataset: {name: synthetic_regression, validation_fraction: 0}\nmodel: {name: mlp}\n"
    (row,) = _rows(trained(text, "train.epochs=1"))
    assert list(row) == ["epoch", "step", "seconds", "lr", "grad_norm", "train/loss"]


def test_preprocessing_and_environment_are_written_down(trained):
    run = trained(TEXT, "train.epochs=1")
    splits = data.build(config.load(run.config).settings, Seeds(0))
    assert json.loads(run.preprocessing.read_text()) == splits.about()
    about = json.loads(run.environment.read_text())
    assert about["packages"]["numpy"] == np.__version__
    assert set(about) == {
        "command", "directory", "python", "packages", "platform", "machine", "cpus",
        "numpy_cpu_features", "threads", "git",
    }  # fmt: skip


def test_checkpoints_hold_the_models_weights_by_their_own_names(trained):
    run = trained(TEXT, "train.epochs=2", "optimizer.momentum=0.5")
    settings = config.load(run.config).settings
    splits = data.build(settings, Seeds(0))
    model = zoo.build(settings.model, splits.shape, splits.outputs, Seeds(99))
    saved = runs.load_checkpoint(run.last)
    assert (saved.epoch, saved.batch, saved.step) == (2, 0, 160)
    names = ["layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias"]
    assert list(model.parameters()) == names
    assert sorted(saved.weights) == sorted(names)
    assert sorted(saved.optimizer) == sorted(f"momentum.{name}" for name in names)
    model.load_state_dict(saved.weights)
    loss = zoo.loss(settings.objective)(model(splits.train.x), splits.train.y).item()
    assert loss == pytest.approx(_rows(run)[-1]["train/loss"], rel=1e-14)


def test_plain_descent_has_no_state_to_keep(trained):
    assert runs.load_checkpoint(trained(TEXT, "train.epochs=1").last).optimizer == {}


@pytest.mark.parametrize(
    ("losses", "best"), [((3.0, 2.0, 1.0), 2), ((3.0, 1.0, 2.0), 1), ((1.0, 1.0, 1.0), 0)]
)
@pytest.mark.parametrize("monitor", ["train/loss", "val/loss"])
def test_the_best_checkpoint_is_that_of_the_lowest_loss(create, record, losses, best, monitor):
    with create(overrides=[f"train.monitor={monitor}"]) as run:
        for epoch, loss in enumerate(losses):
            others = {"loss": loss} if monitor == "train/loss" else {"loss": -loss, "val": loss}
            run.append(record(epoch, **others))
        run.finish("completed")
    assert runs.load_checkpoint(run.folder.best).epoch == best
    assert runs.load_checkpoint(run.folder.last).epoch == 2
    assert runs.summary(run.folder)["best"]["monitor"] == monitor


def test_a_state_is_copied_when_it_is_appended(create, record):
    weight = np.zeros(3)
    with create() as run:
        run.append(record(0, 1.0, weight=weight))
        run.append(record(1, 2.0, weight=weight))
        weight += 7
        run.finish("completed")
    assert runs.load_checkpoint(run.folder.last).weights["weight"].tolist() == [0, 0, 0]
    assert runs.load_checkpoint(run.folder.best).weights["weight"].tolist() == [0, 0, 0]


def test_an_unfinished_epoch_has_a_checkpoint_but_no_row(create, record):
    with create() as run:
        run.append(record(0))
        run.append(record(1))
        run.append(record(1, None, batch=3))
        run.finish("interrupted")
    saved = runs.load_checkpoint(run.folder.last)
    assert (saved.epoch, saved.batch, saved.step) == (1, 3, 13)
    assert [row["epoch"] for row in _rows(run.folder)] == [1]
    assert runs.summary(run.folder)["final"] == {"train/loss": 1.0, "train/accuracy": 0.5}


@pytest.mark.parametrize(
    ("error", "status"), [(ValueError("a bug"), "failed"), (KeyboardInterrupt(), "interrupted")]
)
def test_a_run_left_by_an_exception_says_so(create, record, error, status):
    def break_off(run):
        with run:
            run.append(record(0))
            raise error

    run = create()
    with pytest.raises(type(error)):
        break_off(run)
    told = runs.summary(run.folder)
    assert told["status"] == status
    assert told["error"].startswith(type(error).__name__)
    assert runs.load_checkpoint(run.folder.last).epoch == 0


def test_a_run_that_is_not_finished_is_no_success(create):
    with create() as run:
        pass
    assert runs.summary(run.folder)["status"] == "failed"


def test_while_it_runs_the_summary_says_running(create, record):
    with create() as run:
        run.append(record(0))
        assert runs.summary(run.folder)["status"] == "running"
        assert re.fullmatch(r"\d{8}-\d{6}-test", run.folder.id)
        run.finish("completed")
