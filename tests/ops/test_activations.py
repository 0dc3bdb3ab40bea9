"""Activation functions at their kinks, in their tails, and on numbers of any size."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd_cli as ag

# name: the limits of value and slope far to the left and to the right, as functions of x
LIMITS = {
    "relu": (lambda x: 0, 0, lambda x: x, 1),
    "leaky_relu": (lambda x: 0.01 * x, 0.01, lambda x: x, 1),
    "elu": (lambda x: -1, 0, lambda x: x, 1),
    "selu": (
        lambda x: -1.7580993408473766,
        0,
        lambda x: 1.0507009873554805 * x,
        1.0507009873554805,
    ),
    "hardtanh": (lambda x: -1, 0, lambda x: 1, 0),
    "sigmoid": (lambda x: 0, 0, lambda x: 1, 0),
    "log_sigmoid": (lambda x: x, 1, lambda x: 0, 0),
    "softplus": (lambda x: 0, 0, lambda x: x, 1),
    "silu": (lambda x: 0, 0, lambda x: x, 1),
    "softsign": (lambda x: -1, 0, lambda x: 1, 0),
    "erf": (lambda x: -1, 0, lambda x: 1, 0),
    "gelu": (lambda x: 0, 0, lambda x: x, 1),
    "gelu, tanh": (lambda x: 0, 0, lambda x: x, 1),
}


def named(name):
    if name == "gelu, tanh":
        return lambda x: ag.gelu(x, approximate="tanh")
    return getattr(ag, name)


def swept(f, x, dtype=float):
    """Value, slope and second derivative of each element, as numbers of Python."""
    t = ag.Tensor(np.array(x, dtype), requires_grad=True)
    y = f(t)
    (slope,) = ag.grad(y, t, np.ones(y.shape), create_graph=True)
    second = np.zeros(y.shape)
    if slope.requires_grad:
        second = ag.grad(slope, t, np.ones(y.shape))[0].data
    assert y.dtype == slope.dtype == t.dtype
    return y.data, slope.data, second


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize(
    ("dtype", "sizes"),
    [(np.float64, (1e9, 1e100, 1e154, 1e155, 1e300)), (np.float32, (1e9, 1e18, 1e20, 1e30))],
)
def test_numbers_of_any_size_reach_the_limits(name, dtype, sizes):
    left, left_slope, right, right_slope = LIMITS[name]
    x = np.array(sizes, dtype)
    for sign, value, slope in ((-1, left, left_slope), (1, right, right_slope)):
        y, dy, ddy = swept(named(name), sign * x, dtype)
        tiny = 1e-8  # softsign is in no hurry
        np.testing.assert_allclose(
            y, np.broadcast_to(np.asarray(value(sign * x), dtype), x.shape), rtol=1e-6, atol=tiny
        )
        np.testing.assert_allclose(dy, np.full(x.shape, slope), rtol=1e-6, atol=tiny)
        np.testing.assert_allclose(ddy, np.zeros(x.shape), atol=tiny)


@pytest.mark.parametrize(
    ("f", "value", "slope"),
    [
        (ag.relu, 0, 0),
        (ag.leaky_relu, 0, 0.01),
        (lambda x: ag.leaky_relu(x, 0.3), 0, 0.3),
        (ag.elu, 0, 1),
        (lambda x: ag.elu(x, alpha=0.5), 0, 0.5),
        (ag.selu, 0, 1.7580993408473766),
        (ag.softsign, 0, 1),
        (lambda x: ag.hardtanh(x + 1), 1, 0),
        (lambda x: ag.hardtanh(x - 1), -1, 0),
        (lambda x: ag.hardtanh(x, 0, 6), 0, 0),
    ],
)
def test_the_slope_at_a_kink_is_pytorchs(f, value, slope):
    y, dy, _ = swept(f, 0.0)
    assert y == value
    assert dy == pytest.approx(slope, rel=1e-15)


@pytest.mark.parametrize(
    ("f", "third"),
    [
        (ag.sigmoid, -1 / 8),
        (ag.log_sigmoid, 0),
        (ag.softplus, 0),
        (ag.silu, 0),
        (ag.erf, -4 / math.sqrt(math.pi)),
        (ag.gelu, 0),
    ],
)
def test_what_is_smooth_has_its_third_derivative_at_0(f, third):
    t = ag.Tensor(0.0, requires_grad=True)
    y = f(t)
    for _ in range(3):
        (y,) = ag.grad(y, t, create_graph=True)
    assert y.item() == pytest.approx(third, abs=1e-15)


class TestTails:
    """Digits that 1 + erf, 1 + tanh or 1 - y would lose."""

    @given(st.floats(1, 36))
    def test_sigmoid_and_its_kin(self, x):
        tail = math.exp(-x) / (1 + math.exp(-x))
        assert ag.sigmoid(-x).item() == pytest.approx(tail, rel=1e-13)
        assert swept(ag.sigmoid, x)[1] == pytest.approx(tail / (1 + math.exp(-x)), rel=1e-13)
        assert ag.log_sigmoid(x).item() == pytest.approx(-math.log1p(math.exp(-x)), rel=1e-13)
        assert swept(ag.log_sigmoid, x)[1] == pytest.approx(tail, rel=1e-13)
        assert ag.softplus(-x).item() == pytest.approx(math.log1p(math.exp(-x)), rel=1e-13)
        assert ag.silu(-x).item() == pytest.approx(-x * tail, rel=1e-13)

    @given(st.floats(1, 36))
    def test_gelu(self, x):
        below = math.erfc(x / math.sqrt(2)) / 2
        density = math.exp(-x * x / 2) / math.sqrt(2 * math.pi)
        y, dy, _ = swept(ag.gelu, -x)
        assert y == pytest.approx(-x * below, rel=1e-12)
        assert dy == pytest.approx(below - x * density, rel=1e-10)

    @given(st.floats(1, 15))
    def test_gelu_by_tanh(self, x):
        u = 2 * math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
        y = ag.gelu(-x, approximate="tanh").item()
        assert y == pytest.approx(-x / (1 + math.exp(u)), rel=1e-11)

    def test_elu_near_0(self):
        assert ag.elu(-1e-12).item() == math.expm1(-1e-12)


@pytest.mark.parametrize(
    ("x", "cotangent", "expected"),
    [([-1.0, 0.0, 2.0], np.inf, [0, 0, np.inf]), ([-1.0, 0.0, 2.0], 3.0, [0, 0, 3])],
)
def test_the_closed_side_lets_nothing_through(x, cotangent, expected):
    for f in (ag.relu, lambda t: ag.hardtanh(t, 0, 5)):
        t = ag.Tensor(x, requires_grad=True)
        f(t).backward(np.full(3, cotangent))
        np.testing.assert_array_equal(t.grad, expected)


def test_the_root_of_relu_has_slope_0_where_relu_is_closed():
    t = ag.Tensor([-1.0, 4.0], requires_grad=True)
    y = ag.relu(t)
    y.backward(np.array([np.inf, 0.25]))
    np.testing.assert_array_equal(t.grad, [0.0, 0.25])


@pytest.mark.parametrize("slope", [0.0, 0.01, 1.0, 3.0, -0.5])
def test_leaky_relu_of_any_slope(slope):
    x = np.array([-2.0, -0.5, 0.5, 2.0])
    y, dy, _ = swept(lambda t: ag.leaky_relu(t, slope), x)
    np.testing.assert_array_equal(y, np.where(x > 0, x, slope * x))
    np.testing.assert_array_equal(dy, np.where(x > 0, 1, slope))


@pytest.mark.parametrize("beta", [0.1, 1, 50])
def test_softplus_of_any_beta_is_relu_from_afar(beta):
    x = np.array([-1e4, -3.0, 0.0, 3.0, 1e4])
    y, dy, _ = swept(lambda t: ag.softplus(t, beta), x)
    np.testing.assert_allclose(y, np.logaddexp(0, beta * x) / beta, rtol=1e-14)
    np.testing.assert_array_equal(dy[[0, 2, 4]], [0, 0.5, 1])


@pytest.mark.parametrize("name", LIMITS)
def test_nan_stays_nan(name):
    y, _, _ = swept(named(name), [np.nan, 1.0])
    assert np.isnan(y[0])
    assert np.isfinite(y[1])


@pytest.mark.parametrize("name", LIMITS)
def test_strides_and_empty_arrays(name):
    x = np.linspace(-3, 3, 24).reshape(4, 6)
    f = named(name)
    np.testing.assert_array_equal(f(x[::2, ::-3]).data, f(x[::2, ::-3].copy()).data)
    assert f(np.empty((0, 3))).shape == (0, 3)


@pytest.mark.parametrize("name", LIMITS)
def test_integers_are_taken_as_floats(name):
    x = np.array([0, 1, 3, 255], np.uint8)
    found = named(name)(ag.Tensor(x, dtype=np.uint8))
    np.testing.assert_allclose(found.data, named(name)(x.astype(float)).data, rtol=1e-14)


def test_gelu_knows_two_ways():
    with pytest.raises(ValueError, match="by 'none' or 'tanh'; given 'sigmoid'"):
        ag.gelu(1.0, approximate="sigmoid")
    x = np.linspace(-4, 4, 101)
    assert 1e-4 < np.abs(ag.gelu(x).data - ag.gelu(x, "tanh").data).max() < 5e-4
