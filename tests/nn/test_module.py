"""Modules find their parameters by name, convert them and show what they are made of."""

from collections import namedtuple

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli.nn import Dropout, Linear, Module, Sequential, Tanh

rng = np.random.default_rng(0)
Pair = namedtuple("Pair", ["first", "second"])


class Two(Module):
    def __init__(self):
        self.layers = [Linear(3, 2, rng=rng), Linear(2, 1, rng=rng)]
        self.scale = ag.Tensor(2.0, requires_grad=True)
        self.constant = ag.Tensor(1.0)
        self.note = "not a parameter"

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x * self.scale + self.constant


class Tied(Module):
    """One weight in several places, and one module too."""

    def __init__(self):
        self.inner = Linear(2, 2, rng=rng)
        self.again = [self.inner]
        self.weights = (self.inner.weight, ag.Tensor([1.0], requires_grad=True))
        self.pair = Pair(self.weights[1], "a note")
        self.listed = [self.inner.weight]

    def forward(self, x):
        return self.inner(x)


def test_parameters_are_named_by_their_path_in_order():
    expected = ["layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias", "scale"]
    assert list(Two().parameters()) == expected


def test_what_is_found_twice_has_the_first_of_its_names():
    model = Tied()
    assert list(model.parameters()) == ["inner.weight", "inner.bias", "weights.1"]
    assert model.modules() == [model, model.inner]


def test_modules_are_named_by_their_path_too():
    model, tied = Two(), Tied()
    assert model.named_modules() == {
        "": model,
        "layers.0": model.layers[0],
        "layers.1": model.layers[1],
    }
    assert tied.named_modules() == {"": tied, "inner": tied.inner}


def test_a_module_that_is_below_itself_is_found_once():
    model = Two()
    model.layers[0].parent = model
    assert len(model.modules()) == 3
    assert len(model.parameters()) == 5
    assert "(parent): ..." in repr(model)


def test_a_result_that_a_module_keeps_is_no_parameter():
    model = Two()
    model.last = model(np.ones((1, 3)))
    assert model.last.requires_grad
    assert "last" not in model.parameters()


def test_a_module_without_forward_says_so():
    with pytest.raises(NotImplementedError, match="Module has no forward"):
        Module()(np.ones((1, 3)))


def test_parameters_and_constants_change_their_dtype():
    model = Two()
    before = {name: array.copy() for name, array in model.state_dict().items()}
    assert model.astype("float32") is model
    assert {array.dtype for array in model.state_dict().values()} == {np.dtype(np.float32)}
    assert model(np.ones((2, 3), np.float32)).dtype == np.float32, "the constant does not widen it"
    assert all(tensor.requires_grad for tensor in model.parameters().values())
    assert not model.constant.requires_grad
    for name, array in model.astype(np.float64).state_dict().items():
        np.testing.assert_array_equal(array, before[name].astype(np.float32))


def test_a_dtype_that_they_have_leaves_them_as_they_are():
    model = Tied()
    before = model.parameters()
    model.astype(np.float64)
    assert all(model.parameters()[name] is tensor for name, tensor in before.items())


def test_what_is_shared_is_shared_in_another_dtype_too():
    model = Tied()
    listed = model.listed
    model.astype(np.float32)
    assert list(model.parameters()) == ["inner.weight", "inner.bias", "weights.1"]
    assert model.weights[0] is model.inner.weight is model.listed[0]
    assert model.listed is listed
    assert isinstance(model.pair, Pair)
    assert model.pair == Pair(model.weights[1], "a note")
    assert model.again == [model.inner]


def test_integers_and_the_graph_of_a_result_keep_their_dtype():
    model = Two()
    model.index = ag.Tensor([1, 2], dtype=int)
    model.last = last = model(np.ones((1, 3)))
    model.astype(np.float32)
    assert model.index.dtype == int
    assert model.last is last


@pytest.mark.parametrize("dtype", ["float16", int, complex])
def test_a_dtype_without_parameters_is_refused(dtype):
    model = Two()
    with pytest.raises(TypeError, match=f"float32 or float64, not {np.dtype(dtype)}"):
        model.astype(dtype)
    assert model.scale.dtype == np.float64


def test_a_module_shows_what_it_is_made_of():
    class Model(Module):
        def __init__(self):
            self.layers = [Linear(3, 2, rng=rng), Linear(2, 1, bias=False, rng=rng)]
            self.head = Sequential(Tanh(), Dropout(0.2))

        def extra_repr(self):
            return "of two parts"

    assert repr(Model()) == (
        "Model(\n"
        "  of two parts\n"
        "  (layers.0): Linear(in_features=3, out_features=2, bias=True)\n"
        "  (layers.1): Linear(in_features=2, out_features=1, bias=False)\n"
        "  (head): Sequential(\n"
        "    (0): Tanh()\n"
        "    (1): Dropout(p=0.2)\n"
        "  )\n"
        ")"
    )
