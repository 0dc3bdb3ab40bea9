"""Gradients that are too long together."""

import numpy as np
import pytest

from autograd_cli.optim import clip_norm

gradients = [np.array([3.0, 0.0]), np.array(4.0), np.zeros((2, 2))]  # of length 5 together


def test_what_is_short_enough_comes_back_itself():
    clipped = clip_norm(gradients, 5.1)
    assert all(new is old for new, old in zip(clipped, gradients, strict=True))


@pytest.mark.parametrize("limit", [4.9, 1.0, 1e-3])
def test_what_is_too_long_is_shortened_by_one_factor(limit):
    given = [g.copy() for g in gradients]
    clipped = clip_norm(given, limit)
    for new, old in zip(clipped, gradients, strict=True):
        np.testing.assert_allclose(new, old * (limit / (5 + 1e-6)), rtol=1e-14)
    for g, old in zip(given, gradients, strict=True):
        np.testing.assert_array_equal(g, old)


def test_it_is_pytorchs_clip_grad_norm():
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(0)
    for limit in (0.1, 1.0, 10.0):
        given = [rng.normal(size=shape) for shape in [(3, 4), (4,), ()]]
        theirs = [torch.nn.Parameter(torch.tensor(g)) for g in given]
        for p, g in zip(theirs, given, strict=True):
            p.grad = torch.tensor(g)
        torch.nn.utils.clip_grad_norm_(theirs, limit)
        for new, p in zip(clip_norm(given, limit), theirs, strict=True):
            np.testing.assert_allclose(new, p.grad.numpy(), rtol=1e-14)


def test_squares_that_overflow_are_no_reason_to_stop():
    first, second = clip_norm([np.array([3e200, 0.0]), np.array(-4e200)], 1.0)
    np.testing.assert_allclose(first, [0.6, 0.0], rtol=1e-15)
    assert second == pytest.approx(-0.8)


def test_nan_is_not_hidden():
    assert all(np.isnan(g).all() for g in clip_norm([np.array([np.nan, 1.0]), np.ones(2)], 1.0))


def test_a_part_of_the_gradients_may_be_strided():
    g = np.arange(6.0).reshape(2, 3).T
    (clipped,) = clip_norm([g], 1.0)
    np.testing.assert_allclose(clipped, g / np.linalg.norm(g), rtol=1e-6)
