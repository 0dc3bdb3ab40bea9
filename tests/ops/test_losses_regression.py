"""Losses of numbers: kinks, far-away values, both sides."""

import numpy as np
import pytest

import autograd_cli as ag


@pytest.mark.parametrize("loss", [ag.mean_squared_error, ag.mean_absolute_error, ag.huber_loss])
def test_the_targets_have_the_opposite_gradient(loss):
    p = ag.Tensor([0.3, -2.0, 5.0], requires_grad=True)
    t = ag.Tensor([0.5, 1.0, -1.0], requires_grad=True)
    loss(p, t).backward()
    assert np.all(p.grad != 0)
    np.testing.assert_array_equal(t.grad, -p.grad)


@pytest.mark.parametrize("loss", [ag.mean_squared_error, ag.mean_absolute_error, ag.huber_loss])
def test_what_is_right_has_no_loss_and_no_slope(loss):
    p = ag.Tensor([0.3, -2.0], requires_grad=True)
    y = loss(p, [0.3, -2.0])
    assert y.item() == 0.0
    y.backward()
    np.testing.assert_array_equal(p.grad, [0.0, 0.0])


def test_the_loss_of_a_tensor_against_itself_counts_both_sides():
    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    ag.mean_squared_error(x, x * x, reduction="sum").backward()  # sum (x - x^2)^2
    np.testing.assert_allclose(x.grad, 2 * (x.data - x.data**2) * (1 - 2 * x.data))


def test_the_slope_of_the_absolute_error_is_its_sign_however_far_it_is():
    p = ag.Tensor([1e300, -np.inf, 1e-300], requires_grad=True)
    y = ag.mean_absolute_error(p, np.zeros(3), reduction="none")
    np.testing.assert_array_equal(y.data, [1e300, np.inf, 1e-300])
    y.backward(np.ones(3))
    np.testing.assert_array_equal(p.grad, [1.0, -1.0, 1.0])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_huber_loss_of_what_is_far_off_does_not_overflow(dtype):
    far = np.array([np.finfo(dtype).max / 4, -np.inf], dtype)
    p = ag.Tensor(far, requires_grad=True)
    y = ag.huber_loss(p, np.zeros(2), delta=2.0, reduction="none")
    np.testing.assert_array_equal(y.data, [2 * far[0], np.inf])
    y.backward(np.ones(2))
    np.testing.assert_array_equal(p.grad, [2.0, -2.0])


def test_the_huber_loss_and_its_slope_are_continuous_where_its_pieces_meet():
    delta = 1.5
    edge = ag.Tensor(delta * np.array([1 - 1e-9, 1, 1 + 1e-9, -1]), requires_grad=True)
    y = ag.huber_loss(edge, np.zeros(4), delta=delta, reduction="none")
    np.testing.assert_allclose(y.data, np.full(4, delta**2 / 2), rtol=1e-8)
    y.backward(np.ones(4))
    np.testing.assert_allclose(edge.grad, [delta, delta, delta, -delta], rtol=1e-8)


def test_the_huber_loss_of_small_errors_is_half_the_squared_one_and_of_large_ones_a_line():
    p, t = np.array([0.3, -0.5]), np.zeros(2)
    half = ag.mean_squared_error(p, t).item() / 2
    assert ag.huber_loss(p, t).item() == half
    assert ag.huber_loss(p, t, delta=np.inf).item() == half
    line = ag.huber_loss(p, t, delta=1e-3, reduction="sum").item() / 1e-3
    assert line == pytest.approx(ag.mean_absolute_error(p, t, reduction="sum").item(), abs=2e-3)


@pytest.mark.parametrize("delta", [0, -1.0, np.nan])
def test_a_delta_that_is_not_positive_is_refused(delta):
    with pytest.raises(ValueError, match="positive delta; given"):
        ag.huber_loss([1.0], [0.0], delta=delta)


def test_a_numpy_delta_does_not_widen_float32():
    p = ag.Tensor(np.float32([3.0, 0.5]), requires_grad=True)
    y = ag.huber_loss(p, np.zeros(2), delta=np.float64(1.0))
    y.backward()
    assert (y.dtype, p.grad.dtype) == (np.float32, np.float32)


def test_infinite_thresholds_keep_the_slope():
    p = ag.Tensor([3.0, -4.0], requires_grad=True)
    ag.huber_loss(p, [0.0, 0.0], delta=np.inf, reduction="sum").backward()
    np.testing.assert_array_equal(p.grad, [3.0, -4.0])
