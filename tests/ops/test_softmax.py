"""Softmax, log-softmax and logsumexp: any axis, masks, and numbers of any size."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

import autograd_cli as ag

INF, NAN = np.inf, np.nan
FUNCTIONS = [ag.softmax, ag.log_softmax, ag.logsumexp]


def swept(f, x, cotangent=None):
    """The value and the gradient."""
    t = ag.Tensor(x, requires_grad=True)
    y = f(t)
    y.backward(np.ones(y.shape) if cotangent is None else cotangent)
    return y.data, t.grad


def exactly(x, axis=-1):
    """Softmax, its logarithm and logsumexp, computed with more digits."""
    x = np.asarray(x, np.longdouble)
    peak = x.max(axis, keepdims=True)
    powers = np.exp(x - peak)
    total = powers.sum(axis, keepdims=True)
    return powers / total, x - peak - np.log(total), peak + np.log(total)


@given(
    npst.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=4),
    st.integers(0, 99),
    st.sampled_from([1e-3, 1.0, 30.0, 1e4]),
    st.sampled_from([np.float64, np.float32]),
    st.data(),
)
def test_any_axis_of_any_shape(shape, seed, scale, dtype, data):
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    rng = np.random.default_rng(seed)
    x = (scale * rng.normal(size=shape)).astype(dtype)
    g = rng.normal(size=shape).astype(dtype)
    close = {"rtol": 1e-13, "atol": 1e-15} if dtype == np.float64 else {"rtol": 1e-5, "atol": 1e-6}
    p, log_p, total = exactly(x, axis)
    y, slope = swept(lambda t: ag.softmax(t, axis), x, g)
    assert y.dtype == slope.dtype == dtype
    np.testing.assert_allclose(y, p, **close)
    np.testing.assert_allclose(slope, p * (g - (g * p).sum(axis, keepdims=True)), **close)
    y, slope = swept(lambda t: ag.log_softmax(t, axis), x, g)
    assert y.dtype == slope.dtype == dtype
    np.testing.assert_allclose(y, log_p, **close)
    np.testing.assert_allclose(slope, g - p * g.sum(axis, keepdims=True), **close)
    y, slope = swept(lambda t: ag.logsumexp(t, axis, keepdims=True), x)
    assert y.dtype == slope.dtype == dtype
    np.testing.assert_allclose(y, total, **close)
    np.testing.assert_allclose(slope, p, **close)


@pytest.mark.parametrize("axis", [None, (0, 2), (1, -3)])
def test_several_axes_are_one(axis):
    x = np.random.default_rng(0).normal(size=(2, 3, 4))
    assert ag.gradcheck(lambda t: ag.softmax(t, axis), [x])
    np.testing.assert_allclose(np.sum(ag.softmax(x, axis).data, axis), 1, rtol=1e-14)
    np.testing.assert_allclose(np.exp(ag.log_softmax(x, axis).data), ag.softmax(x, axis).data)


@pytest.mark.parametrize("f", FUNCTIONS)
def test_a_number_alone(f):
    for x in (2.0, [2.0], [[2.0]]):
        value = f(x).data
        assert np.ravel(value) == (2.0 if f is ag.logsumexp else 1.0 if f is ag.softmax else 0.0)


@pytest.mark.parametrize("f", FUNCTIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0), (2, 0, 3)])
def test_empty_arrays(f, dtype, shape):
    for axis in (0, -1):
        y, slope = swept(lambda t, axis=axis: f(t, axis), np.empty(shape, dtype))
        assert y.dtype == slope.dtype == dtype
        assert slope.shape == shape
        if f is ag.logsumexp:
            np.testing.assert_array_equal(y, np.full(np.delete(shape, axis), -INF))
        else:
            assert y.shape == shape


class TestMasks:
    def test_elements_of_minus_infinity_have_nothing_and_get_nothing(self):
        x = [[0.0, -INF, 0.0], [-INF, 5.0, -INF]]
        p, slope = swept(ag.softmax, x, [[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]])
        np.testing.assert_array_equal(p, [[0.5, 0, 0.5], [0, 1, 0]])
        np.testing.assert_array_equal(slope, [[-0.5, 0, 0.5], [0, 0, 0]])
        log_p, slope = swept(ag.log_softmax, x, [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
        np.testing.assert_array_equal(
            log_p, np.log([[0.5, 1, 0.5], [1, 1, 1]]) + np.where(p, 0, -INF)
        )
        np.testing.assert_array_equal(slope, [[0.5, 0, -0.5], [0, 0, 0]])
        total, slope = swept(lambda t: ag.logsumexp(t, 1), x)
        np.testing.assert_array_equal(total, [np.log(2), 5.0])
        np.testing.assert_array_equal(slope, p)

    def test_a_mask_has_second_derivatives(self):
        x = np.array([[0.3, -INF, 0.7]])
        for f in FUNCTIONS:
            t = ag.Tensor(x, requires_grad=True)
            y = f(t)
            kept = np.where(np.isfinite(y.data), 1.0, 0.0)
            (g,) = ag.grad(y, t, kept, create_graph=True)
            (h,) = ag.grad(g, t, np.array([[1.0, 2.0, 3.0]]))
            small = ag.Tensor(x[:, ::2], requires_grad=True)
            y = f(small)
            (g,) = ag.grad(y, small, np.ones(y.shape), create_graph=True)
            (expected,) = ag.grad(g, small, np.array([[1.0, 3.0]]))
            np.testing.assert_allclose(h.data[:, ::2], expected.data, rtol=1e-13, atol=1e-16)
            assert h.data[0, 1] == 0.0

    def test_a_row_of_minus_infinity_alone_is_nan_and_spoils_no_other(self):
        x = [[-INF, -INF], [0.0, 0.0]]
        for f in (ag.softmax, ag.log_softmax):
            y, slope = swept(f, x)
            assert np.isnan(y[0]).all()
            assert np.isnan(slope[0]).all()
            np.testing.assert_array_equal(y[1], f([0.0, 0.0]).data)
            np.testing.assert_array_equal(slope[1], [0.0, 0.0])

    def test_the_logarithm_of_nothing_is_minus_infinity_with_a_finite_slope(self):
        y, slope = swept(lambda t: ag.logsumexp(t, 1), [[-INF, -INF], [0.0, 0.0]])
        np.testing.assert_array_equal(y, [-INF, np.log(2)])
        np.testing.assert_array_equal(slope, np.full((2, 2), 0.5))
        # as in a chain of such sums, where what has no part in the result has no gradient
        t = ag.Tensor([[-INF, -INF], [0.0, 0.0]], requires_grad=True)
        ag.logsumexp(ag.logsumexp(t, axis=1)).backward()
        np.testing.assert_array_equal(t.grad, [[0, 0], [0.5, 0.5]])

    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    def test_elements_of_infinity_share_everything(self, dtype):
        x = np.array([[INF, 1.0, INF], [-INF, INF, 1e30]], dtype)
        shares = [[0.5, 0, 0.5], [0, 1, 0]]
        y, slope = swept(ag.softmax, x)
        np.testing.assert_array_equal(y, shares)
        np.testing.assert_array_equal(slope, np.zeros((2, 3)))
        np.testing.assert_array_equal(
            ag.log_softmax(x).data, np.log(y, where=y > 0, out=np.full_like(y, -INF))
        )
        y, slope = swept(lambda t: ag.logsumexp(t, 1), x)
        assert y.dtype == slope.dtype == dtype
        np.testing.assert_array_equal(y, [INF, INF])
        np.testing.assert_array_equal(slope, shares)

    @pytest.mark.parametrize("f", FUNCTIONS)
    def test_nan_stays_in_its_row(self, f):
        y = f(np.array([[NAN, INF], [NAN, -INF], [1.0, 1.0]]), axis=1).data
        assert np.isnan(y[:2]).all()
        assert np.isfinite(y[2]).all()


class TestHugeNumbers:
    @pytest.mark.parametrize(
        ("x", "shares", "total"),
        [
            ([1e300, 1e300], [0.5, 0.5], 1e300),
            ([1e300, -1e300], [1, 0], 1e300),
            ([-1e300, -1e300], [0.5, 0.5], -1e300),
            ([1e17, 1e17, 0.0], [0.5, 0.5, 0], 1e17),
            ([0.3, -1e17], [1, 0], 0.3),
            ([-1000.0, -1000.0], [0.5, 0.5], -1000 + np.log(2)),
            ([710.0, 710.0], [0.5, 0.5], 710 + np.log(2)),
        ],
    )
    def test_values_and_gradients(self, x, shares, total):
        y, slope = swept(ag.logsumexp, x)
        assert y == total
        np.testing.assert_array_equal(slope, shares)
        np.testing.assert_array_equal(ag.softmax(x).data, shares)
        np.testing.assert_array_equal(
            swept(ag.log_softmax, x, np.eye(len(x))[0])[1], np.eye(len(x))[0] - shares
        )

    def test_small_shares_keep_their_logarithm(self):
        np.testing.assert_array_equal(ag.log_softmax([0.0, -1e4]).data, [0.0, -1e4])
        assert ag.softmax([0.0, -740.0]).data[1] == np.exp(-740.0)

    def test_float32_weights_do_not_come_from_a_rounded_sum(self):
        x = np.array([1e6, 1e6 - 1, 1e6 - 2], np.float32)
        slope = swept(ag.logsumexp, x)[1]
        np.testing.assert_allclose(slope, exactly([2.0, 1.0, 0.0])[0], rtol=1e-6)


def test_integers_are_taken_as_floats():
    x = np.array([[1, 250, 0]], np.uint8)
    for f in FUNCTIONS:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            np.testing.assert_array_equal(
                f(ag.Tensor(x, dtype=np.uint8)).data, f(x.astype(float)).data
            )


@pytest.mark.parametrize("f", FUNCTIONS)
def test_an_axis_that_is_not_there_is_refused(f):
    with pytest.raises(ag.ShapeError, match="axis 2 is out of bounds"):
        f(np.ones((2, 3)), axis=2)
