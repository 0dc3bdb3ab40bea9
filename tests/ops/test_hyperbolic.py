"""Hyperbolic functions at their edges."""

import math

import numpy as np
import pytest
from slopes import slopes

import autograd_cli as ag

INF = np.inf


def test_values_that_are_known():
    x = np.array([-1.5, 0.0, 2.0])
    np.testing.assert_allclose(ag.sinh(x).data, (np.exp(x) - np.exp(-x)) / 2)
    np.testing.assert_allclose(ag.cosh(x).data, (np.exp(x) + np.exp(-x)) / 2)
    np.testing.assert_allclose(ag.tanh(x).data, 1 - 2 / (np.exp(2 * x) + 1), atol=1e-16)
    np.testing.assert_allclose(ag.arcsinh(ag.sinh(x)).data, x)
    np.testing.assert_allclose(ag.arccosh(ag.cosh(x)).data, np.abs(x))
    np.testing.assert_allclose(ag.arctanh(ag.tanh(x)).data, x)


def test_the_slope_of_tanh_keeps_its_digits_where_its_value_rounds_to_1():
    x = np.array([20.0, -30.0, 300.0])
    (slope,) = slopes(ag.tanh, x)
    np.testing.assert_allclose(slope, 4 * np.exp(-2 * np.abs(x)), rtol=1e-13)
    (slope,) = slopes(ag.tanh, [8.0], dtype=np.float32)  # 1 - y^2 has one digit right
    np.testing.assert_allclose(slope, 4 * math.exp(-16), rtol=1e-6)


def test_tanh_of_huge_values_is_flat():
    x = [800.0, -1e300, INF, -INF]
    for order in (1, 2, 3):
        np.testing.assert_array_equal(slopes(ag.tanh, x, order=order), np.zeros((1, 4)))
    np.testing.assert_array_equal(slopes(ag.tanh, [100.0], dtype=np.float32), [[0]])


def test_derivatives_of_tanh_at_0():
    for order, expected in ((1, 1.0), (2, 0.0), (3, -2.0), (5, 16.0)):
        np.testing.assert_allclose(slopes(ag.tanh, [0.0], order=order), [[expected]], atol=1e-15)


def test_the_inverses_of_huge_values_do_not_overflow():
    np.testing.assert_allclose(slopes(ag.arcsinh, [1e200, -1e300]), [[1e-200, 1e-300]])
    np.testing.assert_allclose(slopes(ag.arccosh, [1e200, 1e300]), [[1e-200, 1e-300]])


@pytest.mark.parametrize("gap", [1e-15, 1e-8])
def test_the_inverses_keep_the_digits_of_their_slopes_near_1(gap):
    t = (1 + gap) - 1
    np.testing.assert_allclose(slopes(ag.arccosh, [1 + gap]), [[1 / math.sqrt(t * (2 + t))]])
    t = 1 - (1 - gap)
    np.testing.assert_allclose(slopes(ag.arctanh, [1 - gap]), [[1 / (t * (2 - t))]], rtol=1e-14)


def test_arccosh_has_an_infinite_slope_at_1():
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        assert slopes(ag.arccosh, [1.0]) == [INF]
