"""Linear algebra: batches, edges, conventions, and what is refused. The table has the formulas."""

import inspect

import numpy as np
import pytest
from conditioned import matrices, square
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from indices import numbers
from numpy.linalg import LinAlgError

import autograd_cli as ag
from autograd_cli.engine import dispatch

L = ag.linalg


FUNCTIONS = {
    "inv": L.inv,
    "det": L.det,
    "slogdet": lambda a: L.slogdet(a).logabsdet,
    "cholesky": lambda a: L.cholesky(square(a)),
    "upper cholesky": lambda a: L.cholesky(square(a), upper=True),
    "eigenvalues": lambda a: L.eigvalsh(square(a)),
    "eigenvectors": lambda a: L.eigh(square(a)).eigenvectors ** 2,
    "singular values": L.svdvals,
    "polar factor": lambda a: L.svd(a).U @ L.svd(a).Vh,
    "pinv": L.pinv,
    "Q": lambda a: L.qr(a).Q,
    "R": lambda a: L.qr(a, "r"),
    "power": lambda a: L.matrix_power(a, 3),
    "inverse power": lambda a: L.matrix_power(a, -2),
    "trace": L.trace,
    "solve": lambda a: L.solve(a, np.ones(a.shape[-1])),
}
every_function = pytest.mark.parametrize("f", FUNCTIONS.values(), ids=FUNCTIONS)


@every_function
@settings(max_examples=8)
@given(batch=st.lists(st.integers(1, 2), max_size=2), n=st.integers(1, 3), seed=st.integers(0, 99))
def test_first_and_second_derivatives_over_batches(f, batch, n, seed):
    a = matrices(*batch, n, n, seed=seed)
    assert ag.gradcheck(f, [a])
    assert ag.gradgradcheck(f, [a])


@every_function
@pytest.mark.parametrize("shape", [(0, 0), (2, 0, 0), (0, 2, 2)])
def test_empty_matrices_and_batches(f, shape):
    a = ag.Tensor(np.zeros(shape), requires_grad=True)
    y = f(a)
    (g,) = ag.grad(y, a, np.ones(y.shape), create_graph=True)
    assert g.shape == shape
    if g.requires_grad:
        assert ag.grad(g, a, np.ones(shape))[0].shape == shape


@every_function
def test_a_batch_is_each_of_its_matrices(f):
    a = matrices(3, 2, 2)
    together = f(ag.Tensor(a))
    for i in range(3):
        np.testing.assert_allclose(together.data[i], f(ag.Tensor(a[i])).data, rtol=1e-12)


@given(
    npst.mutually_broadcastable_shapes(signature="(n,n),(n,m)->(n,m)", max_dims=2, max_side=3),
    st.booleans(),
)
@settings(max_examples=30)
def test_solve_broadcasts_batches_as_numpy(shapes, vector):
    a_shape, b_shape = shapes.input_shapes
    a, b = matrices(*a_shape), numbers(b_shape)
    if vector:
        b = b[(0,) * (b.ndim - 2) + (..., 0)]
    np.testing.assert_array_equal(np.linalg.solve(ag.Tensor(a), b).data, np.linalg.solve(a, b))
    assert ag.gradcheck(L.solve, [a, b])


def test_every_function_of_numpys_linalg_runs_ours_or_has_no_derivative():
    missing = {
        name for name in np.linalg.__all__ if getattr(np.linalg, name) not in dispatch._NUMPY
    }
    assert missing <= {"LinAlgError", "cond", "eig", "eigvals"}  # the last two are complex
    for name in L.__all__:
        function = getattr(L, name)
        if inspect.isfunction(function) and name[0].islower():
            assert dispatch._NUMPY[getattr(np.linalg, name)] is not None


def test_results_of_several_parts_have_names():
    a = ag.Tensor(matrices(3, 3))
    sign, logabsdet = np.linalg.slogdet(a)
    assert (sign.item(), logabsdet.item()) == tuple(np.linalg.slogdet(a.data))
    for result, names in [
        (L.slogdet(a), ("sign", "logabsdet")),
        (np.linalg.eigh(square(a)), ("eigenvalues", "eigenvectors")),
        (np.linalg.svd(a), ("U", "S", "Vh")),
        (np.linalg.qr(a), ("Q", "R")),
        (np.linalg.lstsq(a, a[0]), ("x", "residuals", "rank", "s")),
    ]:
        assert result._fields == names


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda a: L.inv(np.ones((2, 2))), LinAlgError, r"Inv of shapes \(2, 2\): Singular matrix"),
        (lambda a: L.solve(np.ones((2, 2)), a[0, :2]), LinAlgError, "Solve of shapes .* Singular"),
        (lambda a: L.matrix_power(np.ones((2, 2)), -1), LinAlgError, "Inv of shapes .* Singular"),
        (lambda a: L.cholesky(-np.eye(2)), LinAlgError, "Cholesky of .* not positive definite"),
        (lambda a: L.inv(a), LinAlgError, r"Inv of shapes \(2, 3\): .* square"),
        (lambda a: L.solve(a, a), LinAlgError, r"Solve of shapes \(2, 3\) and \(2, 3\): .* square"),
        (lambda a: L.det(a), LinAlgError, r"Det of shapes \(2, 3\): .* square"),
        (lambda a: L.slogdet(a), LinAlgError, "SLogDet of .* square"),
        (lambda a: L.cholesky(a), LinAlgError, "Cholesky of .* square"),
        (lambda a: L.eigh(a), LinAlgError, "Eigh of .* square"),
        (lambda a: L.matrix_power(a, 0), LinAlgError, r"\(2, 3\): these are no square matrices"),
        (lambda a: L.matrix_power(a[:, :2], 0.5), TypeError, "integer"),
        (lambda a: L.det(a[0]), LinAlgError, r"Det of shapes \(3,\)"),
        (lambda a: L.svd(a[0]), LinAlgError, r"SVD of shapes \(3,\)"),
        (lambda a: L.qr(a[0]), LinAlgError, r"QR of shapes \(3,\)"),
        (lambda a: L.lstsq(a[0], a[0]), LinAlgError, "it takes one matrix"),
        (lambda a: L.lstsq(a, a[0]), ag.ShapeError, r"lstsq of shapes \(2, 3\) and \(3,\)"),
        (lambda a: L.solve(a[:, :2], a[0]), ag.ShapeError, r"Solve of shapes \(2, 2\) and \(3,\)"),
        (lambda a: L.svd(a), ag.ShapeError, "full_matrices=False"),
        (lambda a: L.svdvals(a * np.nan), LinAlgError, "SVD of .* did not converge"),
        (lambda a: L.qr(a, "complete"), ValueError, "only 'reduced' and 'r'"),
        (lambda a: L.eigh(a[:, :2], "X"), ValueError, "it is 'L' or 'U'"),
        (lambda a: L.multi_dot([a]), ValueError, "two matrices or more"),
        (lambda a: L.multi_dot([a, a]), ag.ShapeError, r"MatMul of shapes \(2, 3\) and \(2, 3\)"),
        (lambda a: L.multi_dot([a, a[0], a]), ag.ShapeError, "only matrices fit"),
        (lambda a: L.tensorinv(a, 0), ValueError, "1 or more"),
        (lambda a: L.tensorinv(a, 1), LinAlgError, "square"),
        (lambda a: L.trace(a[0]), ag.ShapeError, "out of bounds"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call(numbers((2, 3)))
