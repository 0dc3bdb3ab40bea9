"""Division with remainder, and the operators for it."""

import numpy as np
import pytest
from slopes import slopes

import autograd_cli as ag

A = np.array([7.5, -7.5, 7.5, -7.5, 0.0, 1.0])
B = np.array([2.0, 2.0, -2.0, -2.0, 3.0, 0.1])


def test_remainders_have_the_sign_of_the_divisor_and_fmod_that_of_the_dividend():
    np.testing.assert_array_equal(ag.remainder(A, B).data[:4], [1.5, 0.5, -0.5, -1.5])
    np.testing.assert_array_equal(ag.fmod(A, B).data[:4], [1.5, -1.5, 1.5, -1.5])


def test_the_divisors_derivative_is_minus_the_quotient_that_was_taken():
    """1 / 0.1 rounds to 10, but 0.1 goes into 1 only 9 times: its double is above a tenth."""
    ones, db = slopes(ag.remainder, A, B)
    np.testing.assert_array_equal(ones, np.ones(6))
    np.testing.assert_array_equal(db, [-3.0, 4.0, 4.0, -3.0, 0.0, -9.0])
    ones, db = slopes(ag.fmod, A, B)
    np.testing.assert_array_equal(ones, np.ones(6))
    np.testing.assert_array_equal(db, [-3.0, 3.0, 3.0, -3.0, 0.0, -9.0])


def test_infinite_divisors():
    np.testing.assert_array_equal(slopes(ag.remainder, [1.0], [np.inf]), [[1.0], [0.0]])
    np.testing.assert_array_equal(slopes(ag.fmod, [-1.0], [np.inf]), [[1.0], [0.0]])


def test_a_divisor_of_0_warns_as_numpy_does():
    with pytest.warns(RuntimeWarning, match="invalid value"):
        assert np.isnan((ag.Tensor(1.0) % 0.0).item())


def test_operators():
    t = ag.Tensor([7.5, -7.5], requires_grad=True)
    np.testing.assert_array_equal((t % 2).data, [1.5, 0.5])
    np.testing.assert_array_equal((2 % t).data, [2.0, -5.5])
    np.testing.assert_array_equal((np.array([8.0, 8.0]) % t).data, [0.5, -7.0])
    np.testing.assert_array_equal((t // 2).data, [3.0, -4.0])
    np.testing.assert_array_equal((20 // t).data, [2.0, -3.0])
    assert not (t // 2).requires_grad
    for pair in (divmod(t, 2), np.divmod(t, 2), ag.divmod(t, 2)):
        quotient, rest = pair
        np.testing.assert_array_equal(quotient.data, [3.0, -4.0])
        np.testing.assert_array_equal(ag.grad(rest, t, np.ones(2))[0].data, [1.0, 1.0])
    np.testing.assert_array_equal(divmod(20, t)[1].data, [5.0, -2.5])
    (slope,) = ag.grad(20 % t, t, np.ones(2))
    np.testing.assert_array_equal(slope.data, [-2.0, 3.0])


def test_augmented_assignment():
    leaf = ag.Tensor([7.5, -7.5], requires_grad=True)
    t = leaf.copy()
    t %= 2
    np.testing.assert_array_equal(t.data, [1.5, 0.5])
    assert t.requires_grad
    t //= 1
    np.testing.assert_array_equal(t.data, [1.0, 0.0])
    assert not t.requires_grad
    with pytest.raises(ag.GraphError, match=r"//= on a leaf"):
        leaf //= 2
    with pytest.raises(ag.ShapeError, match=r"Write t = t // other"):
        t //= np.ones((2, 1))


def test_float32_and_integers_stay_what_they_are():
    t = ag.Tensor(np.array([7, 8], np.float32))
    for y in (t % 3, t // 3, t % np.array([3, 3]), t // np.array([3, 3])):
        assert y.dtype == np.float32
    n = ag.Tensor([7, 8], dtype=np.int64)
    assert (n // 3).dtype == (n % 3).dtype == np.int64


def test_shapes_that_do_not_fit_are_named():
    for divide, name in ((ag.remainder, "Remainder"), (ag.floor_divide, "FloorDivide")):
        with pytest.raises(ag.ShapeError, match=rf"{name} of shapes \(2,\) and \(3,\)"):
            divide(np.ones(2), np.ones(3))
