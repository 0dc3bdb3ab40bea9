"""Sequential: modules in a row, named as PyTorch names them."""

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli.nn import Dropout, Flatten, Linear, Module, ReLU, Sequential, Tanh

x = np.random.default_rng(0).normal(size=(6, 3))


def _rng():
    return np.random.default_rng(0)


@pytest.fixture
def model():
    return Sequential(Linear(3, 8, rng=_rng()), Tanh(), Dropout(0.5), Linear(8, 2, rng=_rng()))


def test_modules_run_one_after_the_other(model):
    first, _, _, last = model
    expected = last(np.tanh(first(x).data))
    np.testing.assert_array_equal(model.eval()(x).data, expected.data)


def test_parameters_have_their_modules_number(model):
    assert list(model.parameters()) == ["0.weight", "0.bias", "3.weight", "3.bias"]


def test_names_may_be_given(model):
    named = Sequential({"fc1": model[0], "act": model[1], "fc2": model[3]})
    assert list(named.parameters()) == ["fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"]
    assert named.fc1 is model[0]
    np.testing.assert_array_equal(named(x).data, model.eval()(x).data)


def test_it_has_a_length_and_an_order(model):
    assert len(model) == 4
    assert [type(module) for module in model] == [Linear, Tanh, Dropout, Linear]
    assert model[-1] is list(model)[3]
    assert isinstance(model[1], Tanh)
    with pytest.raises(IndexError):
        model[4]


def test_a_part_of_it_keeps_modules_and_names(model):
    part = model[2:]
    assert isinstance(part, Sequential)
    assert list(part.parameters()) == ["3.weight", "3.bias"]
    assert part[1] is model[3]
    assert len(model[:0]) == 0


def test_without_modules_it_gives_what_it_gets():
    y = Sequential()(x)
    assert isinstance(y, ag.Tensor)
    np.testing.assert_array_equal(y.data, x)
    assert Sequential({}).parameters() == {}


def test_they_can_be_nested():
    model = Sequential(Sequential(Linear(3, 2, rng=_rng()), ReLU()), Linear(2, 1, rng=_rng()))
    assert list(model.parameters()) == ["0.0.weight", "0.0.bias", "1.weight", "1.bias"]
    assert model(x).shape == (6, 1)


def test_a_module_that_comes_twice_has_one_set_of_parameters():
    layer = Linear(3, 3, rng=_rng())
    model = Sequential(layer, Tanh(), layer)
    assert list(model.parameters()) == ["0.weight", "0.bias"]
    assert len(model) == 3
    expected = layer(np.tanh(layer(x).data)).data
    np.testing.assert_array_equal(model(x).data, expected)


def test_training_and_random_numbers_reach_its_modules(model):
    assert model.eval() is model
    assert not any(module.training for module in model)
    np.testing.assert_array_equal(model(x).data, model(x).data)
    model.train().use_rng(_rng())
    assert all(module.training and module.rng is model.rng for module in model)
    assert not np.array_equal(model(x).data, model(x).data)
    with pytest.raises(ag.GraphError, match="dropout has no random numbers"):
        Sequential(Dropout(0.5))(x)
    assert len(model) == 4, "what it has been told is no module"


def test_its_dtype_is_that_of_its_modules(model):
    model.astype(np.float32).use_rng(_rng())
    assert model(x.astype(np.float32)).dtype == np.float32


def test_it_shows_its_modules(model):
    assert repr(model[:2]) == (
        "Sequential(\n  (0): Linear(in_features=3, out_features=8, bias=True)\n  (1): Tanh()\n)"
    )
    assert repr(Sequential()) == "Sequential()"


@pytest.mark.parametrize("given", [ag.relu, [ReLU()], None])
def test_what_is_no_module_is_refused(given):
    with pytest.raises(TypeError, match="Sequential takes modules; given "):
        Sequential(Flatten(), given)
    with pytest.raises(TypeError, match="Sequential takes modules; given "):
        Sequential({"layer": given})


@pytest.mark.parametrize("name", ["", "a.b", "forward", "training", "rng", "parameters"])
def test_a_name_that_would_mean_something_else_is_refused(name):
    with pytest.raises(ValueError, match=f"a module of Sequential cannot be called '{name}'"):
        Sequential({name: ReLU()})


def test_a_subclass_of_module_is_a_module_too():
    class Double(Module):
        def forward(self, x):
            return ag.multiply(x, 2)

    np.testing.assert_array_equal(Sequential(Double(), Double())(x).data, 4 * x)
