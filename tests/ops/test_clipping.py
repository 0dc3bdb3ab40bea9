"""Values kept within bounds: at the bounds, between bounds that cross, and how it is called."""

import numpy as np
import pytest
from slopes import slopes

import autograd_cli as ag

X = np.array([-2.0, -1.0, 0.5, 1.0, 3.0])
CLIPPED = np.array([-1.0, -1.0, 0.5, 1.0, 1.0])


@pytest.mark.parametrize(
    "call",
    [
        lambda x: ag.clip(x, -1, 1),
        lambda x: ag.clip(x, a_min=-1, a_max=1),
        lambda x: ag.clip(x, min=-1, max=1),
        lambda x: np.clip(x, -1, 1),
        lambda x: np.clip(x, a_max=1, a_min=-1),
        lambda x: np.clip(x, np.full(5, -1.0), 1),
        lambda x: x.clip(-1, 1),
        lambda x: x.clip(max=1.0, min=-1.0),
    ],
)
def test_every_way_to_call_it(call):
    np.testing.assert_array_equal(call(ag.Tensor(X)).data, CLIPPED)
    np.testing.assert_array_equal(slopes(call, X), [[0, 1, 1, 1, 0]])  # 1 at the bounds


def test_one_bound_or_none():
    t = ag.Tensor(X)
    np.testing.assert_array_equal(np.clip(t, None, 1).data, np.minimum(X, 1))
    np.testing.assert_array_equal(np.clip(t, 0, None).data, np.maximum(X, 0))
    np.testing.assert_array_equal(t.clip(max=0).data, np.minimum(X, 0))
    np.testing.assert_array_equal(slopes(lambda x: x.clip(0), X), [[0, 0, 1, 1, 1]])
    np.testing.assert_array_equal(slopes(ag.clip, [-np.inf, 1.0, np.inf]), np.ones((1, 3)))


def test_bounds_get_the_gradient_of_what_they_replace():
    x, low, high = [-2.0, 5.0, 0.5, -1.0, 2.0], [-1.0] * 5, [2.0] * 5
    dx, dlow, dhigh = slopes(ag.clip, x, low, high)
    np.testing.assert_array_equal(dx, [0, 0, 1, 1, 1])
    np.testing.assert_array_equal(dlow, [1, 0, 0, 0, 0])
    np.testing.assert_array_equal(dhigh, [0, 1, 0, 0, 0])


def test_where_the_bounds_cross_the_upper_one_is_the_value():
    x = [-3.0, 0.0, 3.0]
    np.testing.assert_array_equal(ag.clip(x, 1.0, -1.0).data, [-1.0, -1.0, -1.0])
    np.testing.assert_array_equal(slopes(ag.clip, x, [1.0] * 3, [-1.0] * 3)[2], [1.0, 1.0, 1.0])


def test_between_equal_bounds_nothing_is_lost():
    total = np.sum(slopes(ag.clip, [-3.0, 1.0, 3.0], [1.0] * 3, [1.0] * 3), axis=0)
    np.testing.assert_array_equal(total, [1.0, 1.0, 1.0])


def test_outside_of_the_bounds_the_gradient_is_0_whatever_the_cotangent():
    x = ag.Tensor([-2.0, 0.5], requires_grad=True)
    np.clip(x, 0, 1).backward([np.inf, 1.0])
    np.testing.assert_array_equal(x.grad, [0.0, 1.0])


def test_nan_stays_nan_and_is_flat():
    assert np.isnan(ag.clip([np.nan], 0, 1).data)
    np.testing.assert_array_equal(slopes(lambda x: ag.clip(x, 0, 1), [np.nan]), [[0.0]])


def test_dtypes_stay():
    assert ag.clip(ag.Tensor(np.ones(2, np.float32)), 0, None).dtype == np.float32
    n = ag.Tensor([-3, 7], dtype=np.int8)
    for y in (np.clip(n, None, 5), np.clip(n, 0, None), n.clip(0, 5)):
        assert y.dtype == np.int8
    np.testing.assert_array_equal(np.clip(n, None, 5).data, [-3, 5])


def test_a_bound_given_twice_and_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="not as both"):
        ag.clip(X, 0, 1, min=0)
    with pytest.raises(ag.ShapeError, match=r"Clip of shapes \(5,\) and \(2,\) and \(\)"):
        ag.clip(X, np.zeros(2), 1)
