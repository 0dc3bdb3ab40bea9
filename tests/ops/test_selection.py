"""Choices between values, and values replaced."""

import numpy as np
import pytest
from slopes import slopes

import autograd_cli as ag

NAN, INF = np.nan, np.inf
MASK = np.array([True, False])


@pytest.mark.parametrize("g", [INF, NAN])
def test_the_branch_not_taken_has_a_gradient_of_0_whatever_the_cotangent(g):
    a, b = (ag.Tensor([1.0, 2.0], requires_grad=True) for _ in "ab")
    np.where(MASK, a, b).backward([g, g])
    np.testing.assert_array_equal(a.grad, [g, 0.0])
    np.testing.assert_array_equal(b.grad, [0.0, g])


def test_nan_and_infinity_in_the_branch_not_taken_do_not_reach_the_gradient():
    x = ag.Tensor([1.0, 0.0], requires_grad=True)
    safe = np.where(x > 0, x, 1.0)
    np.where(x > 0, np.log(safe) / safe, 0.0).backward(np.ones(2))
    np.testing.assert_array_equal(x.grad, [1.0, 0.0])


def test_operands_of_different_shapes_and_kinds():
    t = ag.Tensor(5.0, requires_grad=True)
    y = np.where(np.array([[True], [False]]), t, np.arange(3.0))
    np.testing.assert_array_equal(y.data, [[5, 5, 5], [0, 1, 2]])
    y.backward(np.arange(6.0).reshape(2, 3))
    assert t.grad == 3.0
    assert ag.where([True, False], ag.Tensor(np.ones(2, np.float32)), 0.0).dtype == np.float32
    assert ag.where(True, 1.0, ag.Tensor(2.0)).shape == ()


def test_a_condition_that_requires_a_gradient_is_a_constant():
    x = ag.Tensor([2.0, 0.0, -1.0], requires_grad=True)
    y = np.where(x, x, 7.0)
    np.testing.assert_array_equal(y.data, [2.0, 7.0, -1.0])
    y.backward(np.ones(3))
    np.testing.assert_array_equal(x.grad, [1.0, 0.0, 1.0])


def test_where_with_one_argument_gives_places():
    x = ag.Tensor([[0.0, 2.0], [3.0, 0.0]], requires_grad=True)
    for found in (np.where(x), ag.where(x > 0)):
        assert [type(places) for places in found] == [np.ndarray, np.ndarray]
        np.testing.assert_array_equal(found, [[0, 1], [1, 0]])
    with pytest.raises(ValueError, match="both x and y"):
        np.where(x > 0, x)
    with pytest.raises(ag.ShapeError, match=r"Where of shapes \(2,\) and \(3,\) and \(\)"):
        ag.where(MASK, np.ones(3), 0.0)


def test_select_takes_the_first_condition_that_holds():
    x = ag.Tensor([-2.0, 0.5, 3.0], requires_grad=True)
    y = np.select([x > 2, x > 0], [10 * x, x * x], default=-1.0)
    np.testing.assert_array_equal(y.data, [-1.0, 0.25, 30.0])
    y.backward(np.ones(3))
    np.testing.assert_array_equal(x.grad, [0.0, 1.0, 10.0])
    with pytest.raises(ag.ShapeError, match="select of 2 conditions and 1 choices"):
        np.select([x > 2, x > 0], [x])


def test_nan_to_num_is_flat_where_it_replaces():
    x = [NAN, INF, -INF, 2.0]
    largest = np.finfo(float).max
    np.testing.assert_array_equal(ag.nan_to_num(x).data, [0, largest, -largest, 2])
    np.testing.assert_array_equal(
        np.nan_to_num(ag.Tensor(x), nan=1.0, posinf=2.0, neginf=3.0).data, [1, 2, 3, 2]
    )
    np.testing.assert_array_equal(slopes(ag.nan_to_num, x), [[0, 0, 0, 1]])
    t = ag.Tensor(x, requires_grad=True)
    np.nan_to_num(t).backward([NAN, INF, 1.0, 1.0])
    np.testing.assert_array_equal(t.grad, [0, 0, 0, 1])
    np.nan_to_num(t, copy=False)
    assert np.isnan(t.data[0])
