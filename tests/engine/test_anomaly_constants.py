"""detect_anomaly: what is given as a constant or a leaf is no anomaly, nor what follows from it."""

import numpy as np
import pytest

import autograd_cli as ag


@pytest.fixture(autouse=True)
def _quiet():
    """NumPy's own warnings come before the error of the engine."""
    with np.errstate(all="ignore"):
        yield


@pytest.mark.parametrize(
    "f",
    [
        lambda x, mask: ag.softmax(np.where(mask, x, -np.inf)),
        lambda x, mask: ag.softmax(x + np.where(mask, 0.0, -np.inf)),
        lambda x, mask: np.exp(np.where(mask, x, -np.inf)),
        lambda x, mask: np.max(np.where(mask, x, -np.inf)),
        lambda x, mask: ag.logsumexp(np.where(mask, x, -np.inf)),
        lambda x, mask: np.maximum(x, -np.inf),
        lambda x, mask: np.clip(x, -np.inf, np.inf),
        lambda x, mask: np.where(mask, x, np.nan)[::2],
    ],
)
def test_masks(f):
    x = ag.Tensor([1.0, 2.0, 3.0], requires_grad=True)
    weights = np.arange(3.0)
    with ag.detect_anomaly():
        y = f(x, np.array([True, False, True]))
        y.backward(weights[: y.size].reshape(y.shape) if y.ndim else None)
    assert np.isfinite(x.grad).all()


def test_a_mask_by_assignment():
    x = ag.Tensor([1.0, 2.0, 3.0], requires_grad=True)
    with ag.detect_anomaly():
        t = x.copy()
        t[1] = -np.inf
        np.exp(t).sum().backward()
    np.testing.assert_allclose(x.grad, [np.exp(1), 0.0, np.exp(3)])


def test_a_constant_that_a_rule_reads():
    x = ag.Tensor([2.0, 1.0], requires_grad=True)
    with ag.detect_anomaly():
        (x * np.array([np.inf, 1.0])).backward(np.ones(2))
    assert x.grad.tolist() == [np.inf, 1.0]


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_leaf(value):
    x = ag.Tensor([2.0, value], requires_grad=True)
    with ag.detect_anomaly():
        np.sum(x * x).backward()
    np.testing.assert_array_equal(x.grad, [4.0, 2 * value])


def test_a_cotangent():
    x = ag.Tensor([2.0, 1.0], requires_grad=True)
    with ag.detect_anomaly():
        (x * 3.0).backward(np.array([np.nan, np.inf]))
    np.testing.assert_array_equal(x.grad, [np.nan, np.inf])


def test_an_infinity_of_which_a_nan_is_made_is_none():
    x = ag.Tensor([np.inf, 1.0])
    with (
        ag.detect_anomaly(),
        pytest.raises(ag.AnomalyError, match="a NaN first appeared in the value of Sub"),
    ):
        x - x
