"""Metrics against scikit-learn and against their definitions, and where they are undefined."""

import numpy as np
import pytest
import sklearn.metrics as sk

from autograd_cli import train, zoo
from autograd_cli.config import schema
from autograd_cli.data import ArrayPart
from autograd_cli.engine import Tensor
from autograd_cli.nn import Dropout, Module
from autograd_cli.seeds import Seeds
from autograd_cli.train.scores import scores

rng = np.random.default_rng(0)
OF_CLASSES = [name for name in schema.METRICS if schema.fits(name, "binary")]
OF_NUMBERS = [name for name in schema.METRICS if schema.fits(name, "regression")]


class Given(Module):
    """A model whose outputs are its examples."""

    def __init__(self, flat):
        self.flat = flat

    def forward(self, x):
        return Tensor(x[:, 0] if self.flat else x)


def _evaluated(task, outputs, targets, names):
    loss = zoo.loss(next(of for of in schema.LOSSES if of.task == task)())
    flat = task != "multiclass"
    part = ArrayPart(outputs[:, None] if flat else outputs, targets)
    found = train.evaluate(Given(flat), loss, part, task, names)
    assert list(found) == ["loss", *names]
    return found


def test_metrics_of_two_classes_are_scikit_learns():
    z, y = rng.normal(size=50), rng.integers(0, 2, 50).astype(float)
    found = _evaluated("binary", z, y, OF_CLASSES)
    p, c = 1 / (1 + np.exp(-z)), z > 0
    assert found == pytest.approx(
        {
            "loss": sk.log_loss(y, p),
            "accuracy": sk.accuracy_score(y, c),
            "balanced_accuracy": sk.balanced_accuracy_score(y, c),
            "precision": sk.precision_score(y, c),
            "recall": sk.recall_score(y, c),
            "f1": sk.f1_score(y, c),
            "roc_auc": sk.roc_auc_score(y, p),
            "log_loss": sk.log_loss(y, p),
        },
        rel=1e-14,
    )
    true, positive, negative = (
        np.sum(c & (y == 1)),
        np.sum(c & (y == 0)),
        np.sum(~c & (y == 1)),
    )
    assert found["precision"] == true / (true + positive)
    assert found["recall"] == true / (true + negative)


def test_metrics_of_more_classes_are_scikit_learns_means():
    z, y = rng.normal(size=(60, 4)), rng.integers(0, 4, 60)
    p, c = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True), z.argmax(axis=1)
    assert _evaluated("multiclass", z, y, OF_CLASSES) == pytest.approx(
        {
            "loss": sk.log_loss(y, p),
            "accuracy": sk.accuracy_score(y, c),
            "balanced_accuracy": sk.balanced_accuracy_score(y, c),
            "precision": sk.precision_score(y, c, average="macro"),
            "recall": sk.recall_score(y, c, average="macro"),
            "f1": sk.f1_score(y, c, average="macro"),
            "roc_auc": sk.roc_auc_score(y, p, multi_class="ovr"),
            "log_loss": sk.log_loss(y, p),
        },
        rel=1e-14,
    )


def test_metrics_of_numbers_are_their_definitions():
    p, y = rng.normal(size=(2, 40))
    mse = np.mean((p - y) ** 2)
    assert _evaluated("regression", p, y, OF_NUMBERS) == pytest.approx(
        {
            "loss": mse,
            "mse": mse,
            "rmse": np.sqrt(mse),
            "mae": np.mean(np.abs(p - y)),
            "r2": 1 - mse / np.var(y),
        },
        rel=1e-13,
    )


def test_metrics_come_in_the_order_in_which_they_are_asked_for():
    z, y = rng.normal(size=9), np.array([0.0, 1, 1, 0, 1, 0, 1, 1, 0])
    for names in (["f1", "accuracy"], ["roc_auc", "accuracy", "precision"], []):
        _evaluated("binary", z, y, names)


@pytest.mark.parametrize("label", [0.0, 1.0])
def test_two_classes_of_which_one_is_missing(label):
    found = _evaluated("binary", np.array([1.0, -1.0]), np.full(2, label), OF_CLASSES)
    assert found["roc_auc"] is None
    assert found["accuracy"] == found["balanced_accuracy"] == 0.5
    assert (found["recall"], found["f1"]) == ((None, None) if label == 0 else (0.5, 2 / 3))
    assert found["precision"] == label
    assert found["log_loss"] == pytest.approx(found["loss"])


def test_more_classes_of_which_one_is_missing():
    z = 9 * np.eye(3)[[0, 1, 2, 0]]
    found = _evaluated("multiclass", z, np.array([0, 1, 1, 0]), OF_CLASSES)
    assert found["roc_auc"] is None
    assert found["balanced_accuracy"] == 0.75
    assert found["recall"] == 0.5, "class 2 occurs among the predictions"
    assert found["log_loss"] == pytest.approx(found["loss"])


def test_a_class_that_is_never_predicted_counts_as_nothing_right():
    found = _evaluated("binary", np.array([-1.0, -1.0]), np.array([0.0, 1.0]), OF_CLASSES)
    assert (found["precision"], found["recall"], found["f1"]) == (0.0, 0.0, 0.0)
    z = 9 * np.eye(3)[[0, 0, 1]]
    found = _evaluated("multiclass", z, np.array([0, 2, 1]), OF_CLASSES)
    assert found["precision"] == pytest.approx((0.5 + 1 + 0) / 3)


def test_one_number_has_no_r2():
    found = _evaluated("regression", np.array([1.0]), np.array([3.0]), OF_NUMBERS)
    assert found == {"loss": 4.0, "mse": 4.0, "rmse": 2.0, "mae": 2.0, "r2": None}


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_outputs_that_are_not_finite_have_a_loss_that_tells(bad):
    found = _evaluated("regression", np.array([1.0, bad]), np.zeros(2), OF_NUMBERS)
    assert not np.isfinite(found.pop("loss"))
    assert set(found.values()) == {None}
    found = _evaluated("binary", np.array([1.0, bad]), np.array([0.0, 1.0]), OF_CLASSES)
    assert {found[name] for name in OF_CLASSES if name != "accuracy"} == {None}


def test_probabilities_are_those_of_the_logits():
    z = np.array([[0.0, 2.0, 1.0], [800.0, -800.0, 0.0]])
    p = train.probabilities(z)
    np.testing.assert_allclose(p[0], np.exp(z[0]) / np.exp(z[0]).sum(), rtol=1e-14)
    np.testing.assert_array_equal(p[1], [1.0, 0.0, 0.0])
    np.testing.assert_array_equal(train.probabilities(np.array([0.0, 800.0, -800.0])), [0.5, 1, 0])


def test_dropout_is_off_while_evaluating_and_then_as_before():
    settings = schema.MLP(name="mlp", hidden=[5], dropout=0.5)
    model = zoo.build(settings, (3,), 1, Seeds(0))
    part = ArrayPart(rng.normal(size=(8, 3)), rng.normal(size=8))
    loss = zoo.loss(schema.MeanSquaredError())
    (dropout,) = (m for m in model.modules() if isinstance(m, Dropout))
    model.layers[0].eval()
    found = train.evaluate(model, loss, part, "regression")
    assert (model.training, dropout.training, model.layers[0].training) == (True, True, False)
    assert found == train.evaluate(model.eval(), loss, part, "regression")
    assert not model.training


def test_the_loss_is_that_of_training_with_its_class_weights():
    z, y = rng.normal(size=20), rng.integers(0, 2, 20).astype(float)
    loss = zoo.loss(schema.BinaryCrossEntropy(), np.array([1.0, 5.0]))
    found = train.evaluate(Given(True), loss, ArrayPart(z[:, None], y), "binary", ["log_loss"])
    assert found["loss"] == pytest.approx(loss(Tensor(z), y).item())
    assert found["loss"] > found["log_loss"]


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
def test_outputs_of_float32_are_scored_as_exactly_as_any(task):
    flat = task != "multiclass"
    z = (9 * rng.normal(size=300 if flat else (300, 4))).astype(np.float32)
    y = rng.normal(size=300) if task == "regression" else rng.integers(0, 2 if flat else 4, 300)
    names = [name for name in schema.METRICS if schema.fits(name, task)]
    found = scores([name for name in names if name != "accuracy"], z, y, task)
    assert found == scores(list(found), z.astype(np.float64), y, task)
