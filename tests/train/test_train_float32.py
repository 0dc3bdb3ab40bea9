"""Training in float32: nothing on the way is a float64, and the results are those of float64."""

import numpy as np
import pytest

from autograd_cli import data, train, zoo
from autograd_cli.engine.record import Listener, observed_by
from autograd_cli.seeds import Seeds

TASKS = {
    "logistic regression": (
        "dataset: {name: iris_binary}\nmodel: {name: logistic_regression, l2: 0.1}\n"
        "loss: {name: binary_cross_entropy}\n"
    ),
    "weighted logistic regression": (
        "dataset: {name: moons, n: 60}\nmodel: {name: logistic_regression}\n"
        "loss: {name: binary_cross_entropy, class_weights: {upper: 3}}\n"
    ),
    "least squares": (
        "dataset: {name: linear, n: 60}\nmodel: {name: least_squares, bias: true, l2: 0.1}\n"
        "loss: {name: mean_squared_error}\n"
    ),
    "network": (
        "dataset: {name: iris, standardize: true}\n"
        "model: {name: mlp, hidden: [5, 4], dropout: 0.3, l2: 0.1}\n"
        "loss: {name: cross_entropy, class_weights: balanced}\n"
    ),
    "network of tanh": (
        "dataset: {name: sine, n: 60}\nmodel: {name: mlp, hidden: [5], activation: tanh}\n"
        "loss: {name: mean_squared_error}\n"
    ),
    "network of sigmoid": (
        "dataset: {name: circles, n: 60}\nmodel: {name: mlp, hidden: [5], activation: sigmoid}\n"
        "loss: {name: binary_cross_entropy, class_weights: balanced}\n"
    ),
    "convolutional network": (
        "dataset: {name: digits_images, validation_fraction: 0.9}\nloss: {name: cross_entropy}\n"
        "model: {name: convnet, l2: 0.1, layers: [{name: conv, channels: 3, kernel_size: 3},"
        " {name: max_pool, kernel_size: 2}, {name: dropout, p: 0.2}, {name: dense, units: 8}]}\n"
    ),
}
OPTIMIZERS = [
    "{name: sgd}",
    "{name: sgd, momentum: 0.9, nesterov: true, weight_decay: 0.1}",
    "{name: rmsprop, momentum: 0.5, weight_decay: 0.1}",
    "{name: adam, weight_decay: 0.1}",
    "{name: adamw}",
]


class Dtypes(Listener):
    """Of all that ops compute, and of all gradients."""

    def __init__(self):
        self.found = set()

    def after_op(self, op, inputs, params, y):
        self.found |= {(op.__name__, part.dtype) for part in (y, *inputs) if hasattr(part, "dtype")}

    def after_rule(self, node, position, g, result):
        self.found |= {(repr(node), part.dtype) for part in (g, result)}


@pytest.fixture
def steps(load):
    """The last record of a training, and what was seen in it."""

    def run(text, optimizer, dtype):
        words = [f"optimizer={optimizer}", "optimizer.lr=0.01", f"train.dtype={dtype}"]
        words += ["train.epochs=2", "train.batch_size=16", "train.clip_norm=2"]
        settings = load(text, *words).settings
        seeds = Seeds(settings.seed)
        splits = data.build(settings, seeds)
        model = zoo.build(settings.model, splits.shape, splits.outputs, seeds, dtype=dtype)
        seen = Dtypes()
        with observed_by(seen):
            *_, last = train.loop(model, splits, settings.completed(splits.task))
        return last, seen.found

    return run


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("task", TASKS)
def test_all_is_float32_and_as_in_float64(steps, task, optimizer):
    exact, _ = steps(TASKS[task], optimizer, "float64")
    last, seen = steps(TASKS[task], optimizer, "float32")
    assert {op for op, dtype in seen if dtype == np.float64} == set()
    assert {array.dtype for array in last.weights.values()} == {np.dtype(np.float32)}
    state = {name: array for name, array in last.optimizer.items() if name != "steps"}
    assert {array.dtype for array in state.values()} <= {np.dtype(np.float32)}
    assert last.lr == 0.01
    for name, array in last.weights.items():
        np.testing.assert_allclose(array, exact.weights[name], rtol=1e-4, atol=1e-5)
    for name, value in last.metrics.items():
        assert value == pytest.approx(exact.metrics[name], rel=1e-5, abs=1e-6)
