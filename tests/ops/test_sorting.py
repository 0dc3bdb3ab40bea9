"""Sorting and quantiles: any axis, equal elements, NaN and infinities."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

import autograd_cli as ag

NAN, INF = np.nan, np.inf


@given(
    npst.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=5),
    st.integers(0, 99),
    st.sampled_from([np.float64, np.float32, np.int64]),
    st.data(),
)
def test_sort_is_numpys_stable_one_along_any_axis(shape, seed, dtype, data):
    axis = data.draw(st.one_of(st.none(), st.integers(-len(shape), len(shape) - 1)))
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 4, shape).astype(dtype)  # many are equal
    y = np.sort(ag.Tensor(x, dtype=dtype), axis)
    assert y.dtype == dtype
    np.testing.assert_array_equal(y.data, np.sort(x, axis))
    if dtype is np.int64:
        return
    t = ag.Tensor(x, requires_grad=True)
    y = ag.sort(t, axis)
    g = rng.normal(size=y.shape).astype(dtype)
    y.backward(g)
    order = np.argsort(x, axis, kind="stable")
    rows = (x.reshape(-1), 0) if axis is None else (x, axis)
    expected = np.zeros_like(rows[0])
    np.put_along_axis(expected, order, g, rows[1])
    np.testing.assert_array_equal(t.grad, expected.reshape(shape))


def test_sort_takes_what_numpys_takes():
    t = ag.Tensor([3.0, 1.0, 2.0])
    for options in ({"kind": "quicksort"}, {"stable": True}, {"axis": 0}):
        np.testing.assert_array_equal(np.sort(t, **options).data, [1, 2, 3])
    assert not hasattr(t, "sort")  # NumPy's method sorts in place
    with pytest.raises(ag.ShapeError, match="axis 1 is out of bounds"):
        ag.sort(t, axis=1)
    with pytest.raises(ag.ShapeError, match="axis -1 is out of bounds"):
        ag.sort(1.0)


def test_nan_is_sorted_to_the_end():
    t = ag.Tensor([2.0, NAN, -INF, 1.0], requires_grad=True)
    y = ag.sort(t)
    np.testing.assert_array_equal(y.data, [-INF, 1, 2, NAN])
    y.backward([1.0, 2.0, 3.0, 4.0])
    np.testing.assert_array_equal(t.grad, [3, 4, 1, 2])


def test_a_long_row_is_sorted_as_well():
    x = np.random.default_rng(0).permutation(5000.0 + np.arange(5000))
    t = ag.Tensor(x, requires_grad=True)
    ag.sort(t).backward(np.arange(5000.0))
    np.testing.assert_array_equal(t.grad, x - 5000)


@settings(max_examples=40)
@given(
    npst.array_shapes(min_dims=0, max_dims=3, min_side=1, max_side=5),
    st.integers(0, 99),
    st.one_of(
        st.floats(0, 1),
        npst.arrays(float, npst.array_shapes(max_dims=1, max_side=4), elements=st.floats(0, 1)),
    ),
    st.booleans(),
    st.data(),
)
def test_quantiles_along_any_axes(shape, seed, q, keepdims, data):
    ndim = len(shape)
    each = st.integers(-ndim, ndim - 1)
    several = st.lists(each, min_size=1, max_size=3, unique_by=lambda a: a % ndim).map(tuple)
    axis = data.draw(st.one_of(st.none(), each, several)) if ndim else None
    rng = np.random.default_rng(seed)
    n = int(np.prod(shape))
    x = (rng.permutation(n) + rng.uniform(0.3, 0.7, n)).reshape(shape)
    for dtype, rtol in ((np.float64, 1e-13), (np.float32, 1e-6)):
        y = ag.quantile(ag.Tensor(x.astype(dtype)), q, axis, keepdims=keepdims)
        expected = np.quantile(x.astype(dtype), q, axis, keepdims=keepdims)
        assert y.dtype == dtype
        assert y.shape == expected.shape
        np.testing.assert_allclose(y.data, expected, rtol=rtol, atol=rtol)
    np.testing.assert_array_equal(
        ag.percentile(x, 100 * q, axis).data, ag.quantile(x, 100 * q / 100, axis).data
    )
    if np.ndim(q) < 2:
        assert ag.gradcheck(lambda t: ag.quantile(t, q, axis, keepdims=keepdims), [x])


class TestMedian:
    def test_the_middle_one_or_the_two_in_equal_parts(self):
        t = ag.Tensor([[5.0, 1.0, 3.0, 4.0], [9.0, 7.0, 8.0, 0.0]], requires_grad=True)
        y = np.median(t, axis=1)
        np.testing.assert_array_equal(y.data, [3.5, 7.5])
        y.backward([2.0, 4.0])
        np.testing.assert_array_equal(t.grad, [[0, 0, 1, 1], [0, 2, 2, 0]])
        t.zero_grad()
        ag.median(t[:, :3], axis=1).backward([1.0, 1.0])
        np.testing.assert_array_equal(t.grad, [[0, 0, 1, 0], [0, 0, 1, 0]])

    def test_of_equal_elements_one_has_the_gradient(self):
        t = ag.Tensor([2.0, 2.0, 2.0, 7.0], requires_grad=True)
        y = ag.median(t)
        assert y.item() == 2.0
        y.backward()
        assert t.grad.sum() == 1.0
        assert t.grad[3] == 0.0
        np.testing.assert_array_equal(np.sort(t.grad), [0, 0, 0.5, 0.5])

    def test_infinities_are_values_like_others(self):
        np.testing.assert_array_equal(
            ag.median([[INF, INF, INF], [1.0, 2.0, INF], [-INF, 0.0, INF]], axis=1).data,
            [INF, 2, 0],
        )
        t = ag.Tensor([1.0, INF, 3.0], requires_grad=True)
        ag.quantile(t, 0.5).backward()
        np.testing.assert_array_equal(t.grad, [0, 0, 1])

    def test_nan_makes_its_row_nan(self):
        t = ag.Tensor([[3.0, NAN, 1.0], [3.0, 2.0, 1.0]], requires_grad=True)
        y = ag.median(t, axis=1)
        np.testing.assert_array_equal(y.data, [NAN, 2])
        y.backward([1.0, 1.0])
        np.testing.assert_array_equal(t.grad, [[0, 1, 0], [0, 1, 0]])

    def test_integers_have_a_mean_between_them(self):
        assert ag.median(ag.Tensor([1, 2, 9, 4], dtype=int)).item() == 3.0
        assert ag.quantile(ag.Tensor([1, 2], dtype=int), 0.25).item() == 1.25


def test_quantiles_that_make_no_sense_are_refused():
    for q in (-0.1, 1.5, [0.5, NAN]):
        with pytest.raises(ValueError, match="a share from 0 to 1"):
            ag.quantile([1.0, 2.0], q)
    with pytest.raises(ValueError, match="'nearest': there is only 'linear'"):
        np.quantile(ag.Tensor([1.0]), 0.5, method="nearest")
    for f in (ag.median, lambda x, **axis: ag.quantile(x, 0.5, **axis)):
        with pytest.raises(ag.ShapeError, match=r"shape \(0, 3\): no elements"):
            f(np.empty((0, 3)), axis=0)


def test_quantiles_by_numpys_names():
    t = ag.Tensor([4.0, 1.0, 2.0])
    assert np.quantile(t, 0.25).item() == 1.5
    assert np.percentile(t, 25).item() == 1.5
    assert np.percentile(t, ag.Tensor(25.0)).item() == 1.5
    np.testing.assert_array_equal(np.median(t, keepdims=True).data, [2.0])
