"""One step with all that is computed in it: the very step that training takes."""

import numpy as np
import pytest

from autograd_cli import data, optim, train, zoo
from autograd_cli.seeds import Seeds
from autograd_cli.train.traced import traced

PLAIN = """
dataset: {name: iris_binary}
model: {name: logistic_regression}
train: {epochs: 2, batch_size: 16}
"""
EVERYTHING = """
dataset: {name: iris}
model: {name: mlp, hidden: [5], dropout: 0.3, l2: 0.1}
loss: {name: cross_entropy, class_weights: balanced}
optimizer: {name: adamw, lr: 0.05}
schedule: {name: plateau, patience: 0, warmup_steps: 3}
train: {epochs: 3, batch_size: 32, dtype: float32, clip_norm: 0.01}
"""
CONVOLUTION = """
dataset: {name: digits_images, validation_fraction: 0.98}
model: {name: convnet, layers: [{name: conv, channels: 2, kernel_size: 3}, {name: max_pool}]}
optimizer: {name: sgd, lr: 0.1, momentum: 0.9}
train: {epochs: 1, batch_size: 8}
"""


@pytest.fixture
def prepared(load):
    """Model, data and settings of a config's text: new ones at each call."""

    def prepare(text, *overrides):
        config = load(text, *overrides)
        seeds = Seeds(config.settings.seed)
        splits = data.build(config.settings, seeds)
        settings = config.completed(splits.task).settings
        model = zoo.build(
            settings.model, splits.shape, splits.outputs, seeds, dtype=settings.train.dtype
        )
        return model, splits, settings

    return prepare


@pytest.mark.parametrize(
    ("text", "number"),
    [(PLAIN, 1), (PLAIN, 7), (EVERYTHING, 1), (EVERYTHING, 6), (CONVOLUTION, 2)],
    ids=["first", "second-epoch", "everything-first", "everything-later", "convolution"],
)
def test_the_weights_after_it_are_those_of_the_real_training(prepared, text, number):
    step = traced(*prepared(text), number)
    model, splits, settings = prepared(text)
    done = iter(range(1, number + 1))  # it is asked after each step whether to stop
    for record in train.loop(model, splits, settings, should_stop=lambda: next(done) == number):
        last = record
    assert last.step == number
    assert step.new_weights.keys() == model.state_dict().keys()
    for name, weight in model.state_dict().items():
        np.testing.assert_array_equal(step.new_weights[name], weight)
        assert not np.array_equal(step.weights[name], weight)
    for name, array in last.optimizer.items():
        np.testing.assert_array_equal(step.new_state[name], array)
    assert (step.number, step.epoch) == (number, (number - 1) // step.batches_in_epoch + 1)


def test_its_graph_is_that_of_the_loss_and_its_gradients_in_the_parameters(prepared):
    model, splits, settings = prepared(PLAIN)
    step = traced(model, splits, settings, 2)
    values = {value.name: value for value in step.graph.values}
    assert values["x"].shape == (16, 4)
    assert values["logistic_loss"].module == ("loss",)
    assert values["logistic_loss"].value.item() == step.loss
    for name, gradient in step.gradients.items():
        np.testing.assert_array_equal(values[name].value, step.weights[name])
        np.testing.assert_array_equal(values[name].gradient, gradient)
        np.testing.assert_array_equal(
            step.new_weights[name], step.weights[name] - step.lr * gradient
        )


def test_the_penalty_is_told_apart_from_the_loss(prepared):
    step = traced(*prepared(PLAIN, "model.l2=0.5"), 1)
    modules = {value.name: value.module for value in step.graph.values if value.kind == "op"}
    assert modules["logistic_loss"] == ("loss",)
    assert modules["square"] == modules["add"] == ("l2",)
    total = step.graph.values[step.graph.outputs[0]].value.item()
    assert total == pytest.approx(step.loss + 0.25 * np.sum(step.weights["weight"] ** 2))


def test_gradients_are_those_after_clipping_and_the_norm_is_that_before(prepared):
    step = traced(*prepared(PLAIN, "train.clip_norm=0.5"), 1)
    assert step.norm > 0.5
    assert optim.norm([*step.gradients.values()]) == pytest.approx(0.5, rel=1e-5)


def test_a_step_after_the_last_is_none(prepared):
    assert traced(*prepared(PLAIN), 10) is not None
    assert traced(*prepared(PLAIN), 11) is None


def test_a_step_whose_loss_is_no_number_is_that_of_a_diverged_training(prepared):
    model, splits, settings = prepared(PLAIN)
    model.state_dict()["weight"].fill(np.nan)
    with pytest.raises(train.DivergedError, match="in epoch 1, batch 1"):
        traced(model, splits, settings, 1)
