"""From settings to optimizer, schedule, early stopping and loss."""

import re

import numpy as np
import pytest

from autograd_cli import data, optim
from autograd_cli.config import SettingError
from autograd_cli.engine import Tensor
from autograd_cli.seeds import Seeds
from autograd_cli.train import build

IRIS = "dataset: {name: iris}\nmodel: {name: mlp}\n"
BINARY = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"


def _built(load, text, *overrides):
    settings = load(text, *overrides).settings
    splits = data.build(settings, Seeds(settings.seed))
    return settings.completed(splits.task), splits


def _moved(optimizer, w):
    for g in ([1.0, -2.0], [0.5, 3.0], [-1.0, 0.25]):
        optimizer.step([np.array(g)])
    return w


@pytest.mark.parametrize(
    ("section", "kind", "options"),
    [
        ("{lr: 0.3}", optim.SGD, {}),
        (
            "{lr: 0.3, name: sgd, momentum: 0.5, nesterov: true, weight_decay: 0.1}",
            optim.SGD,
            {"momentum": 0.5, "nesterov": True, "weight_decay": 0.1},
        ),
        (
            "{lr: 0.3, name: rmsprop, alpha: 0.5, epsilon: 0.1, momentum: 0.5, weight_decay: 0.1}",
            optim.RMSprop,
            {"alpha": 0.5, "epsilon": 0.1, "momentum": 0.5, "weight_decay": 0.1},
        ),
        (
            "{lr: 0.3, name: adam, beta1: 0.5, beta2: 0.7, epsilon: 0.1, weight_decay: 0.1}",
            optim.Adam,
            {"beta1": 0.5, "beta2": 0.7, "epsilon": 0.1, "weight_decay": 0.1},
        ),
        (
            "{lr: 0.3, name: adamw, beta1: 0.5, beta2: 0.7, epsilon: 0.1, weight_decay: 0.1}",
            optim.AdamW,
            {"beta1": 0.5, "beta2": 0.7, "epsilon": 0.1, "weight_decay": 0.1},
        ),
    ],
)
def test_every_setting_of_an_optimizer_arrives(load, section, kind, options):
    w, expected = np.ones(2), np.ones(2)
    optimizer = build.optimizer(load(BINARY, f"optimizer={section}").settings, {"w": w})
    assert type(optimizer) is kind
    _moved(optimizer, w)
    assert np.array_equal(w, _moved(kind({"w": expected}, lr=0.3, **options), expected))


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("{warmup_steps: 3}", optim.Constant(0.3, 4, warmup_steps=3)),
        (
            "{name: step, every_epochs: 2, gamma: 0.5, warmup_steps: 3}",
            optim.Step(0.3, 4, every_epochs=2, gamma=0.5, warmup_steps=3),
        ),
        (
            "{name: cosine, epochs: 3, min_lr: 0.1, warmup_steps: 3}",
            optim.Cosine(0.3, 4, epochs=3, min_lr=0.1, warmup_steps=3),
        ),
        ("{name: cosine}", optim.Cosine(0.3, 4, epochs=6)),
        (
            "{name: plateau, patience: 1, factor: 0.5, min_delta: 0.25, min_lr: 0.1, "
            "warmup_steps: 3}",
            optim.Plateau(
                0.3,
                4,
                patience=1,
                factor=0.5,
                lower_is_better=False,
                min_delta=0.25,
                min_lr=0.1,
                warmup_steps=3,
            ),
        ),
    ],
)
def test_every_setting_of_a_schedule_arrives(load, section, expected):
    given = ("optimizer.lr=0.3", "train={epochs: 6, monitor: val/accuracy}", f"schedule={section}")
    schedule = build.schedule(_built(load, BINARY, *given)[0], 4)
    assert type(schedule) is type(expected)
    for accuracy in (0.0, 0.25, 0.75, 1.0, 0.5, 0.5):
        assert [schedule.rate(t) for t in range(30)] == [expected.rate(t) for t in range(30)]
        schedule.observe(accuracy)
        expected.observe(accuracy)
    assert schedule.state == expected.state


def test_a_warm_up_that_leaves_nothing_of_a_cosine_is_refused(load):
    given = ("train.epochs=3", "schedule={name: cosine, warmup_steps: 12}")
    settings, _ = _built(load, BINARY, *given)
    with pytest.raises(SettingError) as caught:
        build.schedule(settings, 4)
    assert str(caught.value) == (
        "schedule.warmup_steps: a warm-up of 12 steps leaves none of the 12 steps of the cosine, "
        "4 in each of 3 epochs"
    )
    assert build.schedule(settings, 5).rate(11) == settings.optimizer.lr


def test_early_stopping_follows_the_metric_that_is_watched(load):
    assert build.early_stopping(load(BINARY).settings) is None
    given = "early_stopping={patience: 1, min_delta: 0.2}"
    falling = build.early_stopping(load(BINARY, given).settings)
    rising = build.early_stopping(load(BINARY, given, "train.monitor=val/accuracy").settings)
    values = (1.0, 0.75, 0.625)
    assert [falling.observe(v) for v in values] == [False, False, True]
    assert [rising.observe(-v) for v in values] == [False, False, True]


def _loss(settings, splits):
    return build.loss(settings, splits.preprocessing.class_names, splits.class_counts)


def _of_each_class(loss, binary):
    """The loss of an example of each class whose logits are all 0."""
    if binary:
        return [loss(Tensor(np.zeros(1)), np.array([k])).item() / np.log(2) for k in (0.0, 1.0)]
    return [loss(Tensor(np.zeros((1, 3))), np.array([k])).item() / np.log(3) for k in range(3)]


@pytest.mark.parametrize(
    ("text", "weights", "expected"),
    [
        (IRIS, "null", [1, 1, 1]),
        (IRIS, "{versicolor: 3}", [1, 3, 1]),
        (IRIS, "{virginica: 0.5, setosa: 2}", [2, 1, 0.5]),
        (BINARY, "{versicolor: 3}", [1, 3]),
        (BINARY, "null", [1, 1]),
    ],
)
def test_class_weights_are_given_by_name(load, text, weights, expected):
    binary = text is BINARY
    name = "binary_cross_entropy" if binary else "cross_entropy"
    given = f"loss={{name: {name}, class_weights: {weights}}}"
    loss = _loss(*_built(load, text, given))
    assert _of_each_class(loss, binary) == pytest.approx(expected, rel=1e-14)


def test_balanced_weights_are_inverse_to_the_training_examples_of_a_class(load):
    settings, splits = _built(load, IRIS, "loss={name: cross_entropy, class_weights: balanced}")
    splits.train.y[::5] = 1
    counts = np.bincount(splits.train.y)
    assert len(set(counts)) > 1
    expected = len(splits.train) / (3 * counts)
    assert _of_each_class(_loss(settings, splits), False) == pytest.approx(expected)


def test_a_class_that_there_is_not_is_refused(load):
    built = _built(load, IRIS, "loss={name: cross_entropy, class_weights: {setsoa: 2}}")
    with pytest.raises(SettingError) as caught:
        _loss(*built)
    assert caught.value.path == ("loss", "class_weights", "setsoa")
    assert caught.value.problem == (
        "there is no such class; choose from setosa, versicolor, virginica"
    )


def test_balance_needs_examples_of_every_class(load):
    settings, splits = _built(load, IRIS, "loss={name: cross_entropy, class_weights: balanced}")
    splits.train.y[splits.train.y == 1] = 2
    problem = "balanced needs examples of every class; the training part has none of versicolor"
    with pytest.raises(SettingError, match=re.escape(problem)):
        _loss(settings, splits)
