"""Reductions along any axes of any shape, their edges, and NumPy's ways to call them."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

import autograd_cli as ag

NUMPYS = {
    "sum": np.sum,
    "mean": np.mean,
    "max": np.max,
    "min": np.min,
    "ptp": np.ptp,
    "var": np.var,
    "std": np.std,
    "prod": np.prod,
    "average": np.mean,  # weights are for the class below
    "median": np.median,
    "logsumexp": lambda x, **axes: np.log(np.sum(np.exp(1.0 * x), **axes)),
}
WITHOUT_AN_EMPTY_RESULT = {"mean", "var", "std", "average", "median", "max", "min", "ptp"}
every_reduction = pytest.mark.parametrize("name", NUMPYS)


@st.composite
def reductions(draw):
    """A shape, axes of it in any of NumPy's spellings, and whether to keep them."""
    shape = draw(npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3))
    ndim = len(shape)
    axes = [st.none()]
    if ndim:
        each = st.integers(-ndim, ndim - 1)
        axes += [each, st.lists(each, min_size=1, max_size=ndim, unique_by=lambda a: a % ndim)]
    axis = draw(st.one_of(axes))
    return shape, tuple(axis) if isinstance(axis, list) else axis, draw(st.booleans())


def apart(shape, seed=0):
    """Values that no step of a difference brings into another order."""
    rng = np.random.default_rng(seed)
    n = int(np.prod(shape))
    return (rng.permutation(n) - n / 2 + rng.uniform(0.3, 0.7, n)).reshape(shape)


def of_numpy(name, x, axis, keepdims):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # NumPy's own, of empty arrays
        return NUMPYS[name](x, axis=axis, keepdims=keepdims)


@every_reduction
def test_any_axes_of_any_shape(name):
    @settings(max_examples=25)
    @given(reductions(), st.integers(0, 99))
    def check(reduction, seed):
        shape, axis, keepdims = reduction
        x = apart(shape, seed)
        reduce = getattr(ag, name)
        reduced = 1
        for a in range(len(shape)) if axis is None else np.atleast_1d(axis):
            reduced *= shape[a]
        outputs = np.sum(np.empty(shape), axis=axis).size
        if x.size == 0 and name in WITHOUT_AN_EMPTY_RESULT:
            if outputs:
                with pytest.raises(ag.ShapeError):
                    reduce(x, axis=axis, keepdims=keepdims)
            else:  # NumPy's functions differ
                assert reduce(x, axis=axis, keepdims=keepdims).size == 0
            return
        for dtype, rtol in ((np.float64, 1e-12), (np.float32, 1e-5)):
            given = x.astype(dtype)
            expected = of_numpy(name, given, axis, keepdims)
            t = ag.Tensor(given, requires_grad=True)
            y = reduce(t, axis=axis, keepdims=keepdims)
            assert y.shape == expected.shape
            assert y.dtype == dtype
            np.testing.assert_allclose(y.data, expected, rtol=rtol, atol=rtol)
            y.backward(np.ones(y.shape))
            assert t.grad.shape == shape
            assert t.grad.dtype == dtype
            np.testing.assert_array_equal(t.data, given)
        if outputs and reduced > (name in ("var", "std")):
            assert ag.gradcheck(lambda t: reduce(t, axis=axis, keepdims=keepdims), [x])

    check()


@every_reduction
def test_an_axis_that_is_not_there_is_refused(name):
    with pytest.raises(ag.ShapeError, match="axis 2 is out of bounds"):
        getattr(ag, name)(np.ones((2, 3)), axis=2)
    with pytest.raises(ag.ShapeError, match=r"duplicate|repeated"):
        getattr(ag, name)(np.ones((2, 3)), axis=(0, -2))


@every_reduction
def test_integers_and_booleans_are_reduced_as_numpy_does(name):
    for x in (np.array([[3, 1, 2], [5, 4, 4]]), np.array([[True, False, True]])):
        if x.dtype == bool and name == "ptp":
            continue  # NumPy subtracts no booleans
        t = ag.Tensor(x, dtype=x.dtype)
        y = getattr(ag, name)(t, axis=1)
        expected = of_numpy(name, x, 1, False)
        assert y.dtype == expected.dtype
        np.testing.assert_allclose(y, expected, rtol=1e-14)


@pytest.mark.parametrize("name", ["sum", "mean", "max", "min", "var", "std", "prod"])
def test_methods_are_the_functions(name):
    x = apart((2, 3))
    method = getattr(ag.Tensor(x), name)
    np.testing.assert_allclose(method(), getattr(x, name)(), rtol=1e-15)
    np.testing.assert_allclose(
        method(axis=-1, keepdims=True), getattr(x, name)(axis=-1, keepdims=True), rtol=1e-15
    )


@pytest.mark.parametrize("ufunc", [np.add, np.multiply, np.maximum, np.minimum, np.logaddexp])
def test_a_ufuncs_reduce_has_axis_0(ufunc):
    x = apart((2, 3))
    t = ag.Tensor(x)
    np.testing.assert_allclose(ufunc.reduce(t), ufunc.reduce(x), rtol=1e-14)
    for options in ({"axis": 1, "keepdims": True}, {"axis": None}):
        np.testing.assert_allclose(ufunc.reduce(t, **options), ufunc.reduce(x, **options), 1e-14)


def test_numpys_other_names():
    t = ag.Tensor(apart((2, 3)))
    assert np.amax(t).item() == np.max(t).item() == t.data.max()
    assert np.amin(t, axis=1).tolist() == t.data.min(axis=1).tolist()


def test_what_tensors_do_not_take_is_refused_by_name():
    t = ag.Tensor([1.0, 2.0])
    with pytest.raises(ag.RuleError, match=r"numpy\.sum does not take where"):
        np.sum(t, where=[True, False])
    with pytest.raises(ag.RuleError, match=r"numpy\.var does not take out"):
        np.var(t, out=np.empty(()))


def test_a_column_or_a_stride_is_reduced_like_a_copy():
    x = apart((4, 6))[::2, ::-3]
    for name in NUMPYS:
        reduce = getattr(ag, name)
        np.testing.assert_allclose(reduce(x, axis=0), reduce(x.copy(), axis=0), rtol=1e-15)


def test_the_gradient_of_a_large_sum_can_be_written_into():
    t = ag.Tensor(np.ones((200, 200)), requires_grad=True)
    t.sum().backward()
    t.grad[0, 0] = 5.0
    assert t.grad[0, 1] == t.grad[1, 0] == 1.0
    (g,) = ag.grad(t.mean(axis=0), t, np.arange(200.0))
    g.data[0, 0] = 5.0
    np.testing.assert_array_equal(g.data[1], np.arange(200) / 200)


def test_large_sums_add_up_where_a_tensor_is_used_twice():
    t = ag.Tensor(np.ones((200, 200)), requires_grad=True)
    (t.sum() + t.sum(axis=0).sum() + (t.mean(axis=1) * np.arange(200.0)).sum()).backward()
    np.testing.assert_allclose(t.grad, 2 + np.arange(200.0)[:, None] * np.ones(200) / 200)


class TestExtremes:
    def test_equal_elements_share_evenly_along_each_axis(self):
        x = [[1.0, 3.0, 3.0], [2.0, 2.0, 2.0]]
        for reduce, sign in ((ag.max, 1), (ag.min, -1)):
            t = ag.Tensor(sign * np.array(x), requires_grad=True)
            reduce(t, axis=1).backward([1.0, 6.0])
            np.testing.assert_array_equal(t.grad, [[0, 0.5, 0.5], [2, 2, 2]])

    def test_infinities_are_values_like_others(self):
        t = ag.Tensor([np.inf, 0.0, np.inf, -np.inf], requires_grad=True)
        ag.max(t).backward()
        np.testing.assert_array_equal(t.grad, [0.5, 0.0, 0.5, 0.0])

    def test_nan_is_the_largest_and_the_smallest(self):
        t = ag.Tensor([[1.0, np.nan], [1.0, 2.0]], requires_grad=True)
        y = ag.max(t, axis=1) + ag.min(t, axis=1)
        np.testing.assert_array_equal(y.data, [np.nan, 3.0])
        y.backward([1.0, 1.0])
        np.testing.assert_array_equal(t.grad[1], [1.0, 1.0])

    def test_an_infinite_cotangent_reaches_the_extreme_alone(self):
        t = ag.Tensor([0.0, -1.0], requires_grad=True)
        ag.max(t).backward(np.inf)
        np.testing.assert_array_equal(t.grad, [np.inf, 0.0])


class TestSpread:
    def test_ddof_and_correction_are_one_thing(self):
        x = apart((3, 4))
        for reduce, numpys in ((ag.var, np.var), (ag.std, np.std)):
            np.testing.assert_allclose(reduce(x, 0, ddof=1.5), numpys(x, 0, ddof=1.5), rtol=1e-14)
            np.testing.assert_allclose(reduce(x, correction=1), numpys(x, ddof=1), rtol=1e-14)
            with pytest.raises(ValueError, match="two names of one thing"):
                reduce(x, ddof=1, correction=1)

    @pytest.mark.parametrize("reduce", [ag.var, ag.std])
    def test_too_few_elements_are_refused(self, reduce):
        with pytest.raises(ag.ShapeError, match=r"1 elements have no variance with ddof = 1"):
            reduce([[1.0], [2.0]], 1, ddof=1)

    @pytest.mark.parametrize("value", [0.1, 1 / 3, 1e15 + 0.3, -7e-5])
    @pytest.mark.parametrize("n", [3, 7, 1000])
    def test_equal_elements_have_none_and_no_slope(self, value, n):
        t = ag.Tensor(np.full(n, value), requires_grad=True)
        assert ag.var(t).item() == 0.0
        y = ag.std(t)
        assert y.item() == 0.0
        (g,) = ag.grad(y, t, create_graph=True)
        np.testing.assert_array_equal(g.data, np.zeros(n))
        (h,) = ag.grad(g, t, np.arange(float(n)))
        np.testing.assert_array_equal(h.data, np.zeros(n))

    def test_an_offset_costs_no_digits(self):
        x = np.array([1.0, 2.0, 4.0, 9.0])
        assert ag.var(x + 1e9).item() == np.var(x)

    @pytest.mark.parametrize("scale", [1e-200, 1e-165, 1e165, 1e200])
    def test_the_deviation_neither_overflows_nor_underflows(self, scale):
        t = ag.Tensor(np.array([1.0, 2.0, 4.0, 9.0]) * scale, requires_grad=True)
        y = ag.std(t)
        assert y.item() == pytest.approx(np.std([1, 2, 4, 9]) * scale, rel=1e-14)
        y.backward()
        x = ag.Tensor([1.0, 2.0, 4.0, 9.0], requires_grad=True)
        ag.std(x).backward()
        np.testing.assert_allclose(t.grad, x.grad, rtol=1e-13)

    def test_rows_without_spread_beside_others(self):
        t = ag.Tensor([[3.0, 3.0], [1.0, 2.0]], requires_grad=True)
        ag.std(t, axis=1).backward([1.0, 1.0])
        np.testing.assert_allclose(t.grad, [[0, 0], [-0.5, 0.5]], rtol=1e-14)


class TestProd:
    @pytest.mark.parametrize(
        ("x", "slopes"),
        [
            ([2.0, 3.0, 4.0], [12, 8, 6]),
            ([2.0, 0.0, 4.0], [0, 8, 0]),
            ([0.0, 3.0, 0.0], [0, 0, 0]),
            ([5.0], [1]),
            ([0.0], [1]),
        ],
    )
    def test_zeros_divide_nothing(self, x, slopes):
        t = ag.Tensor(x, requires_grad=True)
        ag.prod(t).backward()
        np.testing.assert_array_equal(t.grad, slopes)

    def test_the_second_derivative_at_two_zeros(self):
        t = ag.Tensor([0.0, 3.0, 0.0, 5.0], requires_grad=True)
        np.testing.assert_array_equal(
            ag.hessian(ag.prod)(t.data),
            [[0, 0, 15, 0], [0, 0, 0, 0], [15, 0, 0, 0], [0, 0, 0, 0]],
        )

    def test_no_axes_and_no_elements(self):
        x = apart((2, 3))
        np.testing.assert_array_equal(ag.prod(x, axis=()).data, x)
        assert ag.prod([]).item() == 1.0
        assert ag.prod(2.0).item() == 2.0
