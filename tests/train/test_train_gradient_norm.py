"""How long gradients are: the mean of an epoch, and of each step that is logged."""

import json
import math

import numpy as np
import pytest

from autograd_cli import data, runs, train, zoo
from autograd_cli.seeds import Seeds
from autograd_cli.train.gradient_norm import GradientNorm

TEXT = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"


@pytest.fixture
def told(load):
    """What a training yields: LoggedSteps, Records, and by step how far it moved the weights."""

    def run(*overrides):
        settings = load(TEXT, "train.epochs=2", *overrides).settings
        seeds = Seeds(settings.seed)
        splits = data.build(settings, seeds)
        model = zoo.build(settings.model, splits.shape, splits.outputs, seeds)
        steps, records, moved, last = [], [], [], None
        for found in train.loop(model, splits, settings, should_save=lambda: True):
            if isinstance(found, runs.LoggedStep):
                steps.append(found)
                continue
            records.append(found)
            now = np.concatenate([array.ravel() for array in found.weights.values()])
            if last is not None:
                moved.append(float(np.linalg.norm(now - last)))
            last = now
        return steps, [record for record in records if record.metrics], moved

    return run


@pytest.mark.parametrize("size", [1, 6, None])
def test_it_is_the_mean_over_twelve_steps_of_an_epoch(told, size):
    _, records, moved = told(f"train.batch_size={json.dumps(size)}")
    lengths = np.array(moved).reshape(2, -1) / 0.01  # plain descent at a rate of 0.01
    steps = lengths.shape[1]
    looked_at = np.linspace(0, steps - 1, min(steps, 12)).round().astype(int)
    assert steps == {1: 80, 6: 14, None: 1}[size]
    assert records[0].grad_norm is None, "of the untrained model"
    expected = lengths[:, looked_at].mean(axis=1)
    assert [record.grad_norm for record in records[1:]] == pytest.approx(expected, rel=1e-9)


def test_every_nth_step_is_logged_with_its_loss_rate_and_gradients(told):
    steps, records, moved = told("train.log_every=20", "schedule={name: step, every_epochs: 1}")
    places = [(step.epoch, step.batch, step.step) for step in steps]
    assert places == [(1 + n // 80, n % 80 + 20, n + 20) for n in range(0, 160, 20)]
    assert [step.lr for step in steps] == [0.01] * 4 + [0.001] * 4
    lengths = [moved[step.step - 1] / step.lr for step in steps]
    assert [step.grad_norm for step in steps] == pytest.approx(lengths, rel=1e-9)
    assert all(step.loss > 0 for step in steps)
    plain, of_plain, _ = told("schedule={name: step, every_epochs: 1}")
    assert plain == []
    assert [r.grad_norm for r in records] == [r.grad_norm for r in of_plain], "they do not count"


def test_the_count_of_steps_goes_on_over_the_epochs(told):
    steps, _, _ = told("train.log_every=3", "train.batch_size=40")
    assert [(step.epoch, step.batch, step.step) for step in steps] == [(2, 1, 3)]


def test_the_loss_of_a_step_is_that_of_its_batch_before_it(told):
    (step, *_), records, _ = told("train.log_every=1", "train.batch_size=null")
    assert step.loss == pytest.approx(records[0].metrics["train/loss"], rel=1e-12)


def test_it_is_the_length_before_any_clipping(told):
    (first, *_), _, (moved, *_) = told("train.log_every=1", "train.clip_norm=0.5")
    assert first.grad_norm == told("train.log_every=1")[0][0].grad_norm > 1
    assert moved == pytest.approx(0.5 * 0.01, rel=1e-5)


def test_what_is_no_length_is_not_known():
    norm = GradientNorm(3)
    assert norm.mean is None
    for length in (1.0, math.inf):
        norm.see([np.array([length])])
        norm.count()
    assert norm.mean is None
    norm.begin()
    norm.see([np.array([3.0]), np.array(4.0)])
    norm.count()
    assert (norm.newest, norm.mean) == (5.0, 5.0)


def test_from_its_state_it_goes_on(told):
    norm, again = GradientNorm(100), GradientNorm(100)
    for length in (0.1, 0.2, 0.3):
        norm.see([np.array([length])])
        norm.count()
        again.load_state(json.loads(json.dumps(norm.state)))
        assert again.mean == norm.mean
