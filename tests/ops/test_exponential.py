"""Exponentials and logarithms at their edges."""

import math

import numpy as np
import pytest
from slopes import slopes

import autograd_cli as ag

INF = np.inf


def test_values_that_are_known():
    np.testing.assert_array_equal(ag.exp2([-1.0, 0.0, 10.0]).data, [0.5, 1.0, 1024.0])
    np.testing.assert_array_equal(ag.log2([0.25, 1.0, 8.0]).data, [-2.0, 0.0, 3.0])
    np.testing.assert_array_equal(ag.log10([0.01, 1.0, 1000.0]).data, [-2.0, 0.0, 3.0])
    np.testing.assert_array_equal(ag.logaddexp2([3.0, -INF], [3.0, 2.0]).data, [4.0, 2.0])


def test_small_arguments_keep_their_digits():
    for x in (1e-20, -1e-20):
        assert ag.expm1(x).item() == x
        assert ag.log1p(x).item() == x


def test_the_slope_of_expm1_keeps_its_digits_where_its_value_rounds_to_minus_1():
    (slope,) = slopes(ag.expm1, [-40.0, -700.0, 0.0, 700.0])
    np.testing.assert_allclose(slope, np.exp([-40.0, -700.0, 0.0, 700.0]), rtol=1e-15)


@pytest.mark.parametrize(("log", "base"), [(ag.log, math.e), (ag.log2, 2), (ag.log10, 10)])
def test_the_slopes_of_logarithms_of_the_largest_and_smallest_floats(log, base):
    x = np.array([1.7e308, 1e-305])
    (slope,) = slopes(log, x)
    np.testing.assert_allclose(slope * x, 1 / math.log(base), rtol=1e-14)


@pytest.mark.parametrize(
    ("a", "b", "y", "da"),
    [
        (0.0, 0.0, math.log(2), 0.5),
        (1000.0, -1000.0, 1000.0, 1.0),
        (-1000.0, 1000.0, 1000.0, 0.0),
        (1e10, 1e10 + 1, 1e10 + 1 + math.log1p(math.exp(-1)), 1 / (1 + math.e)),
        (-1e300, 1e300, 1e300, 0.0),
        (0.0, 50.0, 50.0, math.exp(-50)),
        (-INF, 3.0, 3.0, 0.0),
        (3.0, -INF, 3.0, 1.0),
        (INF, 3.0, INF, 1.0),
        (3.0, INF, INF, 0.0),
        (-INF, INF, INF, 0.0),
        (-INF, -INF, -INF, 0.5),
        (INF, INF, INF, 0.5),
    ],
)
def test_logaddexp_of_any_values(a, b, y, da):
    for function, scale in ((ag.logaddexp, 1.0), (ag.logaddexp2, math.log(2))):
        at = [[a / scale], [b / scale]]
        np.testing.assert_allclose(function(*at).data, y / scale, rtol=1e-15)
        found_a, found_b = slopes(function, *at)
        # Rounding 1e10 / ln 2 moves the gap by as much as the spacing of floats there.
        np.testing.assert_allclose(found_a, da, rtol=1e-14 if scale == 1 else 1e-6)
        np.testing.assert_allclose(found_b, 1 - da, rtol=1e-14 if scale == 1 else 1e-6)
        for second in slopes(function, *at, order=2):
            np.testing.assert_allclose(np.abs(second), da * (1 - da) * scale, rtol=1e-6)


def test_nan_stays_nan_in_logaddexp():
    with np.errstate(invalid="ignore"):  # NumPy's own logaddexp warns
        assert np.isnan(slopes(ag.logaddexp, [np.nan], [1.0])).all()


def test_logaddexp_with_a_number_stays_float32():
    (slope,) = slopes(lambda x: np.logaddexp(x, 0), [0.0, -90.0], dtype=np.float32)
    np.testing.assert_allclose(slope, [0.5, np.exp(np.float32(-90))], rtol=1e-6)


def test_the_logarithm_of_a_sum_of_probabilities_that_are_0_has_an_infinite_slope():
    """Not 0 times infinity: in log(p) + log(q) = -inf both parts have half of it."""
    p = ag.Tensor([0.0], requires_grad=True)
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        np.logaddexp(np.log(p), -INF).backward([1.0])
    assert p.grad == INF
