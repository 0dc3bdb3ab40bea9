"""Inverses, also of matrices that have none, and powers."""

from itertools import pairwise

import numpy as np
import pytest
from conditioned import matrices
from hypothesis import given
from hypothesis import strategies as st
from indices import numbers

import autograd_cli as ag

L = ag.linalg


@pytest.mark.parametrize("shape", [(4, 3), (3, 4)])
def test_pinv_of_less_than_full_rank(shape):
    """Along matrices of the same rank, as it is written: of products of thinner ones."""
    m, n = shape
    thin, flat = matrices(m, 2), matrices(2, n)
    f = lambda thin, flat: L.pinv(thin @ flat, 1e-10)  # noqa: E731
    np.testing.assert_allclose(
        f(thin, flat).data, np.linalg.pinv(thin @ flat, rcond=1e-10), atol=1e-13
    )
    assert ag.gradcheck(f, [thin, flat])
    assert ag.gradgradcheck(f, [thin, flat])


def test_pinv_takes_its_tolerance_by_both_names():
    a = np.diag([1.0, 1e-3, 1e-17])
    t = ag.Tensor(a)
    for params in ({}, {"rcond": 1e-2}, {"rtol": 1e-2}, {"rtol": None}):
        np.testing.assert_allclose(np.linalg.pinv(t, **params).data, np.linalg.pinv(a, **params))
    with pytest.raises(ValueError, match="both"):
        L.pinv(t, 1e-2, rtol=1e-2)


@pytest.mark.parametrize(("m", "n"), [(4, 2), (2, 4), (3, 3)])
def test_lstsq_is_numpys(m, n):
    a, b = matrices(m, n), numbers((m, 2))
    for right in (b, b[:, 0]):
        found = np.linalg.lstsq(ag.Tensor(a), right)
        expected = np.linalg.lstsq(a, right)
        for y, wanted in zip(found, expected, strict=True):
            assert np.shape(y) == np.shape(wanted)
            np.testing.assert_allclose(y, wanted, atol=1e-12)
        assert ag.gradcheck(lambda a, b: L.lstsq(a, b).x, [a, right])
    a[:, -1] = a[:, 0]
    found, expected = L.lstsq(a, b), np.linalg.lstsq(a, b)
    assert (found.rank, found.residuals.shape) == (expected[2], expected[1].shape)
    np.testing.assert_allclose(found.x.data, expected[0], atol=1e-12)


def test_tensors_as_maps():
    a, b = numbers((4, 6, 8, 3), 0), numbers((4, 6), 1)
    t = ag.Tensor(a)
    np.testing.assert_allclose(np.linalg.tensorinv(t).data, np.linalg.tensorinv(a), atol=1e-11)
    np.testing.assert_allclose(np.linalg.tensorsolve(t, b).data, np.linalg.tensorsolve(a, b))
    moved = np.moveaxis(a, (2, 3), (0, 1))
    for axes in ((0, 1), (-4, -3)):
        np.testing.assert_allclose(
            L.tensorsolve(moved, b, axes).data, np.linalg.tensorsolve(moved, b, (0, 1))
        )


@pytest.mark.parametrize("n", [-4, -1, 0, 1, 2, 3, 7, np.int64(5)])
def test_matrix_power_is_numpys(n):
    a = matrices(2, 3, 3)
    t = ag.Tensor(a, requires_grad=True)
    y = np.linalg.matrix_power(t, n)
    np.testing.assert_allclose(y.data, np.linalg.matrix_power(a, n), rtol=1e-11, atol=1e-13)
    assert ag.gradcheck(lambda t: L.matrix_power(t, n), [a])


def test_the_power_0_is_the_identity_of_whatever_it_is():
    t = ag.Tensor(np.full((2, 2), np.nan, np.float32), requires_grad=True)
    y = L.matrix_power(t, 0)
    y.backward(np.ones((2, 2)))
    assert y.dtype == np.float32
    np.testing.assert_array_equal(y.data, np.eye(2))
    np.testing.assert_array_equal(t.grad, np.zeros((2, 2)))


@given(st.lists(st.integers(1, 4), min_size=3, max_size=6), st.booleans(), st.booleans())
def test_multi_dot_is_numpys(sizes, row, column):
    shapes = list(pairwise(sizes))
    xs = [numbers(shape, i) for i, shape in enumerate(shapes)]
    if row:
        xs[0] = xs[0][0]
    if column:
        xs[-1] = xs[-1][:, 0]
    y = np.linalg.multi_dot([ag.Tensor(xs[0]), *xs[1:]])
    np.testing.assert_allclose(y.data, np.linalg.multi_dot(xs), rtol=1e-9, atol=1e-12)
    assert ag.gradcheck(lambda *xs: L.multi_dot(xs), xs)


def test_multi_dot_takes_the_cheapest_order():
    shapes = [(30, 2), (2, 30), (30, 2), (2, 30)]
    pending = [L.multi_dot([ag.Tensor(numbers(s), requires_grad=True) for s in shapes]).grad_fn]
    multiplications = 0
    for node in pending:
        if node.parents:
            multiplications += node.shape[0] * node.shape[1] * node.parents[0].shape[1]
            pending += node.parents
    assert multiplications == 2 * 30 * 2 + 30 * 2 * 2 + 30 * 2 * 30
