"""Dropout, and what modules are told about training."""

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli.nn import Dropout, Linear, Module

x = np.random.default_rng(0).normal(size=(200, 50)) + 3


def _drawing(p, seed=0):
    layer = Dropout(p)
    layer.use_rng(np.random.default_rng(seed))
    return layer


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_a_share_is_left_out_and_the_rest_scaled_up(p):
    y = _drawing(p)(x).data
    assert np.mean(y == 0) == pytest.approx(p, abs=0.015)
    np.testing.assert_allclose(y[y != 0], x[y != 0] / (1 - p), rtol=1e-15)
    assert y.mean() == pytest.approx(x.mean(), rel=0.1)


def test_the_gradient_goes_where_the_numbers_went():
    tensor = ag.Tensor(x, requires_grad=True)
    y = _drawing(0.5)(tensor)
    ag.sum(y).backward()
    np.testing.assert_array_equal(tensor.grad, 2.0 * (y.data != 0))


def test_the_generator_decides_what_is_left_out():
    assert np.array_equal(_drawing(0.5)(x).data, _drawing(0.5)(x).data)
    assert not np.array_equal(_drawing(0.5)(x).data, _drawing(0.5, seed=1)(x).data)
    layer = _drawing(0.5)
    assert not np.array_equal(layer(x).data, layer(x).data), "drawn anew each time"


def test_a_generator_goes_on_from_its_state():
    rng = np.random.default_rng(0)
    layer = Dropout(0.5)
    layer.use_rng(rng)
    layer(x)
    state = rng.bit_generator.state
    expected = layer(x).data
    rng.bit_generator.state = state
    np.testing.assert_array_equal(layer(x).data, expected)


@pytest.mark.parametrize("layer", [Dropout(0.5).eval(), Dropout(0.0)])
def test_nothing_is_drawn_where_nothing_is_left_out(layer):
    layer.use_rng(rng := np.random.default_rng(0))
    state = rng.bit_generator.state
    assert np.array_equal(layer(x).data, x)
    tensor = ag.Tensor(x)
    assert layer(tensor) is tensor
    assert rng.bit_generator.state == state


def test_numbers_keep_their_dtype():
    assert _drawing(0.5)(x.astype(np.float32)).dtype == np.float32


def test_without_random_numbers_it_says_what_to_do():
    with pytest.raises(ag.GraphError) as caught:
        Dropout(0.5)(x)
    assert str(caught.value) == (
        "dropout has no random numbers\n"
        "Call model.use_rng(numpy.random.default_rng(seed)), or model.eval() not to train."
    )


@pytest.mark.parametrize("p", [-0.1, 1.0, np.nan])
def test_a_share_of_all_is_refused(p):
    with pytest.raises(ValueError, match=f"a probability from 0 to below 1; given {p}"):
        Dropout(p)


class Nested(Module):
    def __init__(self):
        self.layers = [Linear(2, 2, rng=np.random.default_rng(0)), Dropout(0.5)]
        self.inner = Dropout(0.2)
        self.weight = ag.Tensor(1.0, requires_grad=True)


def test_modules_are_found_in_order_with_the_outer_first():
    model = Nested()
    assert list(model.modules()) == [model, *model.layers, model.inner]
    assert list(model.parameters()) == ["layers.0.weight", "layers.0.bias", "weight"]


def test_training_is_told_to_all_modules():
    model = Nested()
    assert all(module.training for module in model.modules())
    assert model.eval() is model
    assert not any(module.training for module in model.modules())
    assert model.train() is model
    assert all(module.training for module in model.modules())
    model.train(False)
    assert not any(module.training for module in model.modules())
    assert all(module.training for module in Nested().modules()), "others are not concerned"


def test_one_generator_is_handed_to_all_modules():
    model, rng = Nested(), np.random.default_rng(0)
    model.use_rng(rng)
    assert all(module.rng is rng for module in model.modules())
    assert Nested().rng is None
