"""Losses against labels 0 and 1: huge logits, losses near 0, weights, smoothing."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd_cli as ag

z = np.array([-3.0, -0.2, 0.0, 0.7, 4.0])
t = np.array([1, 0, 1, 1, 0])


def _slope(loss, x, *args, **params):
    leaf = ag.Tensor(x, requires_grad=True)
    loss(leaf, *args, **params).backward()
    return leaf.grad


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int64, np.float32])
def test_labels_of_any_dtype_mean_the_same(dtype):
    for loss, values in (
        (ag.binary_cross_entropy, np.array([0.3, 0.6])),
        (ag.binary_cross_entropy_with_logits, np.array([-0.5, 2.0])),
        (ag.hinge_loss, np.array([-0.5, 2.0])),
    ):
        labels = np.array([0, 1])
        assert loss(values, labels.astype(dtype)).item() == loss(values, labels * 1.0).item()


@pytest.mark.parametrize(
    ("z", "expected"), [(30, 9.357622968840175e-14), (40, 4.248354255291589e-18)]
)
def test_a_loss_near_0_keeps_its_digits(z, expected):
    many = ag.binary_cross_entropy_with_logits(np.full(1000, z), np.ones(1000))
    assert many.item() == pytest.approx(expected, rel=1e-13)
    for weight in (None, 1.0):
        for logit, label in ((z, 1.0), (-z, 0.0)):
            loss = ag.binary_cross_entropy_with_logits([logit], [label], pos_weight=weight)
            assert loss.item() == pytest.approx(expected, rel=1e-14)
    assert ag.logistic_loss(float(z), 1.0).item() == pytest.approx(expected, rel=1e-14)
    assert ag.logistic_loss(float(-z), 0.0).item() == pytest.approx(expected, rel=1e-14)


@given(st.floats(-1e308, 1e308))
def test_logistic_loss_is_finite_and_right_for_any_logit(z):
    logit = ag.Tensor(z, requires_grad=True)
    for target in (0.0, 1.0):
        logit.zero_grad()
        loss = ag.logistic_loss(logit, target)
        loss.backward()
        away = z if target == 0 else -z  # how far the logit is on the wrong side
        assert loss.item() == pytest.approx(
            max(away, 0) + math.log1p(math.exp(-abs(away))), rel=1e-14
        )
        assert abs(logit.grad) <= 1
        if away < -40:
            assert abs(logit.grad) < 1e-17


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("weight", [None, 2.0])
@pytest.mark.parametrize("times", [1, 1000])
def test_huge_logits_have_finite_losses_and_slopes(dtype, weight, times):
    huge = np.tile(np.array([1e4, -1e4, 1e30, -1e30, 0.0], dtype), times)
    labels, w = np.tile([0, 1, 1, 0, 0.5], times), weight or 1.0
    each = ag.binary_cross_entropy_with_logits(huge, labels, pos_weight=weight, reduction="none")
    at_0 = math.log(2) * (0.5 * w + 0.5)
    np.testing.assert_allclose(each.data, times * [1e4, w * 1e4, 0, 0, at_0], rtol=1e-6)
    slope = _slope(
        ag.binary_cross_entropy_with_logits, huge, labels, pos_weight=weight, reduction="sum"
    )
    np.testing.assert_array_equal(slope, times * [1, -w, 0, 0, 0.25 - 0.25 * w])


def _derivatives(logits, labels):
    leaf = ag.Tensor(logits, requires_grad=True)
    y = ag.logistic_loss(leaf, labels)
    (slope,) = ag.grad(y, leaf, np.ones(y.shape), create_graph=True)
    (curvature,) = ag.grad(slope, leaf, np.ones(y.shape))
    return y.data, slope.data, curvature.data


def test_many_examples_have_the_losses_and_slopes_of_a_few_at_a_time():
    logits = np.linspace(-50, 50, 1000)
    for labels in (np.arange(1000) % 2, np.linspace(0, 1, 1000)):
        few = map(_derivatives, logits.reshape(100, 10), labels.reshape(100, 10))
        expected = map(np.concatenate, zip(*few, strict=True))
        for found, wanted in zip(_derivatives(logits, labels), expected, strict=True):
            np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-15)


def test_logistic_loss_takes_one_number_for_all():
    leaf = ag.Tensor(np.float32([1.0, -2.0]), requires_grad=True)
    for label in (1, 1.0, True, np.float64(1), np.int64(1)):
        loss = ag.logistic_loss(leaf, label)
        assert loss.dtype == np.float32
        np.testing.assert_array_equal(loss.data, ag.logistic_loss(leaf, np.ones(2)).data)
    with pytest.raises(ag.ShapeError, match=r"logistic_loss of shapes \(2,\) and \(2, 1\)"):
        ag.logistic_loss(leaf, np.ones((2, 1)))


def test_probabilities_and_logits_agree():
    p = 1 / (1 + np.exp(-z))
    soft = np.linspace(0, 1, 5)
    for labels in (t, soft):
        of_p = ag.binary_cross_entropy(p, labels, reduction="none").data
        of_z = ag.binary_cross_entropy_with_logits(z, labels, reduction="none").data
        np.testing.assert_allclose(of_p, of_z, rtol=1e-12)


def test_impossible_probabilities_have_the_losses_and_slopes_of_pytorch():
    p, labels = np.array([0.0, 1.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0, 1.0])
    each = ag.binary_cross_entropy(p, labels, reduction="none")
    np.testing.assert_array_equal(each.data, [100, 100, 0, 0])
    slope = _slope(ag.binary_cross_entropy, p, labels, reduction="sum")
    np.testing.assert_array_equal(slope, [-1e12, 1e12, 0, 0])


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("p", [1.5, -0.1, np.inf])
def test_what_is_no_probability_is_refused(p, reduction):
    for label in (0.0, 0.5, 1.0):
        with pytest.raises(ValueError, match=f"wants probabilities; given {p}") as caught:
            ag.binary_cross_entropy([0.5, p], [1.0, label], reduction=reduction)
    assert "binary_cross_entropy_with_logits" in str(caught.value)


def test_nan_stays_nan():
    assert math.isnan(ag.binary_cross_entropy([np.nan, 0.5], [1, 1]).item())
    with np.errstate(invalid="ignore"):
        assert math.isnan(ag.binary_cross_entropy_with_logits([np.nan, 0.5], [1, 1]).item())
    assert math.isnan(ag.hinge_loss([np.nan, 0.5], [1, 1]).item())


def test_a_positive_weight_counts_positives_so_many_times():
    weighted = ag.binary_cross_entropy_with_logits(z, t, pos_weight=3, reduction="sum")
    repeated = np.repeat(np.arange(5), np.where(t, 3, 1))
    plain = ag.binary_cross_entropy_with_logits(z[repeated], t[repeated], reduction="sum")
    assert weighted.item() == pytest.approx(plain.item(), rel=1e-14)
    mean = ag.binary_cross_entropy_with_logits(z, t, pos_weight=3)
    assert mean.item() == pytest.approx(weighted.item() / 5, rel=1e-15)


def test_a_positive_weight_of_1_changes_nothing_and_of_0_leaves_the_negatives():
    loss = ag.binary_cross_entropy_with_logits
    np.testing.assert_allclose(
        _slope(loss, z, t, pos_weight=1.0), _slope(loss, z, t), rtol=1e-12, atol=1e-17
    )
    np.testing.assert_array_equal(_slope(loss, z, t, pos_weight=0)[t == 1], 0.0)


def test_a_positive_weight_may_differ_by_column_and_does_not_widen_float32():
    logits = ag.Tensor(np.float32([[1, 2], [3, -4]]), requires_grad=True)
    loss = ag.binary_cross_entropy_with_logits(
        logits, np.ones((2, 2)), pos_weight=np.array([2.0, 5.0]), reduction="none"
    )
    plain = ag.binary_cross_entropy_with_logits(logits, np.ones((2, 2)), reduction="none")
    assert loss.dtype == np.float32
    np.testing.assert_allclose(loss.data, plain.data * [2, 5], rtol=1e-6)
    loss.backward(np.ones((2, 2)))
    assert logits.grad.dtype == np.float32


@pytest.mark.parametrize("shape", [(3,), (2, 2, 2), (4, 1)])
def test_a_positive_weight_that_does_not_fit_is_refused(shape):
    with pytest.raises(ag.ShapeError, match="pos_weight"):
        ag.binary_cross_entropy_with_logits(
            np.zeros((2, 2)), np.zeros((2, 2)), pos_weight=np.ones(shape)
        )


def test_smoothing_moves_labels_towards_a_half():
    smoothed = ag.binary_cross_entropy_with_logits(z, t, label_smoothing=0.2)
    by_hand = ag.binary_cross_entropy_with_logits(z, np.where(t, 0.9, 0.1))
    assert smoothed.item() == pytest.approx(by_hand.item(), rel=1e-14)
    leaf = ag.Tensor(z.astype(np.float32))
    assert (
        ag.binary_cross_entropy_with_logits(leaf, t, label_smoothing=np.float64(0.2)).dtype
        == np.float32
    )


@pytest.mark.parametrize("share", [-0.1, 1.1, np.nan])
def test_a_smoothing_that_is_no_share_is_refused(share):
    with pytest.raises(ValueError, match="share from 0 to 1; given"):
        ag.binary_cross_entropy_with_logits(z, t, label_smoothing=share)
    with pytest.raises(ValueError, match="share from 0 to 1; given"):
        ag.cross_entropy(np.zeros((2, 3)), [0, 1], label_smoothing=share)


def test_the_hinge_loss_stops_at_the_margin():
    scores = np.array([2.0, 1.0, 0.5, -1.0, np.inf, -1e30])
    each = ag.hinge_loss(scores, np.ones(6), reduction="none")
    np.testing.assert_array_equal(each.data, [0, 0, 0.5, 2, 0, 1e30])
    slope = _slope(ag.hinge_loss, scores, np.ones(6), reduction="sum")
    np.testing.assert_array_equal(slope, [0, 0, -1, -1, 0, -1])
    np.testing.assert_array_equal(
        ag.hinge_loss(-scores, np.zeros(6), reduction="none").data, each.data
    )


@pytest.mark.parametrize("label", [-1, 2, 0.5, np.nan])
def test_the_hinge_loss_refuses_other_labels(label):
    with pytest.raises(ValueError, match="labels 0 and 1"):
        ag.hinge_loss([0.5, 0.5], [1, label])
