"""Norms: every order, any axes, sub-gradients at 0, and numbers whose squares are no floats."""

import numpy as np
import pytest

import autograd_cli as ag

INF = np.inf
VECTOR_ORDERS = [None, 2, 1, INF, -INF, 3, 2.5, 1.5, 0.5, -1, -2.5, 0]
MATRIX_ORDERS = [None, "fro", "nuc", 1, -1, 2, -2, INF, -INF]
x = np.random.default_rng(0).normal(size=(2, 3, 4))


def slope(*args, **options):
    t = ag.Tensor(args[0], requires_grad=True)
    y = ag.norm(t, *args[1:], **options)
    y.backward(np.ones(y.shape))
    return t.grad


@pytest.mark.parametrize("keepdims", [False, True])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
class TestValues:
    def agree(self, dtype, *args, **options):
        t = ag.Tensor(x.astype(dtype))
        expected = np.linalg.norm(t.data, *args, **options)
        rtol = 1e-13 if dtype is np.float64 else 1e-5
        for y in (ag.norm(t, *args, **options), np.linalg.norm(t, *args, **options)):
            assert y.shape == expected.shape
            assert y.dtype == dtype
            np.testing.assert_allclose(y.data, expected, rtol=rtol)

    @pytest.mark.parametrize("ord", VECTOR_ORDERS)
    @pytest.mark.parametrize("axis", [0, 1, -1])
    def test_of_vectors(self, ord, axis, dtype, keepdims):
        self.agree(dtype, ord, axis, keepdims)

    @pytest.mark.parametrize("ord", MATRIX_ORDERS)
    @pytest.mark.parametrize("axis", [(0, 1), (1, 0), (-1, 1), (0, -1)])
    def test_of_matrices(self, ord, axis, dtype, keepdims):
        self.agree(dtype, ord, axis, keepdims)

    def test_of_all(self, dtype, keepdims):
        self.agree(dtype, keepdims=keepdims)


@pytest.mark.parametrize("ord", MATRIX_ORDERS)
def test_two_axes_are_a_matrix_and_one_a_vector_by_default(ord):
    np.testing.assert_allclose(ag.norm(x[0], ord).data, np.linalg.norm(x[0], ord), rtol=1e-14)
    if ord not in ("fro", "nuc"):
        found = ag.norm(x[0, 0], ord).data
        np.testing.assert_allclose(found, np.linalg.norm(x[0, 0], ord), rtol=1e-14)


def test_numpys_vector_norm_and_matrix_norm():
    t = ag.Tensor(x)
    for options in ({}, {"axis": (0, 2), "ord": 3}, {"axis": 1, "keepdims": True, "ord": INF}):
        np.testing.assert_allclose(
            np.linalg.vector_norm(t, **options).data,
            np.linalg.vector_norm(x, **options),
            rtol=1e-14,
        )
    for options in ({}, {"ord": 1, "keepdims": True}):
        np.testing.assert_allclose(
            np.linalg.matrix_norm(t, **options).data,
            np.linalg.matrix_norm(x, **options),
            rtol=1e-14,
        )


@pytest.mark.parametrize("ord", [None, 1, 2, 3, 1.5, 0.5, -1, -2, INF, -INF])
class TestZero:
    def test_the_slope_at_0_is_0(self, ord):
        np.testing.assert_array_equal(slope(np.zeros(3), ord), np.zeros(3))
        np.testing.assert_array_equal(slope(np.zeros((2, 3)), ord, axis=1), np.zeros((2, 3)))

    def test_an_element_of_0_has_a_finite_slope(self, ord):
        assert np.isfinite(slope(np.array([0.0, 3.0, -4.0]), ord)).all()

    def test_so_is_the_second_derivative(self, ord):
        for at in ([0.0, 0.0], [0.0, 3.0]):
            t = ag.Tensor(at, requires_grad=True)
            (g,) = ag.grad(ag.norm(t, ord), t, create_graph=True)
            if g.requires_grad:
                (h,) = ag.grad(g, t, np.ones(2))
                assert np.isfinite(h.data).all()

    def test_a_row_of_0_beside_others(self, ord):
        rows = np.array([[0.0, 0.0], [3.0, -4.0]])
        np.testing.assert_allclose(slope(rows, ord, axis=1)[1], slope(rows[1], ord), rtol=1e-14)


@pytest.mark.parametrize("ord", [2, -2, "nuc"])
def test_norms_of_singular_values_have_finite_slopes(ord):
    for matrix in (np.zeros((2, 2)), np.eye(2), np.ones((2, 3))):
        assert np.isfinite(slope(matrix, ord)).all()


@pytest.mark.parametrize("ord", [None, 2, 3, 1.5, -2])
@pytest.mark.parametrize("scale", [1e-310, 1e-200, 1e-160, 1e160, 1e200, 1e307])
def test_squares_neither_overflow_nor_underflow(ord, scale):
    at = np.array([3.0, -4.0, 12.0]) / 8
    found = ag.norm(at * scale, ord).item()
    assert found == pytest.approx(np.linalg.norm(at, ord) * scale, rel=1e-13)
    np.testing.assert_allclose(slope(at * scale, ord), slope(at, ord), rtol=1e-12)


def test_float32_has_its_own_bounds():
    at = np.array([[3e-30, 4e-30], [3.0, 4.0], [3e30, 4e30]], np.float32)
    np.testing.assert_allclose(ag.norm(at, axis=1).data, [5e-30, 5, 5e30], rtol=1e-6)
    np.testing.assert_allclose(slope(at, axis=1), [[0.6, 0.8]] * 3, rtol=1e-6)


def test_infinity_and_nan():
    np.testing.assert_array_equal(
        ag.norm([[INF, 1.0], [-INF, np.nan], [3.0, 4.0]], axis=1).data, [INF, np.nan, 5]
    )
    np.testing.assert_array_equal(ag.norm([[INF, 1.0], [3.0, 4.0]], 3, axis=1).data[:1], [INF])


def test_no_elements_and_no_axes():
    assert ag.norm([]).item() == 0.0
    assert ag.norm(-2.0).item() == 2.0
    np.testing.assert_array_equal(ag.norm(np.empty((0, 3)), axis=0).data, np.zeros(3))
    for ord in (1, 3, INF):
        np.testing.assert_array_equal(ag.norm(np.empty((0, 3)), ord, axis=0).data, np.zeros(3))
    for ord in ("fro", "nuc", 1, 2, INF):
        assert ag.norm(np.empty((0, 3)), ord).item() == 0.0


def test_integers_are_taken_as_floats():
    y = ag.norm(ag.Tensor([200, 200], dtype=np.uint8))
    assert y.dtype == np.float64
    assert y.item() == pytest.approx(200 * np.sqrt(2), rel=1e-15)
    assert ag.norm(ag.Tensor([-3, 4], dtype=int), 1).item() == 7.0


def test_the_count_of_what_is_not_0_has_no_gradient():
    y = ag.norm(ag.Tensor([0.0, 3.0, -4.0], requires_grad=True), 0)
    assert y.item() == 2.0
    assert not y.requires_grad


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: ag.norm(x[0], 3), ValueError, r"ord = 3: there are 'fro', 'nuc', 1, -1, 2, -2"),
        (lambda: ag.norm(x, "fro", axis=0), ValueError, "ord = 'fro': it is a number"),
        (lambda: ag.norm(x, 1), ValueError, "one axis or of two; given 3"),
        (lambda: ag.norm(x, None, axis=(0, 1, 2)), ValueError, "given 3"),
        (lambda: ag.norm(x, axis=3), ag.ShapeError, "axis 3 is out of bounds"),
        (lambda: ag.norm(x, axis=(1, 1)), ag.ShapeError, "repeated axis"),
        (lambda: ag.norm([], -INF), ag.ShapeError, "zero-size array"),
    ],
)
def test_what_makes_no_sense_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call()
