"""The figures of the course documents that the engine and the trainer have to reproduce."""

import math
from pathlib import Path

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli import config, data, train, zoo
from autograd_cli.config import schema
from autograd_cli.seeds import Seeds

CONFIGS = Path(__file__).parents[1] / "configs"


# A PyTorch-like engine in NumPy, and logistic regression on Iris


@pytest.mark.parametrize("value", [[1, 2, 3], [1.0, 2.0, 3.0], np.array([1, 2, 3])])
def test_tensors_are_built_from_lists_and_arrays_as_float64(value):
    tensor = ag.Tensor(value)
    assert tensor.dtype == np.float64
    assert len(tensor) == 3
    np.testing.assert_array_equal(tensor.data, [1.0, 2.0, 3.0])


@pytest.mark.parametrize("value", [3, 3.0])
def test_tensors_are_built_from_numbers(value):
    assert repr(ag.Tensor(value)) == "Tensor(3.)"


def test_the_relu_network_has_the_documented_value_and_derivatives():
    a = ag.Tensor([[4, -2], [-1, 2], [5, 2]], requires_grad=True)
    b = ag.Tensor([[3, 2, 1], [1, -1, 1], [-1, 0, 2]], requires_grad=True)
    x = ag.Tensor([2, -3])

    z = ag.sum(ag.sigmoid(ag.relu(b @ ag.relu(a @ x))))
    z.backward()

    assert z.item() == pytest.approx(2.4999999847700205, rel=1e-15)
    expected_a = [[3.04599586e-08, -4.56899378e-08], [0, 0], [3.04599586e-08, -4.56899378e-08]]
    expected_b = [[1.47428643e-19, 0, 4.21224694e-20], [2.13219710e-07, 0, 6.09199171e-08], [0] * 3]
    np.testing.assert_allclose(a.grad, expected_a, rtol=1e-8)
    np.testing.assert_allclose(b.grad, expected_b, rtol=1e-8)


def test_the_log_of_a_probability_is_clamped_at_minus_100():
    assert ag.binary_cross_entropy([0.0, 1.0], [1.0, 0.0]).item() == 100.0


def test_a_shared_node_hands_down_its_gradient_once():
    x = ag.Tensor(3.0, requires_grad=True)
    shared = x * x
    (shared * shared + shared).backward()  # x^4 + x^2
    assert x.grad == 4 * 27 + 2 * 3


@pytest.mark.parametrize("seed", [2, 5, 8, 9, 11])
def test_iris_goes_from_half_right_to_all_right_in_one_epoch_of_single_examples(seed):
    overrides = ["train.epochs=1", "dataset.validation_fraction=0", f"seed={seed}"]
    settings = config.load(CONFIGS / "iris_logreg.yaml", overrides).settings
    seeds = Seeds(settings.seed)
    splits = data.build(settings, seeds)
    assert splits.train.x.shape == (100, 4)
    model = zoo.build(settings.model, splits.shape, splits.outputs, seeds)
    assert model.state_dict()["weight"].shape == (1, 4)

    before, after = train.loop(model, splits, settings)

    assert before.metrics["train/accuracy"] == 0.5
    assert after.step == 100
    assert after.metrics["train/accuracy"] == 1.0
    assert isinstance(model, zoo.LogisticRegression)
    np.testing.assert_array_equal(model.predict(splits.train.x, threshold=0.5), splits.train.y)


# Exercises, and least squares with momentum


def test_the_derivative_of_a_line_is_its_slope():
    x = ag.Tensor(0.0, requires_grad=True)
    (3 * x + 5).backward()
    assert x.grad == 3.0


def test_the_derivative_of_2_to_the_x_at_0_is_ln_2():
    x = ag.Tensor(0.0, requires_grad=True)
    (2**x).backward()
    assert x.grad == math.log(2)


@pytest.fixture(scope="module")
def ten_points():
    dataset = schema.SyntheticRegression(
        name="synthetic_regression", n=10, d=2, noise=1.0, validation_fraction=0.0
    )
    model = schema.LeastSquares(name="least_squares")
    return data.build(config.Settings(dataset=dataset, model=model), Seeds(0))


def test_the_gradient_of_the_sum_of_squares_at_0_is_minus_2_xt_y(ten_points):
    x, y = ten_points.train.x, ten_points.train.y
    beta = ag.Tensor(np.zeros(2), requires_grad=True)
    ag.sum((x @ beta - y) ** 2).backward()
    np.testing.assert_allclose(beta.grad, -2 * x.T @ y, rtol=1e-14)


@pytest.mark.parametrize(
    ("name", "lr", "rho"), [("least_squares", 0.2, 0.0), ("least_squares_momentum", 1.0, 0.3)]
)
def test_forty_full_batches_follow_the_documented_update(ten_points, name, lr, rho):
    settings = config.load(CONFIGS / f"{name}.yaml").settings
    assert (settings.optimizer.lr, settings.optimizer.momentum) == (lr, rho)
    model = zoo.build(settings.model, ten_points.shape, ten_points.outputs, Seeds(0))
    records = list(train.loop(model, ten_points, settings))

    x, y = ten_points.train.x, ten_points.train.y
    beta, z, losses = np.zeros(2), np.zeros(2), []
    for _ in range(41):
        losses.append(np.sum((y - x @ beta) ** 2) / 10)
        z = rho * z + 2 / 10 * x.T @ (x @ beta - y)
        beta = beta - lr * z

    np.testing.assert_allclose([r.metrics["train/loss"] for r in records], losses, rtol=1e-12)


def test_momentum_comes_closer_to_the_minimum_in_forty_steps(ten_points):
    x, y = ten_points.train.x, ten_points.train.y
    minimum = np.linalg.lstsq(x, y)[1][0] / 10
    excess = []
    for name in ("least_squares", "least_squares_momentum"):
        settings = config.load(CONFIGS / f"{name}.yaml").settings
        model = zoo.build(settings.model, ten_points.shape, ten_points.outputs, Seeds(0))
        *_, last = train.loop(model, ten_points, settings)
        excess.append(last.metrics["train/loss"] - minimum)
    assert 0 <= excess[1] < 1e-9 < excess[0] < 1e-2


# An engine that knows broadcasting

W1 = [[-0.5, 0.5], [1.827, 0.213], [-2, 2], [2.34, 0.657]]
B1 = [[1.2]] * 4
X = [[-2], [0.122]]


def test_operators_make_576():
    assert ((ag.Tensor(10) * 2 + 4) ** 2).item() == 576


def test_a_sigmoid_layer_has_the_documented_gradients():
    w1, b1 = ag.Tensor(W1, requires_grad=True), ag.Tensor(B1, requires_grad=True)
    ag.sigmoid(w1 @ ag.Tensor(X) + b1).backward(np.ones((4, 1)))
    expected = np.array([[0.08549257], [0.07449035], [0.00428504], [0.03125697]])
    np.testing.assert_allclose(b1.grad, expected, atol=5e-9)
    np.testing.assert_allclose(w1.grad, b1.grad * np.transpose(X), rtol=1e-14)


def _two_layers(numbers):
    """W1, b1, W2, b2, and X of five examples, whose bias is broadcast over them."""
    return (
        np.array(W1),
        np.array(B1),
        numbers.normal(size=(3, 4)),
        numbers.normal(size=(3, 1)),
        numbers.normal(size=(2, 5)),
    )


def _two_layer_gradients(values):
    w1, b1, w2, b2 = (ag.Tensor(value, requires_grad=True) for value in values[:4])
    ag.sigmoid(w2 @ ag.sigmoid(w1 @ values[4] + b1) + b2).sum().backward()
    return [t.grad for t in (w1, b1, w2, b2)]


def test_two_sigmoid_layers_agree_with_the_chain_rule_written_out():
    values = w1, b1, w2, b2, x = _two_layers(np.random.default_rng(3))
    sigma = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
    h = sigma(w1 @ x + b1)
    y = sigma(w2 @ h + b2)
    d2 = y * (1 - y)
    d1 = w2.T @ d2 * h * (1 - h)
    expected = [d1 @ x.T, d1.sum(axis=1, keepdims=True), d2 @ h.T, d2.sum(axis=1, keepdims=True)]
    for found, wanted in zip(_two_layer_gradients(values), expected, strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-12)


def test_two_sigmoid_layers_agree_with_pytorch():
    torch = pytest.importorskip("torch")
    values = _two_layers(np.random.default_rng(3))
    w1, b1, w2, b2 = (torch.tensor(v, requires_grad=True) for v in values[:4])
    torch.sigmoid(w2 @ torch.sigmoid(w1 @ torch.tensor(values[4]) + b1) + b2).sum().backward()
    for found, wanted in zip(_two_layer_gradients(values), (w1, b1, w2, b2), strict=True):
        np.testing.assert_allclose(found, wanted.grad.numpy(), rtol=1e-12)
