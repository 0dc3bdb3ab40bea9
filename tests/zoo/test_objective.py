"""Class weights and the penalty on weights."""

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli import zoo
from autograd_cli.config import schema
from autograd_cli.seeds import Seeds

rng = np.random.default_rng(0)
BINARY = rng.normal(size=7), np.array([0.0, 1, 1, 0, 1, 0, 1])
MULTICLASS = rng.normal(size=(7, 3)), np.array([0, 1, 2, 2, 1, 0, 2])


def _binary_by_hand(z, y):
    p = 1 / (1 + np.exp(-z))
    return -np.log(np.where(y == 1, p, 1 - p))


def _multiclass_by_hand(z, y):
    return -np.log((np.exp(z) / np.exp(z).sum(axis=1, keepdims=True))[np.arange(len(y)), y])


@pytest.mark.parametrize(
    ("settings", "given", "by_hand", "weights"),
    [
        (schema.BinaryCrossEntropy(), BINARY, _binary_by_hand, [0.5, 3.0]),
        (schema.CrossEntropy(), MULTICLASS, _multiclass_by_hand, [0.5, 3.0, 2.0]),
    ],
)
def test_a_weighted_loss_is_divided_by_the_number_of_examples(settings, given, by_hand, weights):
    z, y = given
    w = np.array(weights)
    loss = zoo.loss(settings, w)
    each = w[y.astype(int)] * by_hand(z, y)
    assert loss(ag.Tensor(z), y).item() == pytest.approx(each.mean(), rel=1e-14)
    alone = [loss(ag.Tensor(z[i : i + 1]), y[i : i + 1]).item() for i in range(7)]
    np.testing.assert_allclose(alone, each, rtol=1e-13)


def test_weights_of_one_change_nothing():
    z, y = MULTICLASS
    plain, weighted = zoo.loss(schema.CrossEntropy()), zoo.loss(schema.CrossEntropy(), np.ones(3))
    assert weighted(ag.Tensor(z), y).item() == pytest.approx(plain(ag.Tensor(z), y).item())
    assert plain is ag.cross_entropy, "the loss itself where no weights are asked for"


@pytest.mark.parametrize(
    ("settings", "task"),
    [
        (schema.LogisticRegression(name="logistic_regression"), "binary"),
        (schema.LeastSquares(name="least_squares", bias=True), "regression"),
        (schema.MLP(name="mlp", hidden=[3]), "multiclass"),
        (schema.ConvNet(name="convnet"), "multiclass"),
    ],
)
def test_the_penalty_is_on_all_but_biases(settings, task):
    shape = (1, 16, 16) if settings.name == "convnet" else (4,)
    model = zoo.build(settings, shape, 3 if task == "multiclass" else 1, Seeds(0))
    for array in model.state_dict().values():
        array[...] = rng.normal(size=array.shape)
    parameters = model.parameters()
    squares = [np.sum(w.data**2) for name, w in parameters.items() if "weight" in name]
    penalty = zoo.l2_penalty(model, 0.3)
    assert penalty().item() == pytest.approx(0.15 * sum(squares), rel=1e-14)
    penalty().backward()
    for name, w in parameters.items():
        if "bias" in name:
            assert w.grad is None
        else:
            np.testing.assert_allclose(w.grad, 0.3 * w.data, rtol=1e-14)
