"""The cardinal sine, against integrals that it and its derivatives are."""

import math

import numpy as np
import pytest
from slopes import slopes

import autograd_cli as ag


def _integral(x, order):
    """sin(z) / z is the mean of cos(z t) over 0..1, and can be differentiated within it."""
    nodes, weights = np.polynomial.legendre.leggauss(60)
    t = math.pi * (nodes + 1) / 2
    terms = t**order * np.cos(np.multiply.outer(x, t) + order * math.pi / 2)
    return terms @ weights / 2


@pytest.mark.parametrize("order", [1, 2, 3, 4, 5])
def test_derivatives_anywhere(order):
    x = np.concatenate([[0.0, 1e-300, -1e-8, 1e-3], np.linspace(-6, 6, 101)])
    (slope,) = slopes(ag.sinc, x, order=order)
    np.testing.assert_allclose(slope, _integral(x, order), atol=1e-14 * math.pi**order)


def test_the_slope_keeps_its_digits_near_0():
    """Its formula, (cos(pi x) - sinc x) / x, has none left at 1e-8."""
    x = np.array([1e-300, 1e-12, -1e-8, 1e-5])
    np.testing.assert_allclose(slopes(ag.sinc, x)[0], -(math.pi**2) * x / 3, rtol=1e-9)


def test_derivatives_at_0():
    for order, expected in ((1, 0), (2, -1 / 3), (3, 0), (4, 1 / 5)):
        (slope,) = slopes(np.sinc, 0.0, order=order)
        np.testing.assert_allclose(slope, expected * math.pi**order, rtol=1e-15)


def test_values_at_whole_numbers():
    np.testing.assert_allclose(ag.sinc([0.0, 1.0, -2.0]).data, [1.0, 0.0, 0.0], atol=1e-16)
    (slope,) = slopes(ag.sinc, [1.0, -2.0, 1e6])
    np.testing.assert_allclose(slope, [-1.0, -0.5, 1e-6], rtol=1e-9)


def test_float32():
    x = np.array([0.0, 1e-4, 0.3, 2.5], np.float32)
    np.testing.assert_allclose(
        slopes(ag.sinc, x, dtype=np.float32)[0],
        _integral(x.astype(float), 1),
        rtol=1e-6,
        atol=3e-7,
    )
