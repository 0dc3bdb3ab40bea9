"""Early stopping, schedules, monitors and metrics, as the loop uses them."""

import math

import numpy as np
import pytest

from autograd_cli import data, runs, train, zoo
from autograd_cli.seeds import Seeds

MLP = "dataset: {name: moons, n: 50}\nmodel: {name: mlp, hidden: [4]}\n"


@pytest.fixture
def records(load):
    """All records of a training."""

    def run(text, *overrides, **options):
        settings = load(text, *overrides).settings
        seeds = Seeds(settings.seed)
        splits = data.build(settings, seeds)
        model = zoo.build(settings.model, splits.shape, splits.outputs, seeds)
        return list(train.loop(model, splits, settings, **options))

    return run


def _values(records, metric):
    return [record.metrics[metric] for record in records]


@pytest.mark.parametrize("patience", [1, 2, 5])
@pytest.mark.parametrize(("metric", "better"), [("val/loss", min), ("val/accuracy", max)])
def test_it_stops_after_so_many_epochs_without_improvement(records, patience, metric, better):
    found = records(
        MLP,
        "train={epochs: 500, batch_size: 10}",
        f"train.monitor={metric}",
        f"early_stopping={{patience: {patience}}}",
        "optimizer={name: adam, lr: 0.1}",
        "dataset.noise=0.7",
    )
    values = _values(found, metric)[1:]
    assert len(values) < 500
    assert [record.stopped_early for record in found] == [False] * len(values) + [True]
    best = better(values[:-patience])
    assert better(best, *values[-patience:]) == best, "none of the last was better"
    assert values.index(best) == len(values) - patience - 1


def test_an_improvement_below_min_delta_is_none(records):
    words = ["train={epochs: 30, batch_size: null}", "optimizer.lr=0.001"]
    assert len(records(MLP, *words, "early_stopping={patience: 3}")) == 31
    assert len(records(MLP, *words, "early_stopping={patience: 3, min_delta: 0.5}")) == 5


@pytest.mark.parametrize(("metric", "better"), [("train/loss", min), ("val/f1", max)])
def test_the_best_record_is_that_of_the_monitor(records, metric, better):
    found = records(MLP, f"train.monitor={metric}", "metrics=[f1]", "optimizer.lr=0.3")
    values = _values(found, metric)
    expected = [i == 0 or better(values[: i + 1]) != better(values[:i]) for i in range(len(values))]
    assert [record.best for record in found] == expected
    assert sum(expected) > 1


def test_the_rate_in_a_row_is_that_of_the_last_step(records):
    found = records(
        MLP,
        "train={epochs: 4, batch_size: 10}",
        "optimizer.lr=0.5",
        "schedule={name: step, every_epochs: 2, gamma: 0.1, warmup_steps: 6}",
    )
    assert [record.lr for record in found] == pytest.approx([0.5 / 6, 0.5 * 4 / 6, 0.5, 0.05, 0.05])


def test_the_plateau_watches_the_monitor(records):
    found = records(
        MLP,
        "train={epochs: 40, batch_size: null, monitor: train/loss}",
        "optimizer.lr=1.0",
        "schedule={name: plateau, patience: 1, factor: 0.5, min_delta: 0.05}",
    )
    best, waited, rate, expected = math.inf, 0, 1.0, []
    for record in found[1:]:
        expected.append(rate)
        improved = record.metrics["train/loss"] < best - 0.05
        best, waited = (record.metrics["train/loss"], 0) if improved else (best, waited + 1)
        if waited > 1:
            rate, waited = rate / 2, 0
    assert [record.lr for record in found[1:]] == expected
    assert expected[-1] < 0.1


def test_the_rows_have_the_metrics_that_were_asked_for(trained):
    run = trained(MLP, "metrics=[roc_auc, accuracy, log_loss]", "train.epochs=1")
    metrics = ["loss", "roc_auc", "accuracy", "log_loss"]
    names = [f"{part}/{metric}" for part in ("train", "val") for metric in metrics]
    assert list(runs.rows(run)[0])[5:] == names
    assert runs.rows(run)[0]["val/log_loss"] == pytest.approx(runs.rows(run)[0]["val/loss"])


def test_a_metric_without_a_value_is_null_and_an_empty_cell(trained):
    text = (
        "dataset: {name: linear, n: 6, validation_fraction: 0.17}\nmodel: {name: least_squares}\n"
    )
    run = trained(text, "metrics=[r2, mae]", "train={epochs: 2, monitor: val/mae}")
    assert [row["val/r2"] for row in runs.rows(run)] == [None, None]
    header, first, _ = (line.split(",") for line in run.metrics_table.read_text().splitlines())
    assert first[header.index("val/r2")] == ""
    assert math.isnan(runs.metrics(run).columns["val/r2"][0])
    run = trained(text, "metrics=[r2]", "train={epochs: 2, monitor: val/r2}")
    assert "best" not in runs.summary(run)


def test_records_inside_an_epoch_come_when_it_is_time(records):
    times = iter([False, True, False, True, True] + [False] * 100)
    found = records(MLP, "train={epochs: 2, batch_size: 10}", should_save=lambda: next(times))
    assert [(r.epoch, r.batch) for r in found] == [(0, 0), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0)]
    assert [bool(r.metrics) for r in found] == [True, False, True, False, False, True]
    assert not any(r.save for r in found)


def test_dropout_draws_anew_in_every_epoch_and_not_in_the_metrics(records):
    words = ["train={epochs: 2, batch_size: null, shuffle: false}", "optimizer.lr=1e-12"]
    first, second, third = records(MLP, "model.dropout=0.5", *words)
    assert first.metrics["train/loss"] == pytest.approx(third.metrics["train/loss"], rel=1e-6)
    plain = records(MLP, *words)[0].metrics
    assert first.metrics == plain
    assert not np.array_equal(second.metrics, third.metrics)


def test_clipping_bounds_a_step(load):
    text = "dataset: {name: linear, n: 20}\nmodel: {name: least_squares, bias: true}\n"
    settings = load(text, "train={epochs: 1, batch_size: null, clip_norm: 0.01}").settings
    seeds = Seeds(0)
    splits = data.build(settings, seeds)
    model = zoo.build(settings.model, splits.shape, splits.outputs, seeds)
    list(train.loop(model, splits, settings))
    moved = math.hypot(*(array.ravel()[0] for array in model.state_dict().values()))
    assert moved == pytest.approx(settings.optimizer.lr * 0.01, rel=1e-5)
