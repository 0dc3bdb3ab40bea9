"""The divergence of distributions: outcomes that cannot happen, and both sides."""

import numpy as np
import pytest

import autograd_cli as ag


def _gradients(log_q, p, **params):
    leaves = [ag.Tensor(x, requires_grad=True) for x in (log_q, p)]
    ag.kl_divergence(*leaves, **params).backward()
    return [leaf.grad for leaf in leaves]


def test_a_distribution_does_not_diverge_from_itself():
    p = np.array([[0.2, 0.3, 0.5], [0.0, 0.0, 1.0]])
    with np.errstate(divide="ignore"):
        log_p = np.log(p)
    np.testing.assert_array_equal(ag.kl_divergence(log_p, p, reduction="none").data, [0.0, 0.0])


def test_it_is_not_symmetric():
    p, q = np.array([0.5, 0.5]), np.array([0.9, 0.1])
    assert ag.kl_divergence(np.log(q), p).item() == pytest.approx(0.5108256237659907, rel=1e-14)
    assert ag.kl_divergence(np.log(p), q).item() == pytest.approx(0.3680642071684971, rel=1e-14)


def test_what_cannot_happen_adds_nothing_to_the_divergence_and_its_gradients():
    p = np.array([0.0, 0.0, 0.25, 0.75])
    log_q = np.array([-np.inf, -1.0, np.log(0.5), np.log(0.5)])
    expected = 0.25 * np.log(0.5) + 0.75 * np.log(1.5)
    assert ag.kl_divergence(log_q, p).item() == pytest.approx(expected, rel=1e-14)
    of_log_q, of_p = _gradients(log_q, p)
    np.testing.assert_array_equal(of_log_q, [0, 0, -0.25, -0.75])
    np.testing.assert_allclose(of_p, [0, 0, 1 + np.log(0.5), 1 + np.log(1.5)], rtol=1e-14)


def test_what_happens_though_it_should_not_diverges_without_end():
    log_q = ag.Tensor([-np.inf, 0.0], requires_grad=True)
    y = ag.kl_divergence(log_q, [0.5, 0.5])
    assert y.item() == np.inf
    y.backward()
    np.testing.assert_array_equal(log_q.grad, [-0.5, -0.5])


def test_second_derivatives_at_an_impossible_outcome_are_finite():
    p = ag.Tensor([0.0, 1.0], requires_grad=True)
    (slope,) = ag.grad(ag.kl_divergence([-np.inf, -0.5], p), p, create_graph=True)
    (curvature,) = ag.grad(slope, p, np.ones(2))
    np.testing.assert_array_equal(curvature.data, [0.0, 1.0])


def test_it_differs_from_pytorchs_as_the_docstring_says():
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(0)
    p, q = (x / x.sum(axis=1, keepdims=True) for x in rng.uniform(0.1, 1, size=(2, 4, 3)))
    theirs = [torch.tensor(np.log(q)), torch.tensor(p)]
    kl_div = torch.nn.functional.kl_div
    mean = ag.kl_divergence(np.log(q), p).item()
    assert kl_div(*theirs, reduction="batchmean").item() == pytest.approx(mean, rel=1e-14)
    each = ag.kl_divergence(np.log(q), p, reduction="none").data
    np.testing.assert_allclose(kl_div(*theirs, reduction="none").sum(1).numpy(), each, rtol=1e-13)
