"""What a training computes, against loops written out in NumPy."""

import json
import math
import sys

import numpy as np
import pytest

from autograd_cli import config, data, runs, train, zoo
from autograd_cli.data import ArrayPart
from autograd_cli.seeds import Seeds

BINARY = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"


def _rows(run):
    return [json.loads(line) for line in run.metrics.read_text().splitlines()]


def _prepared(config):
    """The completed settings of a config, its data and its model."""
    seeds = Seeds(config.settings.seed)
    splits = data.build(config.settings, seeds)
    model = zoo.build(config.settings.model, splits.shape, splits.outputs, seeds)
    return config.settings.completed(splits.task), splits, model


@pytest.mark.parametrize("name", ["least_squares", "least_squares_momentum"])
def test_least_squares_is_the_loop_written_by_hand(trained, configs, name):
    run = trained(configs / f"{name}.yaml")
    settings = config.load(configs / f"{name}.yaml").settings
    part = data.build(settings, Seeds(0)).train
    beta, z, losses = np.zeros(2), np.zeros(2), []
    for _ in range(40):
        gradient = 2 / 10 * part.x.T @ (part.x @ beta - part.y)
        z = settings.optimizer.momentum * z + gradient
        beta = beta - settings.optimizer.lr * z
        losses.append(np.sum((part.x @ beta - part.y) ** 2) / 10)
    rows = _rows(run)
    assert [row["train/loss"] for row in rows] == pytest.approx(losses, rel=1e-12)
    assert [row["step"] for row in rows] == list(range(1, 41))
    assert runs.load_checkpoint(run.last).weights["weight"] == pytest.approx(beta, rel=1e-12)


def test_momentum_with_the_larger_rate_comes_closer(trained, configs):
    part = data.build(config.load(configs / "least_squares.yaml").settings, Seeds(0)).train
    best = np.linalg.lstsq(part.x, part.y)[1].item() / 10
    plain, momentum = (
        runs.summary(trained(configs / f"{name}.yaml"))["final"]["train/loss"]
        for name in ("least_squares", "least_squares_momentum")
    )
    assert best <= momentum < plain


@pytest.mark.parametrize("momentum", [0.0, 0.9])
@pytest.mark.parametrize("shuffle", [True, False])
def test_logistic_regression_in_batches_is_the_loop_written_by_hand(trained, momentum, shuffle):
    overrides = [f"optimizer.momentum={momentum}", f"train.shuffle={str(shuffle).lower()}"]
    run = trained(BINARY, "seed=3", "train={epochs: 4, batch_size: 7}", *overrides)
    seeds = Seeds(3)
    splits = data.build(config.load(run.resolved_config).settings, seeds)
    x, y = splits.train.x, splits.train.y
    w, b = seeds.stream("init").standard_normal(4), 0.0
    zw, zb = np.zeros(4), 0.0
    for row in _rows(run):
        order = seeds.stream("shuffle", row["epoch"]).permutation(80) if shuffle else np.arange(80)
        for start in range(0, 80, 7):
            rows = order[start : start + 7]
            error = (1 / (1 + np.exp(-(x[rows] @ w + b))) - y[rows]) / len(rows)
            zw, zb = momentum * zw + error @ x[rows], momentum * zb + error.sum()
            w, b = w - 0.01 * zw, b - 0.01 * zb
        for part, name in ((splits.train, "train"), (splits.validation, "val")):
            logits = part.x @ w + b
            loss = np.mean(np.log1p(np.exp(logits)) - part.y * logits)
            assert row[f"{name}/loss"] == pytest.approx(loss, rel=1e-12)
            assert row[f"{name}/accuracy"] == np.mean((logits > 0) == part.y)
    assert row["step"] == 4 * 12


@pytest.mark.parametrize("seed", range(20))
def test_iris_logreg_reaches_accuracy_one_with_any_seed(trained, configs, seed):
    final = runs.summary(trained(configs / "iris_logreg.yaml", f"seed={seed}"))["final"]
    assert final["val/accuracy"] == 1.0
    assert final["train/accuracy"] == 1.0


@pytest.mark.parametrize("name", ["iris_mlp_relu", "iris_mlp_sigmoid"])
def test_the_networks_learn_the_three_species(trained, configs, name):
    summary = runs.summary(trained(configs / f"{name}.yaml"))
    assert summary["best"]["metrics"]["val/accuracy"] >= 0.9
    assert summary["final"]["train/loss"] < 0.1 * summary["initial"]["train/loss"]


def test_the_loop_yields_the_untrained_model_and_then_every_epoch(load):
    settings, splits, model = _prepared(load(BINARY, "train={epochs: 3, batch_size: null}"))
    start = model.state_dict()["weight"].copy()
    loop = train.loop(model, splits, settings)
    first = next(loop)
    assert (first.epoch, first.batch, first.step, first.lr) == (0, 0, 0, 0.01)
    assert np.array_equal(first.weights["weight"], start)
    rest = list(loop)
    assert [(r.epoch, r.batch, r.step) for r in rest] == [(1, 0, 1), (2, 0, 2), (3, 0, 3)]
    assert [r.seconds for r in rest] == sorted(r.seconds for r in rest)
    assert not np.array_equal(model.state_dict()["weight"], start)


def test_metrics_do_not_depend_on_how_many_examples_are_taken_at_a_time(load, monkeypatch):
    settings, splits, model = _prepared(load("dataset: {name: iris}\nmodel: {name: mlp}\n"))
    loss = zoo.loss(settings.objective, np.array([1.0, 2.0, 3.0]))
    metrics = ["accuracy", "f1", "roc_auc", "log_loss"]
    whole = train.evaluate(model, loss, splits.train, "multiclass", metrics)
    monkeypatch.setattr(sys.modules["autograd_cli.train.evaluate"], "at_once", lambda part: 7)
    pieces = train.evaluate(model, loss, splits.train, "multiclass", metrics)
    assert pieces == pytest.approx(whole, rel=1e-14)
    assert pieces["accuracy"] == whole["accuracy"]


@pytest.mark.parametrize("n", [3, 7, 49, 98, 120, 150])
def test_an_accuracy_is_exactly_a_count_over_the_examples(load, n):
    settings, _, model = _prepared(load(BINARY))
    model.weight.data[...] = [[1.0, 0.0, 0.0, 0.0]]
    for correct in {0, 1, n // 3, n // 2, n - 1, n}:
        x = np.zeros((n, 4))
        x[:, 0] = np.where(np.arange(n) < correct, 1.0, -1.0)
        part, loss = ArrayPart(x, np.ones(n)), zoo.loss(settings.objective)
        found = train.evaluate(model, loss, part, "binary", ["accuracy"])
        assert found["accuracy"] == correct / n


@pytest.mark.parametrize(
    ("size", "fits"), [(1, True), (80, True), (81, False), (10**9, False), ("null", True)]
)
def test_a_batch_larger_than_the_training_part_is_refused(load, size, fits):
    settings, splits, model = _prepared(load(BINARY, f"train.batch_size={size}"))
    if fits:
        train.check(settings, splits)
        return
    for run in (train.check, lambda *_: next(train.loop(model, splits, settings))):
        with pytest.raises(config.SettingError) as caught:
            run(settings, splits)
        assert str(caught.value) == (
            f"train.batch_size: a batch of {size} is more than the 80 examples of the training "
            "part; null takes them all"
        )


def test_the_predicted_class_is_the_most_probable_one():
    assert train.predicted_classes(np.array([-1.0, 0.0, 1e-9])).tolist() == [0, 0, 1]
    logits = np.array([[0.0, 2.0, 1.0], [3.0, 3.0, 0.0], [-math.inf, 0.0, 9.0]])
    assert train.predicted_classes(logits).tolist() == [1, 0, 2]
