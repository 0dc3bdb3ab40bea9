"""Absolute values and signs at their edges."""

import numpy as np
from slopes import slopes

import autograd_cli as ag

INF = np.inf


def test_absolute_values_are_flat_at_0():
    for function in (ag.abs, ag.absolute, ag.fabs, abs, np.abs, np.fabs):
        x = [-2.0, -0.0, 0.0, 3.0, INF, -INF]
        np.testing.assert_array_equal(function(ag.Tensor(x)).data, [2, 0, 0, 3, INF, INF])
        np.testing.assert_array_equal(slopes(function, x), [[-1, 0, 0, 1, 1, -1]])
        np.testing.assert_array_equal(
            slopes(lambda x, f=function: x * f(x), x[:4], order=2), [[-2, 0, 0, 2]]
        )


def test_absolute_values_of_nan_and_of_integers():
    assert np.isnan(slopes(ag.abs, [np.nan])).all()
    n = ag.Tensor([-3, 2], dtype=np.int64)
    assert abs(n).dtype == np.int64
    assert ag.fabs(n).dtype == np.float64


def test_copysign_turns_the_slope_with_the_sign():
    a = [2.0, -2.0, 2.0, -2.0, 0.0, -0.0, 5.0, -INF]
    b = [1.0, 1.0, -1.0, -1.0, -1.0, 1.0, -0.0, 1.0]
    np.testing.assert_array_equal(np.copysign(ag.Tensor(a), b).data, np.copysign(a, b))
    da, db = slopes(ag.copysign, a, b)
    np.testing.assert_array_equal(da, [1, -1, -1, 1, 0, 0, -1, -1])
    np.testing.assert_array_equal(db, np.zeros(8))
