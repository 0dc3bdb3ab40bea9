"""Pooling over shapes, kernels, strides, paddings and dilations: values, slopes, ties, errors."""

import numpy as np
import pytest
import sliding_windows
from hypothesis import given, settings
from hypothesis import strategies as st

import autograd_cli as ag


@st.composite
def pools(draw, dilations=3, side=7):
    """The size of an image, and options that fit it."""
    axes = []
    for _ in range(2):
        kernel = draw(st.integers(1, 3))
        padding, dilation = draw(st.integers(0, kernel // 2)), draw(st.integers(1, dilations))
        reach = (kernel - 1) * dilation + 1
        length = draw(st.integers(max(1, reach - 2 * padding), side))
        axes.append((length, kernel, draw(st.integers(1, 4)), padding, dilation))
    size, kernel, stride, padding, dilation = zip(*axes, strict=True)
    options = {"kernel_size": kernel, "stride": draw(st.sampled_from([None, stride]))}
    options["padding"] = padding
    return size, options | ({"dilation": dilation} if dilations > 1 else {})


@st.composite
def images(draw, size):
    """Few values, so that many are equal, with some -inf and some NaN."""
    rng = np.random.default_rng(draw(st.integers(0, 9)))
    x = rng.integers(-2, 3, size=(draw(st.integers(0, 2)), draw(st.integers(1, 2)), *size)) * 1.0
    for value in (-np.inf, np.nan):
        x[rng.random(x.shape) < draw(st.sampled_from([0.0, 0.3]))] = value
    return x


@settings(max_examples=60)
@given(st.data())
def test_the_largest_and_where_its_gradient_goes_are_those_of_the_definition(data):
    size, options = data.draw(pools())
    x = ag.Tensor(data.draw(images(size)), requires_grad=True)
    y = ag.max_pool2d(x, **options)
    expected, at = sliding_windows.max_pool(x.data, **options)
    np.testing.assert_array_equal(y.data, expected)
    g = np.random.default_rng(0).normal(size=y.shape)
    y.backward(g)
    np.testing.assert_allclose(x.grad, sliding_windows.put_back(g, at, size), atol=1e-15)


@settings(max_examples=60)
@given(st.data())
def test_means_and_their_gradients_are_those_of_the_definition(data):
    size, options = data.draw(pools(dilations=1))
    shape = (data.draw(st.integers(0, 2)), 2, *size)
    x = ag.Tensor(np.random.default_rng(0).normal(size=shape), requires_grad=True)
    y = ag.avg_pool2d(x, **options)
    expected = sliding_windows.avg_pool(x.data, **options)
    np.testing.assert_allclose(y.data, expected, rtol=1e-12, atol=1e-14)
    g = np.random.default_rng(1).normal(size=y.shape)
    y.backward(g)
    slope = sliding_windows.avg_pool_dx(g, size, **options)
    np.testing.assert_allclose(x.grad, slope, rtol=1e-12, atol=1e-14)


@given(st.data())
@pytest.mark.parametrize("name", ["max_pool2d", "avg_pool2d"])
def test_values_and_gradients_are_those_of_pytorch(name, data):
    torch = pytest.importorskip("torch")
    size, options = data.draw(pools(dilations=2 if name == "max_pool2d" else 1))
    drawn = data.draw(images(size))
    x, twin = ag.Tensor(drawn, requires_grad=True), torch.tensor(drawn, requires_grad=True)
    found = getattr(ag, name)(x, **options)
    expected = getattr(torch.nn.functional, name)(twin, **options)
    np.testing.assert_allclose(found.data, expected.detach().numpy(), rtol=1e-12)
    if np.any(sliding_windows.max_pool(drawn, **options)[1] < 0):
        return  # PyTorch puts the gradient of a window that sees only padding anywhere
    g = np.random.default_rng(0).normal(size=found.shape)
    found.backward(g)
    expected.backward(torch.tensor(g))
    np.testing.assert_allclose(x.grad, twin.grad.numpy(), rtol=1e-12, atol=1e-14)


@settings(max_examples=10)
@given(st.data())
def test_first_and_second_derivatives_agree_with_differences(data):
    size, options = data.draw(pools(dilations=1, side=4))
    x = np.random.default_rng(0).permutation(np.prod(size)).reshape(1, 1, *size) * 1.0
    for pool in (ag.max_pool2d, ag.avg_pool2d):
        assert ag.gradcheck(lambda x, pool=pool: pool(x, **options), [x])
        assert ag.gradgradcheck(lambda x, pool=pool: pool(x, **options), [x])


def _slope(pool, x, g, **options):
    leaf = ag.Tensor(0.0 * x, requires_grad=True)
    leaf._data = x  # in the memory order that it has
    y = pool(leaf, **options)
    y.backward(g)
    return y.data, leaf.grad


@pytest.mark.parametrize("pool", [ag.max_pool2d, ag.avg_pool2d])
@pytest.mark.parametrize(
    "options", [{"kernel_size": 2}, {"kernel_size": 3, "stride": 2, "padding": 1}]
)
def test_numbers_do_not_depend_on_how_arrays_lie_in_memory(pool, options):
    rng = np.random.default_rng(0)
    x = rng.normal(size=(3, 2, 6, 8))
    g = rng.normal(size=pool(x, **options).shape)
    expected = _slope(pool, x, g, **options)
    for arrange in (
        np.asfortranarray,
        lambda a: np.ascontiguousarray(a.transpose(2, 1, 3, 0)).transpose(3, 1, 0, 2),
        lambda a: np.repeat(a, 2, axis=3)[..., ::2],
        lambda a: np.ascontiguousarray(a[::-1, :, ::-1])[::-1, :, ::-1],
    ):
        for found in (
            _slope(pool, arrange(x), g, **options),
            _slope(pool, x, arrange(g), **options),
        ):
            np.testing.assert_array_equal(found[0], expected[0])
            np.testing.assert_allclose(found[1], expected[1], rtol=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("g", [np.inf, np.nan])
def test_what_is_not_the_largest_has_a_gradient_of_0_whatever_the_cotangent(dtype, g):
    x = np.arange(8.0, dtype=dtype).reshape(1, 1, 2, 4)
    for options in ({}, {"stride": 1}):
        cotangent = np.full(ag.max_pool2d(x, 2, **options).shape, g, dtype)
        y, slope = _slope(ag.max_pool2d, x, cotangent, kernel_size=2, **options)
        assert (y.dtype, slope.dtype) == (dtype, dtype)
        won = slope[slope != 0]
        np.testing.assert_array_equal(won, np.full(y.size, g))


def test_a_large_kernel_finds_its_winners_too():
    x = np.random.default_rng(0).permutation(20 * 20).reshape(1, 1, 20, 20) * 1.0
    slope = _slope(ag.max_pool2d, x, np.ones((1, 1, 1, 1)), kernel_size=20)[1]
    np.testing.assert_array_equal(slope, x == 399)


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int64, bool])
def test_the_largest_of_integers_is_one_of_them(dtype):
    x = ag.Tensor(np.array([[[[0, 1], [1, 0]]]]), dtype=dtype)
    assert ag.max_pool2d(x, 2).dtype == dtype
    assert ag.max_pool2d(x, 2, stride=1, padding=1).tolist() == [
        [[[0, 1, 1], [1, 1, 1], [1, 1, 0]]]
    ]


def test_the_mean_of_integers_is_no_integer():
    x = np.array([[[[100, 101], [100, 100]]]], np.int8)
    assert ag.avg_pool2d(x, 2).tolist() == [[[[100.25]]]]
    assert ag.avg_pool2d(x.astype(np.float32), 2).dtype == np.float32


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda x: ag.max_pool2d(x, 5),
            "max_pool2d of x (1, 2, 4, 6): a kernel that reaches over 5 x 5 places is larger than "
            "the image, 4 x 6 with its padding\n"
            "Take a smaller kernel or dilation, more padding, or less pooling before it.",
        ),
        (
            lambda x: ag.avg_pool2d(x, (2, 3), padding=(0, 2)),
            "avg_pool2d of x (1, 2, 4, 6) with a kernel of (2, 3) and padding of (0, 2)\n"
            "Padding is at most half the kernel.",
        ),
        (
            lambda x: ag.max_pool2d(x[0], 2),
            "max_pool2d of x (2, 4, 6)\nIt takes x (N, C, H, W).",
        ),
    ],
)
def test_windows_that_do_not_fit_are_refused(call, message):
    with pytest.raises(ag.ShapeError) as caught:
        call(np.ones((1, 2, 4, 6)))
    assert str(caught.value) == message


def test_an_option_that_is_no_size_is_refused_by_name():
    with pytest.raises(ValueError, match="kernel_size is an integer from 1"):
        ag.max_pool2d(np.ones((1, 1, 2, 2)), 0)
