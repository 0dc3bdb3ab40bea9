"""Trigonometric functions at their edges."""

import math

import numpy as np
import pytest
from slopes import slopes

import autograd_cli as ag

INF = np.inf


def test_values_that_are_known():
    x = np.array([0.0, math.pi / 6, math.pi / 2])
    np.testing.assert_allclose(ag.sin(x).data, [0, 0.5, 1], atol=1e-16)
    np.testing.assert_allclose(ag.cos(x).data, [1, math.sqrt(0.75), 0], atol=1e-15)
    np.testing.assert_allclose(ag.tan([math.pi / 4]).data, [1.0])
    np.testing.assert_allclose(ag.arctan2([1.0, -1.0, 0.0], [0.0, -1.0, -1.0]).data / math.pi,
                               [0.5, -0.75, 1.0])  # fmt: skip
    for there, back in ((ag.deg2rad, ag.rad2deg), (ag.radians, ag.degrees)):
        assert there(180.0).item() == math.pi
        assert back(math.pi).item() == 180.0
        np.testing.assert_array_equal(slopes(there, [30.0]), [[math.pi / 180]])
        np.testing.assert_array_equal(slopes(back, [30.0]), [[180 / math.pi]])


@pytest.mark.parametrize("gap", [1e-15, 1e-8, 1e-3])
def test_the_inverses_keep_the_digits_of_their_slopes_near_1(gap):
    """With t the exact distance to 1, 1 - x^2 is t (2 - t)."""
    x = 1 - gap
    t = 1 - x
    expected = 1 / math.sqrt(t * (2 - t))
    np.testing.assert_allclose(slopes(ag.arcsin, [x, -x]), [[expected] * 2], rtol=1e-14)
    np.testing.assert_allclose(slopes(ag.arccos, [x, -x]), [[-expected] * 2], rtol=1e-14)


def test_the_inverses_have_infinite_slopes_at_1():
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        np.testing.assert_array_equal(slopes(ag.arcsin, [1.0, -1.0]), [[INF, INF]])
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        np.testing.assert_array_equal(slopes(ag.arccos, [1.0, -1.0]), [[-INF, -INF]])


def test_arctan_of_huge_values():
    x = [1e6, 1e150, 1e200, -1e300, INF]
    np.testing.assert_allclose(slopes(ag.arctan, x), [[1e-12, 1e-300, 0, 0, 0]], rtol=1e-11)
    np.testing.assert_array_equal(slopes(ag.arctan, x[2:4], order=2), [[0, 0]])
    np.testing.assert_array_equal(slopes(ag.arctan, [1e30], dtype=np.float32), [[0]])


@pytest.mark.parametrize("scale", [1e-200, 1.0, 1e200])
def test_arctan2_neither_overflows_nor_underflows(scale):
    da, db = slopes(ag.arctan2, [3 * scale], [4 * scale])
    np.testing.assert_allclose([da, db], [[0.16 / scale], [-0.12 / scale]], rtol=1e-14)


def test_arctan2_has_the_slope_0_at_the_origin():
    assert ag.arctan2(0.0, 0.0).item() == 0.0
    for order in (1, 2, 3):
        found = slopes(ag.arctan2, [0.0, -0.0], [0.0, 0.0], order=order)
        np.testing.assert_array_equal(found, np.zeros((2, 2)))


def test_arctan2_is_smooth_across_its_branch_cut():
    above, below = slopes(ag.arctan2, [1e-12, -1e-12], [-1.0, -1.0])[0]
    assert above == below == -1.0


def test_numpys_own_words():
    t = ag.Tensor([0.5], requires_grad=True)
    for mine, theirs in ((np.asin, ag.arcsin), (np.atan, ag.arctan), (np.acos, ag.arccos)):
        assert mine(t).item() == theirs(t).item()
        assert mine(t).requires_grad
    assert np.atan2(1.0, t).requires_grad
    assert np.radians(t).item() == np.deg2rad(t).item() == math.radians(0.5)


def test_empty_and_0_dimensional():
    assert slopes(ag.sin, np.empty((0, 2)))[0].shape == (0, 2)
    assert slopes(ag.cos, 0.0)[0].shape == ()


def test_strided_input():
    x = np.linspace(-1, 1, 12).reshape(3, 4)[:, ::-2].T
    np.testing.assert_array_equal(slopes(ag.sin, x)[0], np.cos(x))
