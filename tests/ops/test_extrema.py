"""The larger and the smaller of two values: ties, NaN, and what is not taken."""

import numpy as np
import pytest
from slopes import slopes

import autograd_cli as ag

NAN = np.nan
FUNCTIONS = [ag.maximum, ag.minimum, ag.fmax, ag.fmin]


@pytest.mark.parametrize("function", [ag.maximum, ag.minimum])
def test_equal_values_share_the_cotangent(function):
    np.testing.assert_array_equal(slopes(function, [1.0, 0.0], [1.0, -0.0]), np.full((2, 2), 0.5))
    x = ag.Tensor([3.0], requires_grad=True)
    function(x, x).backward([1.0])
    assert x.grad == 1.0


@pytest.mark.parametrize("function", [ag.fmax, ag.fmin])
def test_of_equal_values_the_first_has_the_cotangent(function):
    np.testing.assert_array_equal(slopes(function, [1.0], [1.0]), [[1.0], [0.0]])


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nan_is_passed_on_or_passed_over_as_by_numpy_with_the_slopes_of_pytorch(function):
    a, b = [NAN, 2.0, NAN], [1.0, NAN, NAN]
    both = function in (ag.maximum, ag.minimum)
    expected = [[NAN] * 3, [NAN] * 3] if both else [1.0, 2.0, NAN]
    np.testing.assert_array_equal(function(a, b).data, expected[0] if both else expected)
    da, db = slopes(function, a, b)
    np.testing.assert_array_equal(da, [1, 1, 1] if both else [0, 1, 1])
    np.testing.assert_array_equal(db, [1, 1, 1] if both else [1, 0, 0])


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("g", [np.inf, NAN])
def test_what_is_not_taken_has_a_gradient_of_0_whatever_the_cotangent(function, g):
    low, high = ag.Tensor([1.0], requires_grad=True), ag.Tensor([2.0], requires_grad=True)
    for a, b in ((low, high), (high, low)):
        low.zero_grad(), high.zero_grad()
        y = function(a, b)
        y.backward([g])
        taken, other = (high, low) if y.item() == 2.0 else (low, high)
        np.testing.assert_array_equal(taken.grad, [g])
        np.testing.assert_array_equal(other.grad, [0.0])


def test_the_root_of_a_value_kept_above_0_has_no_nan_in_its_gradient():
    x = ag.Tensor([-1.0, 4.0], requires_grad=True)
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        np.sqrt(np.maximum(x, 0)).backward(np.ones(2))
    np.testing.assert_array_equal(x.grad, [0.0, 0.25])


@pytest.mark.parametrize("function", FUNCTIONS)
def test_with_a_number_float32_stays(function):
    slope = slopes(lambda x: function(x, 0.5), [0.0, 0.5, 1.0], dtype=np.float32)[0]
    assert sorted([slope[0], slope[2]]) == [0.0, 1.0]
    assert function(ag.Tensor(np.ones(2, np.float32)), 0.5).dtype == np.float32


def test_the_methods_of_ufuncs_that_have_no_rule_are_named():
    t = ag.Tensor([1.0, 2.0], requires_grad=True)
    with pytest.raises(ag.RuleError, match=r"numpy\.fmax\.accumulate has no rule"):
        np.fmax.accumulate(t)
    with pytest.raises(ag.RuleError, match=r"numpy\.add\.at has no rule"):
        np.add.at(t, [0], 1.0)
    with pytest.raises(ag.RuleError, match=r"numpy\.hypot\.reduce has no rule"):
        np.hypot.reduce(t)
    with pytest.raises(ag.RuleError, match=r"numpy\.maximum does not take out"):
        np.maximum(t, 0, out=np.empty(2))
