"""Modules find their parameters by name and take weights back."""

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli.nn import Linear, Module, kaiming_normal, xavier_uniform


class Two(Module):
    def __init__(self):
        self.layers = [Linear(np.ones((2, 3))), Linear(np.ones((1, 2)))]
        self.scale = ag.Tensor(2.0, requires_grad=True)
        self.constant = ag.Tensor(1.0)
        self.note = "not a parameter"


def test_parameters_are_named_by_their_path_in_order():
    expected = ["layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias", "scale"]
    assert list(Two().parameters()) == expected


def test_weights_go_out_and_in():
    source, target = Two(), Two()
    source.layers[0].weight.data += 1
    target.load_state_dict({name: a.copy() for name, a in source.state_dict().items()})
    np.testing.assert_array_equal(target.layers[0].weight.data, np.full((2, 3), 2.0))
    source.layers[0].weight.data += 1
    assert target.layers[0].weight.data[0, 0] == 2.0


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda s: s.pop("scale"), "scale"),
        (lambda s: s.update(more=np.ones(1)), "more"),
        (lambda s: s.update(scale=np.ones(2)), "scale"),
    ],
)
def test_weights_that_do_not_fit_change_nothing(change, wrong):
    module = Two()
    state = {name: array + 5 for name, array in module.state_dict().items()}
    change(state)
    with pytest.raises(ag.ShapeError, match=f"do not fit Two: {wrong}"):
        module.load_state_dict(state)
    assert module.layers[0].weight.data[0, 0] == 1.0


def test_a_module_without_forward_says_so():
    with pytest.raises(NotImplementedError, match="Two has no forward"):
        Two()(np.ones((1, 3)))


def test_initial_weights_have_their_documented_spread():
    rng = np.random.default_rng(0)
    normal = kaiming_normal(rng, (400, 500))
    assert normal.std() == pytest.approx(np.sqrt(2 / 500), rel=0.01)
    uniform = xavier_uniform(rng, (400, 500))
    bound = np.sqrt(6 / 900)
    assert uniform.max() == pytest.approx(bound, rel=1e-3)
    assert uniform.min() == pytest.approx(-bound, rel=1e-3)
