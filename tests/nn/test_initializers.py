"""Starting weights have the spread that their sources give them."""

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli.nn import (
    Conv2d,
    Linear,
    fans,
    gain,
    kaiming_normal,
    kaiming_uniform,
    xavier_normal,
    xavier_uniform,
)

DENSE, CONV = (400, 500), (40, 20, 5, 5)  # of 500 and 400, and of 500 and 1000


def _rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [((2, 3), (3, 2)), ((6, 3, 5, 4), (60, 120)), ((1, 1, 1, 1), (1, 1)), ((2, 3, 4), (12, 8))],
)
def test_fans_count_what_a_kernel_sees(shape, expected):
    assert fans(shape) == expected


@pytest.mark.parametrize("shape", [(), (3,)])
def test_a_bias_has_no_fans(shape):
    with pytest.raises(ag.ShapeError) as caught:
        fans(shape)
    assert caught.value.message == f"a weight of shape {shape} has no inputs to count"


@pytest.mark.parametrize(
    ("init", "uniform", "shape", "settings", "deviation"),
    [
        (kaiming_normal, False, DENSE, {}, np.sqrt(2 / 500)),
        (kaiming_normal, False, CONV, {"mode": "fan_out"}, np.sqrt(2 / 1000)),
        (kaiming_normal, False, CONV, {"gain": 1.0}, np.sqrt(1 / 500)),
        (kaiming_uniform, True, DENSE, {}, np.sqrt(2 / 500)),
        (kaiming_uniform, True, CONV, {"mode": "fan_out", "gain": 3.0}, np.sqrt(9 / 1000)),
        (xavier_normal, False, DENSE, {}, np.sqrt(2 / 900)),
        (xavier_normal, False, CONV, {"gain": 5 / 3}, 5 / 3 * np.sqrt(2 / 1500)),
        (xavier_uniform, True, DENSE, {}, np.sqrt(2 / 900)),
        (xavier_uniform, True, CONV, {"gain": 5 / 3}, 5 / 3 * np.sqrt(2 / 1500)),
    ],
)
def test_weights_have_their_documented_spread(init, uniform, shape, settings, deviation):
    weight = init(_rng(), shape, **settings)
    assert weight.shape == shape
    assert weight.mean() == pytest.approx(0, abs=deviation / 50)
    assert weight.std() == pytest.approx(deviation, rel=0.01)
    bound = np.sqrt(3) * deviation
    if uniform:
        assert bound * 0.999 < weight.max() < bound
        assert -bound < weight.min() < -bound * 0.999
    else:
        assert np.mean(np.abs(weight) < deviation) == pytest.approx(0.6827, abs=0.01)
        assert np.abs(weight).max() > 1.5 * bound


def test_the_defaults_are_the_sources_formulas_to_the_last_bit():
    normal = _rng().normal(scale=np.sqrt(2 / 500), size=DENSE)
    np.testing.assert_array_equal(kaiming_normal(_rng(), DENSE), normal)
    bound = np.sqrt(6 / 900)
    uniform = _rng().uniform(-bound, bound, size=DENSE)
    np.testing.assert_array_equal(xavier_uniform(_rng(), DENSE), uniform)


@pytest.mark.parametrize("init", [kaiming_normal, kaiming_uniform])
def test_another_mode_is_refused(init):
    with pytest.raises(ValueError, match="mode is fan_in or fan_out; given 'fan'"):
        init(_rng(), DENSE, mode="fan")


@pytest.mark.parametrize(
    ("activation", "expected"),
    [
        ("linear", 1.0),
        ("sigmoid", 1.0),
        ("tanh", 5 / 3),
        ("relu", np.sqrt(2)),
        ("leaky_relu", np.sqrt(2 / 1.0001)),
        ("selu", 0.75),
    ],
)
def test_gains(activation, expected):
    assert gain(activation) == expected


def test_the_gain_of_leaky_relu_depends_on_its_slope():
    assert gain("leaky_relu", 2.0) == np.sqrt(2 / 5)
    assert gain("leaky_relu", 0.0) == gain("relu")


def test_an_activation_without_a_gain_is_refused():
    message = "no gain is known for 'step'; choose from leaky_relu, linear, relu, selu, sigmoid,"
    with pytest.raises(ValueError, match=message):
        gain("step")


def _layers(**settings):
    return [
        (Linear(50, 4000, rng=_rng(), **settings), 50),
        (Conv2d(8, 4000, (3, 5), groups=4, rng=_rng(), **settings), 30),
    ]


def test_layers_start_as_in_pytorch_by_default():
    for layer, fan_in in _layers():
        bound = 1 / np.sqrt(fan_in)
        for parameter in (layer.weight.data, layer.bias.data):
            assert 0.99 * bound < parameter.max() < bound
            assert -bound < parameter.min() < 0.99 * -bound
            assert parameter.std() == pytest.approx(bound / np.sqrt(3), rel=0.03)


def test_the_weight_is_drawn_before_the_bias():
    rng = _rng()
    layer = Linear(4, 3, rng=_rng())
    np.testing.assert_array_equal(layer.weight.data, rng.uniform(-0.5, 0.5, (3, 4)))
    np.testing.assert_array_equal(layer.bias.data, rng.uniform(-0.5, 0.5, 3))


def test_with_an_initializer_the_bias_starts_at_0():
    for layer, _ in _layers(init=kaiming_normal):
        np.testing.assert_array_equal(layer.weight.data, kaiming_normal(_rng(), layer.weight.shape))
        np.testing.assert_array_equal(layer.bias.data, np.zeros(4000))


def test_a_layer_without_a_bias_draws_none():
    for layer, _ in _layers(bias=False):
        assert layer.bias is None
        assert list(layer.parameters()) == ["weight"]
    drawn, rng = _rng(), _rng()
    Linear(4, 3, bias=False, rng=drawn)
    rng.uniform(size=12)
    assert drawn.bit_generator.state == rng.bit_generator.state


def test_an_initializer_that_returns_another_shape_is_refused():
    with pytest.raises(ag.ShapeError) as caught:
        Linear(4, 3, rng=_rng(), init=lambda rng, shape: np.zeros(shape[::-1]))
    assert str(caught.value) == "init gave (4, 3) for a weight of shape (3, 4)"
