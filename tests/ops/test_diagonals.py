"""Diagonals and triangles: NumPy's values and forms, and what is refused."""

import numpy as np
import pytest
from indices import numbers

import autograd_cli as ag


@pytest.mark.parametrize("shape", [(3, 3), (2, 4), (4, 2), (0, 2), (0, 0)])
@pytest.mark.parametrize("k", range(-5, 6))
def test_every_diagonal_of_a_matrix(shape, k):
    a = numbers(shape)
    t = ag.Tensor(a, requires_grad=True)
    on_diagonal = np.eye(*shape, k)
    for y, expected in [
        (np.diagonal(t, k), np.diagonal(a, k)),
        (t.diagonal(offset=k), a.diagonal(k)),
        (np.diag(t, k), np.diag(a, k)),
        (np.trace(t, k), np.trace(a, k)),
        (t.trace(k), a.trace(k)),
    ]:
        assert y.shape == np.shape(expected)
        np.testing.assert_allclose(y.data, expected, rtol=1e-14)
        (g,) = ag.grad(y, t, np.ones(y.shape))
        np.testing.assert_array_equal(g.data, on_diagonal)
    for name in ("tril", "triu"):
        y = getattr(np, name)(t, k)
        np.testing.assert_array_equal(y.data, getattr(np, name)(a, k))
        (g,) = ag.grad(y, t, np.ones(shape))
        np.testing.assert_array_equal(g.data, getattr(np, name)(np.ones(shape), k))


@pytest.mark.parametrize("axes", [(0, 1), (1, 0), (-1, 0), (2, 1), (0, -2)])
@pytest.mark.parametrize("offset", [-1, 0, 2])
def test_diagonals_of_planes(axes, offset):
    a = numbers((3, 2, 4))
    t = ag.Tensor(a, requires_grad=True)
    y = np.diagonal(t, offset, *axes)
    np.testing.assert_array_equal(y.data, np.diagonal(a, offset, *axes))
    np.testing.assert_allclose(np.trace(t, offset, *axes).data, np.trace(a, offset, *axes))
    places = np.diagonal(np.arange(a.size).reshape(a.shape), offset, *axes)
    g = numbers(y.shape, 1)
    y.backward(g)
    wanted = np.bincount(places.ravel(), g.ravel(), a.size).reshape(a.shape)
    np.testing.assert_array_equal(t.grad, wanted)


@pytest.mark.parametrize("k", [-2, 0, 1])
@pytest.mark.parametrize("n", [0, 1, 3])
def test_a_matrix_from_its_diagonal(n, k):
    a = numbers(n)
    t = ag.Tensor(a, requires_grad=True)
    for y in (np.diag(t, k), np.diagflat(t, k), ag.diagflat(t.reshape(1, n), k)):
        np.testing.assert_array_equal(y.data, np.diag(a, k))
        g = numbers(y.shape, 1)
        np.testing.assert_array_equal(ag.grad(y, t, g)[0].data, np.diag(g, k)[:n])
    assert ag.diagflat(2.0).shape == (1, 1)


def test_values_off_the_triangle_do_not_matter():
    t = ag.Tensor([[1.0, np.inf], [np.nan, 2.0]], requires_grad=True)
    y = ag.tril(ag.triu(t))
    np.testing.assert_array_equal(y.data, [[1.0, 0.0], [0.0, 2.0]])
    y.backward([[1.0, np.nan], [np.inf, 1.0]])
    np.testing.assert_array_equal(t.grad, np.eye(2))


def test_the_result_can_be_written_into():
    d = ag.Tensor(numbers((3, 3))).diagonal()
    d.data[0] = 5.0
    assert d.data[0] == 5.0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ag.diagonal([1.0]), "diagonal: axis 1 is out of bounds"),
        (lambda: ag.diagonal(np.ones((2, 2)), 0, 1, -1), "repeated axis in `diagonal`"),
        (lambda: ag.trace(np.ones((2, 2)), axis2=2), "diagonal: axis 2 is out of bounds"),
        (lambda: ag.diag(1.0), r"diag of shape \(\): it takes a vector or a matrix"),
        (lambda: ag.diag(np.ones((1, 1, 1))), "it takes a vector or a matrix"),
        (lambda: ag.tril(1.0), "tril of a number"),
        (lambda: ag.triu(1.0), "triu of a number"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(call, message):
    with pytest.raises(ag.ShapeError, match=message):
        call()
