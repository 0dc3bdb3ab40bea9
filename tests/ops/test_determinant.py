"""Determinants, to the second derivative whatever the rank, and their logarithms."""

import numpy as np
import pytest
from conditioned import matrices
from indices import numbers
from numpy.linalg import LinAlgError

import autograd_cli as ag

L = ag.linalg


def minors(a):
    """The cofactors of a matrix, each a determinant of its own."""
    rest = [[np.delete(np.delete(a, i, 0), j, 1) for j in range(len(a))] for i in range(len(a))]
    signs = (-1) ** np.add.outer(range(len(a)), range(len(a)))
    return signs * np.linalg.det(np.array(rest))


@pytest.mark.parametrize("n", [1, 2, 3, 5])
@pytest.mark.parametrize("lost", [0, 1, 2, 3])
def test_det_has_its_first_two_derivatives_whatever_the_rank(n, lost):
    a = np.random.default_rng(n).integers(-3, 4, size=(n, n)).astype(float)
    lost = min(lost, n)
    a[:lost] = a[-1] * np.arange(1, lost + 1)[:, None] if lost < n else 0
    t = ag.Tensor(a, requires_grad=True)
    (slope,) = ag.grad(L.det(t), t, create_graph=True)
    np.testing.assert_allclose(slope.data, minors(a), atol=1e-12 * 5**n)
    g, along = numbers((n, n), 0), numbers((n, n), 1)
    (second,) = ag.grad(slope, t, g)
    c = {k: np.sum(g * minors(a + k * along)) for k in (-2, -1, 1, 2)}
    exact = (8 * (c[1] - c[-1]) - (c[2] - c[-2])) / 12  # of polynomials up to the fourth degree
    np.testing.assert_allclose(np.sum(second.data * along), exact, atol=1e-12 * 5**n)


def test_one_singular_matrix_of_a_batch_spoils_no_other():
    a = matrices(3, 2, 2)
    a[1] = [[1, 2], [2, 4]]
    t = ag.Tensor(a, requires_grad=True)
    L.det(t).backward(np.ones(3))
    swapped = a[:, ::-1, ::-1].mT * [[1, -1], [-1, 1]]
    np.testing.assert_allclose(t.grad, swapped.mT, rtol=1e-14, atol=1e-15)


def test_cofactors_keep_their_digits_where_the_inverse_loses_them():
    a = np.array([[1, 1, 1], [1, 1 + 1e-12, 2], [1, 1, 3]])
    t = ag.Tensor(a, requires_grad=True)
    L.det(t).backward()
    d = a[1, 1]
    exact = [[3 * d - 2, -1, 1 - d], [-2, 2, 0], [2 - d, -1, d - 1]]
    np.testing.assert_allclose(t.grad, exact, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_cofactors_where_the_determinant_is_no_float(scale):
    t = ag.Tensor(scale * np.array([[1.0, 2.0], [3.0, 4.0]]), requires_grad=True)
    with np.errstate(over="ignore"):
        L.det(t).backward()
    np.testing.assert_allclose(t.grad, scale * np.array([[4.0, -3.0], [-2.0, 1.0]]), rtol=1e-14)


def test_slogdet_of_huge_tiny_and_negative_determinants():
    for scale in (1e-200, 1e200):
        a = np.diag([scale, -scale, scale])
        t = ag.Tensor(a, requires_grad=True)
        sign, logarithm = L.slogdet(t)
        assert (sign.item(), sign.requires_grad) == (-1, False)
        assert logarithm.item() == pytest.approx(3 * np.log(scale), rel=1e-14)
        logarithm.backward()
        np.testing.assert_allclose(t.grad, np.diag(1 / np.diag(a)), rtol=1e-14)


def test_slogdet_of_a_singular_matrix_has_a_value_and_says_why_no_slope():
    t = ag.Tensor([[1.0, 2.0], [2.0, 4.0]], requires_grad=True)
    sign, logarithm = L.slogdet(t)
    assert (sign.item(), logarithm.item()) == (0, -np.inf)
    with pytest.raises(LinAlgError, match="slogdet of a singular matrix has no derivative"):
        logarithm.backward()
