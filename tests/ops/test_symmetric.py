"""Cholesky factors, eigenvalues and singular values: conventions, and values that are equal."""

import numpy as np
import pytest
from conditioned import matrices, square
from indices import numbers

import autograd_cli as ag

L = ag.linalg


@pytest.mark.parametrize("upper", [False, True])
def test_cholesky_reads_one_triangle_and_has_a_symmetric_gradient(upper):
    a = square(matrices(3, 3))
    half = np.triu(a) if upper else np.tril(a)
    t = ag.Tensor(half, requires_grad=True)
    y = np.linalg.cholesky(t, upper=upper)
    np.testing.assert_allclose(y.data, np.linalg.cholesky(a, upper=upper), atol=1e-14)
    y.backward(numbers((3, 3)))
    np.testing.assert_array_equal(t.grad, t.grad.T)
    along = numbers((3, 3), 1)
    along = along + along.T
    step = 1e-6
    ahead, behind = (np.linalg.cholesky(a + s * along, upper=upper) for s in (step, -step))
    slope = np.sum((ahead - behind) * numbers((3, 3))) / (2 * step)
    assert np.sum(t.grad * along) == pytest.approx(slope, rel=1e-8)


def test_the_unused_triangle_of_a_factors_cotangent_does_not_matter():
    a = ag.Tensor(square(matrices(3, 3)), requires_grad=True)
    y = L.cholesky(a)
    g = numbers((3, 3))
    whole, lower = (ag.grad(y, a, c, retain_graph=True)[0].data for c in (g, np.tril(g)))
    np.testing.assert_allclose(whole, lower, rtol=1e-13)
    r = L.qr(a).R
    whole, upper = (ag.grad(r, a, c, retain_graph=True)[0].data for c in (g, np.triu(g)))
    np.testing.assert_allclose(whole, upper, rtol=1e-12, atol=1e-14)


def test_eigh_reads_the_triangle_that_uplo_names():
    a = square(matrices(3, 3))
    for uplo, half in (("L", np.tril(a)), ("u", np.triu(a))):
        t = ag.Tensor(half, requires_grad=True)
        w, v = np.linalg.eigh(t, uplo)
        np.testing.assert_allclose(w.data, np.linalg.eigvalsh(a), rtol=1e-12)
        np.testing.assert_allclose(v.data * w.data @ v.data.T, a, atol=1e-12)
        np.testing.assert_allclose(np.linalg.eigvalsh(t, uplo).data, w.data)
        w.backward(np.ones(3))
        np.testing.assert_allclose(t.grad, np.eye(3), atol=1e-14)


@pytest.mark.parametrize("shape", [(3, 0), (0, 3), (2, 3, 0), (2, 0, 3)])
def test_factors_of_matrices_with_an_empty_side(shape):
    a = np.zeros(shape)
    t = ag.Tensor(a, requires_grad=True)
    for found, expected in [
        (np.linalg.qr(t), np.linalg.qr(a)),
        (np.linalg.svd(t, full_matrices=False), np.linalg.svd(a, full_matrices=False)),
        ((np.linalg.pinv(t),), (np.linalg.pinv(a),)),
    ]:
        for y, wanted in zip(found, expected, strict=True):
            assert y.shape == wanted.shape
            (g,) = ag.grad(y, t, np.ones(y.shape), retain_graph=True)
            assert g.shape == shape


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_singular_vectors_do_not_know_the_scale(scale):
    a = matrices(3, 2)
    slopes = []
    for factor in (1, scale):
        t = ag.Tensor(factor * a, requires_grad=True)
        u, _, vh = L.svd(t, full_matrices=False)
        (u @ vh).backward(numbers((3, 2)))
        slopes.append(factor * t.grad)
    np.testing.assert_allclose(slopes[1], slopes[0], rtol=1e-11)


def exponential(a):
    """V e^w V^T: whatever basis V is chosen."""
    w, v = L.eigh(a)
    return v * np.exp(w)[..., None, :] @ v.mT


def test_functions_of_equal_eigenvalues_have_their_first_derivative():
    a = ag.Tensor(2 * np.eye(3), requires_grad=True)
    g = numbers((3, 3))
    np.testing.assert_allclose(
        ag.grad(ag.trace(exponential(a)), a)[0].data, np.exp(2) * np.eye(3), rtol=1e-14
    )
    top = L.eigvalsh(a)[-1]
    slope = ag.grad(top, a)[0].data  # the derivative along the vector that was chosen
    assert np.trace(slope) == pytest.approx(1)
    assert np.linalg.matrix_rank(slope) == 1
    assert np.isfinite(ag.grad(exponential(a), a, g)[0].data).all()


def test_functions_of_equal_or_zero_singular_values_have_their_first_derivative():
    for a, polar in [(3 * np.eye(2), np.eye(2)), (np.eye(3, 2), np.eye(3, 2))]:
        t = ag.Tensor(a, requires_grad=True)
        ag.sum(L.svdvals(t)).backward()
        np.testing.assert_allclose(t.grad, polar, atol=1e-14)
    t = ag.Tensor(np.outer([3.0, 4.0, 0.0], [1.0, 0.0]), requires_grad=True)
    L.svdvals(t)[0].backward()
    np.testing.assert_allclose(t.grad, np.outer([0.6, 0.8, 0.0], [1, 0]), atol=1e-14)
    zero = ag.Tensor(np.zeros((3, 2)), requires_grad=True)
    ag.sum(L.svdvals(zero)).backward()
    assert np.isfinite(zero.grad).all()
