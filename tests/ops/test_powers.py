"""Powers and roots at their edges."""

import math

import numpy as np
import pytest
from slopes import slopes

import autograd_cli as ag

INF = np.inf


@pytest.mark.parametrize(
    ("a", "b", "da", "db"),
    [
        (0.0, 0.0, 0.0, 0.0),
        (0.0, 1.0, 1.0, 0.0),
        (0.0, 2.0, 0.0, 0.0),
        (0.0, 0.5, INF, 0.0),
        (0.0, -1.0, -INF, -INF),
        (2.0, 0.0, 0.0, math.log(2)),
        (INF, 0.0, 0.0, INF),
        (-2.0, 3.0, 12.0, np.nan),
        (1e-200, 2.0, 2e-200, 0.0),
    ],
)
def test_powers_have_the_derivatives_of_pytorch(a, b, da, db):
    with np.errstate(divide="ignore", invalid="ignore"):
        np.testing.assert_allclose(slopes(ag.power, [a], [b]), [[da], [db]], rtol=1e-14)


@pytest.mark.parametrize("exponent", [0, 1, 2, 3, 2.0])
@pytest.mark.parametrize("base", [0.0, 1e-300, -1e-160])
def test_all_derivatives_of_a_constant_power_are_finite(exponent, base):
    for order in range(1, 6):
        factor = math.prod(exponent - i for i in range(order))
        expected = factor * base ** (exponent - order) if factor else 0.0
        (slope,) = slopes(lambda x: x**exponent, [base], order=order)
        np.testing.assert_allclose(slope, [expected], rtol=1e-14)


def test_the_mixed_derivative_at_an_exponent_of_0():
    """d/da a^b is b a^(b-1), which is 0 there, and changes with b as 1 / a."""
    da, db = slopes(ag.power, [2.0, 0.25], [0.0, 0.0], order=2)
    np.testing.assert_array_equal(da, [0.0, 0.0])
    np.testing.assert_array_equal(db, [0.5, 4.0])


def test_a_power_of_0_has_the_derivatives_0_in_its_exponent():
    p = ag.Tensor([2.0, 3.0, 0.0], requires_grad=True)
    (0**p).backward(np.ones(3))
    np.testing.assert_array_equal(p.grad, [0.0, 0.0, 0.0])


def test_powers_of_two_numbers_are_those_of_numpy():
    assert ag.power(2, 10).item() == 1024
    with np.errstate(all="ignore"):
        assert np.isnan(ag.power(-8.0, 1 / 3).item())  # to Python a complex number
        assert ag.power(10.0, 400).item() == INF  # to Python an OverflowError
        assert ag.power(0.0, -1.0).item() == INF  # to Python a ZeroDivisionError


def test_float_power_computes_in_float64():
    x = ag.Tensor(np.array([3, 5], np.float32), requires_grad=True)
    y = np.float_power(x, 40)
    assert y.dtype == np.float64
    np.testing.assert_allclose(y.data, [3.0**40, 5.0**40])
    y.backward(np.ones(2))
    assert x.grad.dtype == np.float32
    assert ag.float_power(ag.Tensor([2], dtype=int), -1).item() == 0.5


def test_numpys_own_words_for_powers():
    t = ag.Tensor([4.0], requires_grad=True)
    for y in (np.power(t, 0.5), np.pow(t, 0.5), t**0.5, np.sqrt(t), pow(t, 0.5)):
        assert y.item() == 2.0
        assert ag.grad(y, t)[0].item() == 0.25
    assert np.square(t).item() == 16.0
    assert np.reciprocal(t).item() == 0.25


def test_roots_of_0_have_an_infinite_slope():
    for root in (ag.sqrt, ag.cbrt):
        with pytest.warns(RuntimeWarning, match="divide by zero"):
            assert slopes(root, [0.0]) == [INF]


def test_cube_roots_of_negative_numbers():
    np.testing.assert_allclose(ag.cbrt([-8.0, 27e300]).data, [-2.0, 3e100])
    np.testing.assert_allclose(slopes(ag.cbrt, [-8.0, 1e-300]), [[1 / 12, 1e200 / 3]])


def test_hypot_is_flat_at_0_to_every_order():
    for order in (1, 2, 3):
        np.testing.assert_array_equal(slopes(ag.hypot, [0.0], [0.0], order=order), [[0.0], [0.0]])
    np.testing.assert_array_equal(slopes(ag.hypot, [0.0, 0.0], [2.0, -2.0]), [[0, 0], [1, -1]])


@pytest.mark.parametrize("scale", [1e-300, 1.0, 1e300])
def test_hypot_neither_overflows_nor_underflows(scale):
    assert ag.hypot(3 * scale, 4 * scale).item() == pytest.approx(5 * scale)
    np.testing.assert_allclose(slopes(ag.hypot, [3 * scale], [4 * scale]), [[0.6], [0.8]])


def test_shapes_that_do_not_fit_are_named():
    with pytest.raises(ag.ShapeError, match=r"Hypot of shapes \(2,\) and \(3,\)"):
        ag.hypot(np.ones(2), np.ones(3))
    with pytest.raises(ag.ShapeError, match=r"Pow of shapes \(2,\) and \(3,\)"):
        ag.Tensor(np.ones(2)) ** np.ones(3)
