"""Products of matrices and vectors: NumPy's values for all shapes, and what follows for slopes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from indices import numbers
from multilinear import check_multilinear

import autograd_cli as ag

PAIRS = npst.mutually_broadcastable_shapes
SIDES = st.integers(0, 3)


@given(PAIRS(signature="(n?,k),(k,m?)->(n?,m?)", max_dims=2, min_side=0, max_side=3))
def test_matmul_of_any_shapes(shapes):
    a, b = (numbers(shape, i) for i, shape in enumerate(shapes.input_shapes))
    check_multilinear(ag.matmul, np.matmul, [a, b])


@given(PAIRS(signature="(k),(k)->()", max_dims=3, min_side=0, max_side=3))
def test_vecdot_of_any_shapes(shapes):
    a, b = (numbers(shape, i) for i, shape in enumerate(shapes.input_shapes))
    check_multilinear(ag.vecdot, np.vecdot, [a, b])
    along_first = [np.moveaxis(x, -1, -min(a.ndim, b.ndim)) for x in (a, b)]
    axis = -min(a.ndim, b.ndim)
    check_multilinear(
        lambda a, b: np.vecdot(a, b, axis=axis),
        lambda a, b: np.vecdot(a, b, axis=axis),
        along_first,
    )


@given(PAIRS(signature="(n,k),(k)->(n)", max_dims=2, min_side=0, max_side=3))
def test_matvec_and_vecmat_of_any_shapes(shapes):
    a, b = (numbers(shape, i) for i, shape in enumerate(shapes.input_shapes))
    check_multilinear(ag.matvec, lambda a, b: np.einsum("...ij,...j->...i", a, b), [a, b])
    check_multilinear(ag.vecmat, lambda b, a: np.einsum("...j,...ij->...i", b, a.mT), [b, a.mT])


@given(PAIRS(num_shapes=2, max_dims=3, min_side=0, max_side=3), st.data())
def test_cross_of_any_shapes(shapes, data):
    first, second = shapes.input_shapes
    axisa, axisb, axisc = (
        data.draw(st.integers(-len(shape) - 1, len(shape)))
        for shape in (first, second, shapes.result_shape)
    )
    a = np.moveaxis(numbers((*first, 3), 0), -1, axisa)
    b = np.moveaxis(numbers((*second, 3), 1), -1, axisb)
    check_multilinear(
        lambda a, b: np.cross(a, b, axisa, axisb, axisc),
        lambda a, b: np.cross(a, b, axisa, axisb, axisc),
        [a, b],
    )


@st.composite
def contracted(draw):
    """Two shapes and the pairs of axes along which they agree."""
    a, b = (draw(st.lists(SIDES, max_size=4)) for _ in range(2))
    n = draw(st.integers(0, min(len(a), len(b))))
    of_a, of_b = (draw(st.permutations(range(len(x))))[:n] for x in (a, b))
    for i, j in zip(of_a, of_b, strict=True):
        b[j] = a[i]
    signs = [[draw(st.booleans()) for _ in range(n)] for _ in range(2)]
    axes = [
        [i - len(x) * sign for i, sign in zip(of, chosen, strict=True)]
        for of, x, chosen in zip((of_a, of_b), (a, b), signs, strict=True)
    ]
    return a, b, axes


@given(contracted())
def test_tensordot_over_any_axes(case):
    shape_a, shape_b, axes = case
    a, b = numbers(shape_a, 0), numbers(shape_b, 1)
    check_multilinear(
        lambda a, b: np.tensordot(a, b, axes), lambda a, b: np.tensordot(a, b, axes), [a, b]
    )


@given(st.lists(SIDES, max_size=2), st.lists(SIDES, max_size=2), st.lists(SIDES, max_size=2))
def test_tensordot_over_a_number_of_axes(left, shared, right):
    a, b = numbers(left + shared, 0), numbers(shared + right, 1)
    n = len(shared)
    check_multilinear(
        lambda a, b: ag.tensordot(a, b, n), lambda a, b: np.tensordot(a, b, n), [a, b]
    )


@pytest.mark.parametrize("dims_a", range(4))
@pytest.mark.parametrize("dims_b", range(4))
def test_dot_inner_outer_and_kron_of_any_number_of_axes(dims_a, dims_b):
    a = numbers((2, 4, 3)[3 - dims_a :], 0)
    b = numbers((2, 3, 5)[-dims_b:] if dims_b > 1 else (3,)[:dims_b], 1)
    last = np.moveaxis(b, -2, -1) if dims_b > 1 else b
    check_multilinear(np.dot, np.dot, [a, b])
    check_multilinear(np.inner, np.inner, [a, last])
    check_multilinear(np.outer, np.outer, [a, b])
    check_multilinear(np.kron, np.kron, [a, b])
    check_multilinear(np.multiply.outer, np.multiply.outer, [a, b])
    check_multilinear(np.vdot, np.vdot, [a, 2 * a.T])


def test_methods_and_other_names_are_the_ops():
    a, b = numbers((2, 3), 0), numbers((3, 3), 1)
    t, u = ag.Tensor(a), ag.Tensor(b)
    for y, expected in [
        (t.dot(u), a @ b),
        (t @ b, a @ b),
        (a @ u, a @ b),
        (np.linalg.matmul(t, b), a @ b),
        (np.linalg.outer(t[0], b[1]), np.outer(a[0], b[1])),
        (np.linalg.tensordot(t, b, axes=1), a @ b),
        (np.linalg.vecdot(t, b[:2]), np.vecdot(a, b[:2])),
        (np.linalg.cross(t, b[0]), np.cross(a, b[0])),
        (np.linalg.cross(u, b.T, axis=0), np.cross(b, b.T, axis=0)),
        (ag.linalg.matmul(t, b), a @ b),
    ]:
        assert isinstance(y, ag.Tensor)
        np.testing.assert_allclose(y.data, expected, rtol=1e-14)
    assert ag.linalg.matmul is ag.matmul


@pytest.mark.skipif(not hasattr(np, "matvec"), reason="since NumPy 2.2")
def test_matvec_and_vecmat_are_numpys():
    a, b = numbers((2, 4, 3), 0), numbers((2, 3), 1)
    np.testing.assert_allclose(np.matvec(ag.Tensor(a), b), np.matvec(a, b), rtol=1e-14)
    np.testing.assert_allclose(np.vecmat(b, ag.Tensor(a.mT)), np.vecmat(b, a.mT), rtol=1e-14)


def test_operands_that_are_not_contiguous():
    a, b = numbers((6, 8), 0)[::2, ::-2], numbers((3, 4), 1).T[::-1]
    for f in (ag.matmul, ag.dot, lambda a, b: ag.tensordot(a, b, 1)):
        check_multilinear(f, np.matmul, [a, b])


def test_a_weight_shared_by_a_batch_gets_the_sum_over_it():
    x, w = numbers((2, 5, 4, 3), 0), ag.Tensor(numbers((3, 2), 1), requires_grad=True)
    g = numbers((2, 5, 4, 2), 2)
    (x @ w).backward(g)
    np.testing.assert_allclose(w.grad, x.reshape(-1, 3).T @ g.reshape(-1, 2), rtol=1e-13)


@pytest.mark.parametrize("product", [ag.matmul, ag.dot, ag.inner, ag.vecdot, ag.cross])
def test_integers_do_not_widen_float32(product):
    a = ag.Tensor(np.array([1, 2, 3], np.float32), requires_grad=True)
    y = product(a, np.array([4, 5, 6]))
    (g,) = ag.grad(y, a, np.ones(y.shape, np.float32))
    assert y.dtype == g.dtype == np.float32


def test_an_operand_used_twice_gets_both_parts():
    a = ag.Tensor(numbers((3, 3)), requires_grad=True)
    for f in (
        ag.matmul,
        ag.dot,
        lambda a, b: ag.tensordot(a, b, 2),
        ag.inner,
        ag.outer,
        ag.kron,
        ag.vecdot,
    ):
        assert ag.gradcheck(lambda a, f=f: f(a, a), [a])
        assert ag.gradgradcheck(lambda a, f=f: f(a, a), [a])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda a, b: ag.matmul(a, b), r"MatMul of shapes \(2, 3\) and \(2, 4\)"),
        (lambda a, b: ag.matmul(a, 2.0), r"MatMul of shapes \(2, 3\) and \(\)"),
        (lambda a, b: ag.dot(a, b), r"shapes \(2, 3\) and \(2, 4\)"),
        (lambda a, b: ag.dot(np.ones((2, 2, 3)), np.ones((2, 2, 3))), r"shapes \(2, 2, 3\)"),
        (lambda a, b: ag.inner(a, b), r"\(2, 3\) and \(2, 4\)"),
        (lambda a, b: ag.vdot(a, b), r"\(6,\) and \(8,\)"),
        (lambda a, b: ag.tensordot(a, b, 1), "differ in number or length"),
        (lambda a, b: ag.tensordot(a, b, ((0, 1), (0,))), "differ in number or length"),
        (lambda a, b: ag.tensordot(a, b, ((0, 0), (0, 0))), "repeated axis"),
        (lambda a, b: ag.tensordot(a, b, 3), "out of bounds"),
        (lambda a, b: ag.tensordot(a, b, (2, 0)), "out of bounds"),
        (lambda a, b: ag.tensordot(a, b, (1, 0, 1)), "too many values"),
        (lambda a, b: ag.vecdot(a, b), r"VecDot of shapes \(2, 3\) and \(2, 4\)"),
        (lambda a, b: ag.matvec(a, b), r"\(2, 3\) and \(2, 4, 1\)"),
        (lambda a, b: ag.cross(a, b), "vectors have 3 elements"),
        (lambda a, b: ag.cross(a[:, :2], b[:, :2]), "vectors have 3 elements"),
        (lambda a, b: ag.cross(a, a, axis=2), "out of bounds"),
        (lambda a, b: ag.linear(a, b, b[0]), "Linear of shapes"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(call, message):
    with pytest.raises(ag.ShapeError, match=message):
        call(numbers((2, 3)), numbers((2, 4)))
