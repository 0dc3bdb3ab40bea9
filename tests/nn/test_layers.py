"""Layers compute what their functions do, and refuse what is no size."""

import subprocess
import sys

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli import nn

x = np.random.default_rng(0).normal(size=(2, 4, 7, 6))


def _rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"stride": 2, "padding": 1},
        {"stride": (1, 2), "padding": (0, 1), "dilation": (2, 1), "groups": 2},
        {"bias": False},
    ],
)
@pytest.mark.parametrize("kernel_size", [2, (3, 2)])
def test_conv2d_is_the_function_with_its_own_weight(settings, kernel_size):
    layer = nn.Conv2d(4, 6, kernel_size, rng=_rng(), **settings)
    weight, bias = layer.weight.data, None if layer.bias is None else layer.bias.data
    kernel = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    assert weight.shape == (6, 4 // settings.get("groups", 1), *kernel)
    given = {name: value for name, value in settings.items() if name != "bias"}
    np.testing.assert_array_equal(layer(x).data, ag.conv2d(x, weight, bias, **given).data)


@pytest.mark.parametrize(
    "settings",
    [{}, {"stride": 1}, {"stride": (2, 1), "padding": (1, 0)}, {"padding": 1}],
)
@pytest.mark.parametrize(
    ("layer", "function"), [(nn.MaxPool2d, ag.max_pool2d), (nn.AvgPool2d, ag.avg_pool2d)]
)
def test_pools_are_their_functions(layer, function, settings):
    for size in (2, (3, 2)):
        expected = function(x, size, **settings).data
        np.testing.assert_array_equal(layer(size, **settings)(x).data, expected)


def test_a_max_pool_may_be_dilated_and_a_stride_may_stand_second():
    expected = ag.max_pool2d(x, 2, stride=1, dilation=(2, 3)).data
    np.testing.assert_array_equal(nn.MaxPool2d(2, 1, dilation=(2, 3))(x).data, expected)
    expected = ag.avg_pool2d(x, 3, stride=2).data
    np.testing.assert_array_equal(nn.AvgPool2d(3, 2)(x).data, expected)


@pytest.mark.parametrize(
    ("layer", "function"),
    [
        (nn.ReLU(), lambda x: np.maximum(x, 0)),
        (nn.Sigmoid(), lambda x: 1 / (1 + np.exp(-x))),
        (nn.Tanh(), np.tanh),
        (nn.Flatten(), lambda x: x.reshape(2, -1)),
        (nn.Flatten(2), lambda x: x.reshape(2, 4, 42)),
        (nn.Flatten(0, 1), lambda x: x.reshape(8, 7, 6)),
    ],
)
def test_layers_without_parameters(layer, function):
    np.testing.assert_allclose(layer(x).data, function(x), rtol=1e-14)
    assert layer.parameters() == {}


def test_linear_is_its_formula_with_and_without_a_bias():
    rows = x.reshape(2, -1)
    layer = nn.Linear(168, 3, rng=_rng())
    expected = rows @ layer.weight.data.T + layer.bias.data
    np.testing.assert_allclose(layer(rows).data, expected, rtol=1e-13)
    layer = nn.Linear(168, 3, bias=False, rng=_rng())
    np.testing.assert_allclose(layer(rows).data, rows @ layer.weight.data.T, rtol=1e-13)


def test_parameters_of_layers_get_gradients():
    for bias in (True, False):
        conv = nn.Conv2d(4, 2, 3, bias=bias, rng=_rng())
        model = nn.Sequential(conv, nn.Flatten(), nn.Linear(40, 3, bias=bias, rng=_rng()))
        report = ag.gradcheck(lambda *_, model=model: model(x), list(model.parameters().values()))
        assert len(report.checks) == (4 if bias else 2)


@pytest.mark.parametrize(
    ("make", "shown"),
    [
        (
            lambda: nn.Conv2d(3, 6, 5, rng=_rng()),
            "Conv2d(3, 6, kernel_size=(5, 5), stride=(1, 1))",
        ),
        (
            lambda: nn.Conv2d(
                4, 6, 3, stride=2, padding=1, dilation=(2, 1), groups=2, bias=False, rng=_rng()
            ),
            "Conv2d(4, 6, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), dilation=(2, 1), "
            "groups=2, bias=False)",
        ),
        (
            lambda: nn.MaxPool2d(2, padding=1),
            "MaxPool2d(kernel_size=(2, 2), stride=(2, 2), padding=(1, 1), dilation=(1, 1))",
        ),
        (
            lambda: nn.AvgPool2d(3, (2, 1)),
            "AvgPool2d(kernel_size=(3, 3), stride=(2, 1), padding=(0, 0))",
        ),
        (
            lambda: nn.Linear(3, 2, rng=_rng()),
            "Linear(in_features=3, out_features=2, bias=True)",
        ),
        (nn.Flatten, "Flatten(start_dim=1, end_dim=-1)"),
        (nn.Dropout, "Dropout(p=0.5)"),
        (nn.ReLU, "ReLU()"),
    ],
)
def test_layers_show_their_settings(make, shown):
    assert repr(make()) == shown


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: nn.Conv2d(0, 2, 3, rng=_rng()), "in_channels is an integer from 1; given 0"),
        (lambda: nn.Conv2d(2, 1.5, 3, rng=_rng()), "out_channels is an integer from 1; given 1.5"),
        (lambda: nn.Conv2d(2, 2, 0, rng=_rng()), "kernel_size is an integer from 1, or two"),
        (lambda: nn.Conv2d(2, 2, 3, stride=0, rng=_rng()), "stride is an integer from 1, or two"),
        (lambda: nn.Conv2d(2, 2, 3, padding=-1, rng=_rng()), "padding is an integer from 0, or"),
        (lambda: nn.Conv2d(2, 2, 3, dilation=(1, 0), rng=_rng()), "dilation is an integer from 1"),
        (lambda: nn.Conv2d(2, 2, 3, groups=0, rng=_rng()), "groups is an integer from 1; given 0"),
        (lambda: nn.Conv2d(3, 4, 3, groups=2, rng=_rng()), "2 groups do not divide in_channels, 3"),
        (lambda: nn.Conv2d(4, 3, 3, groups=2, rng=_rng()), "2 groups do not divide out_channels"),
        (lambda: nn.Linear(0, 3, rng=_rng()), "in_features is an integer from 1; given 0"),
        (lambda: nn.Linear(3, "2", rng=_rng()), "out_features is an integer from 1; given '2'"),
        (lambda: nn.MaxPool2d(0), "kernel_size is an integer from 1, or two of them; given 0"),
        (lambda: nn.MaxPool2d(2, 0), "stride is an integer from 1, or two of them; given 0"),
        (lambda: nn.MaxPool2d(2, dilation=0), "dilation is an integer from 1, or two"),
        (lambda: nn.AvgPool2d((1, 2, 3)), "kernel_size is an integer from 1, or two of them"),
        (lambda: nn.AvgPool2d(2, padding=-1), "padding is an integer from 0, or two of them"),
    ],
)
def test_what_is_no_size_is_refused_when_the_layer_is_made(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_layers_and_optimizers_are_on_the_public_page():
    program = (
        "import sys, autograd_cli as ag\n"
        "assert 'numpy' not in sys.modules\n"
        "layer = ag.nn.Flatten()\n"
        "print(layer(ag.Tensor([[[1.0]]]) * 2).tolist(), ag.optim.SGD.__name__)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "[[2.0]] SGD\n"
