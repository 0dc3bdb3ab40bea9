"""Running sums and products, differences and trapezoids: any axis, zeros, and long axes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

import autograd_cli as ag
from autograd_cli.ops.recurrence import Recurrence

RUNNING = {"cumsum": np.cumsum, "cumprod": np.cumprod}


@st.composite
def axes(draw, min_dims=1):
    shape = draw(npst.array_shapes(min_dims=min_dims, max_dims=3, min_side=0, max_side=5))
    axis = draw(st.integers(-len(shape), len(shape) - 1)) if shape else None
    return shape, draw(st.sampled_from([axis, None]))


def with_zeros(shape, seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=shape) * (rng.uniform(size=shape) > 0.3)


@pytest.mark.parametrize("name", RUNNING)
@settings(max_examples=30)
@given(axes(min_dims=0), st.integers(0, 99))
def test_any_axis_of_any_shape(name, drawn, seed):
    shape, axis = drawn
    x = with_zeros(shape, seed)
    run = getattr(ag, name)
    for dtype, rtol in ((np.float64, 1e-14), (np.float32, 1e-6)):
        t = ag.Tensor(x.astype(dtype), requires_grad=True)
        y = run(t, axis)
        expected = RUNNING[name](x.astype(dtype), axis)
        assert y.dtype == dtype
        assert y.shape == expected.shape
        np.testing.assert_allclose(y.data, expected, rtol=rtol, atol=rtol)
        y.backward(np.ones(y.shape))
        assert t.grad.dtype == dtype
        assert t.grad.shape == shape
    if x.size:
        assert ag.gradcheck(lambda t: run(t, axis), [x])


def by_definition(x, g):
    """The gradient of cumprod: at i the sum over k >= i of g_k times the other x_0 ... x_k."""
    n = len(x)
    return [sum(g[k] * np.prod(np.delete(x[: k + 1], i)) for k in range(i, n)) for i in range(n)]


@settings(max_examples=30)
@given(st.integers(1, 40), st.integers(0, 99))
def test_the_gradient_of_cumprod_and_prod_is_right_among_zeros(n, seed):
    x = with_zeros(n, seed)
    g = np.random.default_rng(seed).normal(size=n)
    t = ag.Tensor(x, requires_grad=True)
    ag.cumprod(t).backward(g)
    np.testing.assert_allclose(t.grad, by_definition(x, g), rtol=1e-12, atol=1e-13)
    t.zero_grad()
    ag.prod(t).backward()
    np.testing.assert_allclose(
        t.grad, [np.prod(np.delete(x, i)) for i in range(n)], rtol=1e-12, atol=1e-14
    )


@pytest.mark.parametrize("zeros", [[], [0], [2], [4], [1, 3], [0, 1, 2, 3, 4]])
def test_the_hessian_of_cumprod_is_right_among_zeros(zeros):
    x = np.array([2.0, -3.0, 0.5, 1.5, 4.0])
    x[zeros] = 0
    weights = np.array([1.0, 2.0, 3.0, 5.0, 7.0])
    found = ag.hessian(lambda t: ag.sum(ag.cumprod(t) * weights))(x)
    for i in range(5):
        for j in range(5):
            others = [
                weights[k] * np.prod(np.delete(x[: k + 1], [i, j])) for k in range(max(i, j), 5)
            ]
            assert np.asarray(found)[i, j] == pytest.approx(0 if i == j else sum(others), rel=1e-13)


def test_a_long_axis_keeps_its_digits():
    x = 1 + np.random.default_rng(0).normal(size=200_000) / 1000
    t = ag.Tensor(x, requires_grad=True)
    y = ag.cumprod(t)
    y.backward(np.ones(y.shape))
    expected = np.cumsum(y.data[::-1])[::-1] / x
    np.testing.assert_allclose(t.grad, expected, rtol=1e-10)


class TestRecurrence:
    @given(st.integers(1, 40), st.integers(0, 99), st.sampled_from([0, 1]))
    def test_it_is_the_loop(self, n, seed, axis):
        rng = np.random.default_rng(seed)
        a, b = rng.normal(size=(n - 1, 2)), rng.normal(size=(n, 2))
        y = [b[0]]
        for k in range(n - 1):
            y.append(a[k] * y[-1] + b[k + 1])
        if axis:
            a, b, y = a.T, b.T, np.transpose(y)
        np.testing.assert_allclose(Recurrence.forward(a, b, axis=axis), y, rtol=1e-12, atol=1e-13)

    def test_products_too_large_for_a_float_do_not_spoil_what_is_none(self):
        a, b = np.array([1e200, 1e200, 1e-300]), np.array([1e-300, 0.0, 0.0, 1.0])
        np.testing.assert_allclose(
            Recurrence.forward(a, b, axis=0), [1e-300, 1e-100, 1e100, 1.0], rtol=1e-14
        )
        t = ag.Tensor([1.0, 1e200, 1e100, 0.0, 1e200, 1e200], requires_grad=True)
        ag.cumprod(t).backward(np.array([1.0, 1.0, 0, 0, 0, 0]))
        np.testing.assert_array_equal(t.grad, [1 + 1e200, 1, 0, 0, 0, 0])


def test_numpys_calls_and_methods():
    x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    t = ag.Tensor(x)
    for name, ufunc in (("cumsum", np.add), ("cumprod", np.multiply)):
        expected = RUNNING[name]
        np.testing.assert_array_equal(expected(t, axis=1).data, expected(x, axis=1))
        np.testing.assert_array_equal(getattr(t, name)().data, expected(x))
        np.testing.assert_array_equal(getattr(t, name)(-1).data, expected(x, -1))
        np.testing.assert_array_equal(ufunc.accumulate(t).data, ufunc.accumulate(x))
        np.testing.assert_array_equal(ufunc.accumulate(t, axis=1).data, ufunc.accumulate(x, 1))
        with pytest.raises(ag.ShapeError, match="axis 2 is out of bounds"):
            getattr(t, name)(2)
    np.testing.assert_array_equal(ag.cumsum(ag.Tensor([True, True], dtype=bool)).data, [1, 2])


class TestDiff:
    @settings(max_examples=40)
    @given(axes(), st.integers(0, 3), st.integers(0, 99))
    def test_any_order_along_any_axis(self, drawn, n, seed):
        shape, axis = drawn
        axis = -1 if axis is None else axis
        x = np.random.default_rng(seed).normal(size=shape)
        np.testing.assert_array_equal(ag.diff(x, n, axis).data, np.diff(x, n, axis))
        np.testing.assert_array_equal(np.diff(ag.Tensor(x), n, axis=axis).data, np.diff(x, n, axis))
        if x.size:
            assert ag.gradcheck(lambda t: ag.diff(t, n, axis), [x])

    @pytest.mark.parametrize("n", [1, 2])
    def test_ends_are_numbers_or_arrays(self, n):
        x = np.array([[1.0, 4.0], [9.0, 16.0]])
        wide = np.array([[0.0, 1.0], [2.0, 3.0]])
        for options in (
            {"prepend": 3.0},
            {"append": wide},
            {"prepend": wide, "append": 1.0},
        ):
            for axis in (0, 1):
                expected = np.diff(x, n, axis, **options)
                np.testing.assert_array_equal(ag.diff(x, n, axis, **options).data, expected)
                t = ag.Tensor(x)
                np.testing.assert_array_equal(np.diff(t, n, axis, **options).data, expected)

    def test_ends_have_gradients(self):
        x, last = np.array([1.0, 4.0, 9.0]), ag.Tensor(5.0, requires_grad=True)
        np.diff(x, append=last).backward([1.0, 2.0, 3.0])
        assert last.grad == 3.0

    def test_what_makes_no_sense_is_refused(self):
        with pytest.raises(ValueError, match="n = -1 times"):
            ag.diff([1.0, 2.0], -1)
        with pytest.raises(ag.ShapeError, match="axis -1 is out of bounds"):
            ag.diff(1.0)
        with pytest.raises(ag.ShapeError):
            ag.diff(np.ones((2, 3)), prepend=np.ones((3, 3)))


class TestTrapezoid:
    y = np.random.default_rng(0).normal(size=(3, 4))

    @pytest.mark.parametrize(
        "options",
        [
            {},
            {"dx": 0.5},
            {"axis": 0},
            {"x": np.array([0.0, 1.0, 3.0, 3.5])},
            {"x": np.array([0.0, 1.0, 3.0]), "axis": 0},
            {"x": np.sort(y, axis=0), "axis": -2},
            {"dx": np.array([1.0, 2.0, 3.0])},
        ],
    )
    def test_values(self, options):
        expected = np.trapezoid(self.y, **options)
        np.testing.assert_allclose(ag.trapezoid(self.y, **options).data, expected, rtol=1e-14)
        t = ag.Tensor(self.y)
        np.testing.assert_allclose(np.trapezoid(t, **options).data, expected, rtol=1e-14)

    def test_the_places_have_gradients_too(self):
        x = ag.Tensor([0.0, 1.0, 3.0], requires_grad=True)
        np.trapezoid(np.array([1.0, 2.0, 4.0]), x).backward()
        np.testing.assert_allclose(x.grad, [-1.5, -1.5, 3.0])

    def test_lists_and_single_points(self):
        assert ag.trapezoid([1.0, 3.0]).item() == 2.0
        assert ag.trapezoid([1.0]).item() == 0.0
