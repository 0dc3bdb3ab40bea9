"""Convolution over shapes, strides, paddings, dilations and groups: values, slopes, errors."""

import numpy as np
import pytest
import sliding_windows
from hypothesis import given, settings
from hypothesis import strategies as st
from multilinear import check_multilinear

import autograd_cli as ag
from autograd_cli.ops.conv_layout import lies_by_row


@st.composite
def convolutions(draw, batch=3, side=7, kernel=4):
    """Images, a weight, a bias and options that fit each other."""
    rng = np.random.default_rng(draw(st.integers(0, 9)))
    groups = draw(st.integers(1, 3))
    channels, outputs = groups * draw(st.integers(1, 2)), groups * draw(st.integers(1, 2))
    sizes = [draw(_axis(side, kernel)) for _ in range(2)]
    size, kernels, stride, padding, dilation = zip(*sizes, strict=True)
    x = rng.normal(size=(draw(st.integers(0, batch)), channels, *size))
    weight = rng.normal(size=(outputs, channels // groups, *kernels))
    options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    return x, weight, rng.normal(size=outputs), options


@st.composite
def _axis(draw, side, kernel):
    """Length, kernel, stride, padding and dilation with one window at the least."""
    kernel, dilation, padding = (draw(st.integers(low, kernel)) for low in (1, 1, 0))
    least = (kernel - 1) * dilation + 1 - 2 * padding
    length = draw(st.integers(max(1, least), max(side, least)))
    return length, kernel, draw(st.integers(1, 4)), padding, dilation


@settings(max_examples=50)
@given(convolutions(side=5))
def test_values_and_both_derivatives_are_those_of_the_definition(drawn):
    x, weight, _, options = drawn
    check_multilinear(
        lambda x, weight: ag.conv2d(x, weight, **options),
        lambda x, weight: sliding_windows.conv(x, weight, **options),
        [x, weight],
    )


@settings(max_examples=60)
@given(convolutions())
def test_every_gradient_is_that_of_the_definition(drawn):
    x, weight, bias, options = drawn
    leaves = [ag.Tensor(value, requires_grad=True) for value in (x, weight, bias)]
    y = ag.conv2d(*leaves, **options)
    np.testing.assert_allclose(
        y.data, sliding_windows.conv(x, weight, bias, **options), rtol=1e-10, atol=1e-10
    )
    g = np.random.default_rng(0).normal(size=y.shape)
    y.backward(g)
    expected = (
        sliding_windows.conv_dx(g, weight, x.shape[2:], **options),
        sliding_windows.conv_dweight(x, g, weight.shape[2:], **options),
        g.sum(axis=(0, 2, 3)),
    )
    for leaf, slope in zip(leaves, expected, strict=True):
        np.testing.assert_allclose(leaf.grad, slope, rtol=1e-10, atol=1e-10)


@given(convolutions())
def test_values_and_every_gradient_are_those_of_pytorch(drawn):
    torch = pytest.importorskip("torch")
    *values, options = drawn
    ours = [ag.Tensor(value, requires_grad=True) for value in values]
    theirs = [torch.tensor(value, requires_grad=True) for value in values]
    found, expected = ag.conv2d(*ours, **options), torch.nn.functional.conv2d(*theirs, **options)
    np.testing.assert_allclose(found.data, expected.detach().numpy(), rtol=1e-10, atol=1e-10)
    g = np.random.default_rng(0).normal(size=found.shape)
    found.backward(g)
    expected.backward(torch.tensor(g))
    for leaf, twin in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(leaf.grad, twin.grad.numpy(), rtol=1e-10, atol=1e-10)


@settings(max_examples=10)
@given(convolutions(batch=1, side=4, kernel=2))
def test_first_and_second_derivatives_agree_with_differences(drawn):
    *values, options = drawn
    assert ag.gradcheck(lambda *inputs: ag.conv2d(*inputs, **options), values)
    assert ag.gradgradcheck(lambda *inputs: ag.conv2d(*inputs, **options), values)


def _slopes(x, weight, g, **options):
    leaves = [ag.Tensor(0.0 * value, requires_grad=True) for value in (x, weight)]
    for leaf, value in zip(leaves, (x, weight), strict=True):
        leaf._data = value  # in the memory order that it has
    y = ag.conv2d(*leaves, **options)
    y.backward(g)
    return [y.data, *(leaf.grad for leaf in leaves)]


@pytest.mark.parametrize(
    "options", [{}, {"stride": 2, "padding": 1}, {"dilation": 2}, {"groups": 2}]
)
@pytest.mark.parametrize("kernel", [1, 3])
def test_numbers_do_not_depend_on_how_arrays_lie_in_memory(options, kernel):
    rng = np.random.default_rng(0)
    x = rng.normal(size=(3, 4, 7, 6))
    weight = rng.normal(size=(2, 4 // options.get("groups", 1), kernel, kernel))
    g = rng.normal(size=ag.conv2d(x, weight, **options).shape)
    expected = _slopes(x, weight, g, **options)
    for arrange in (
        np.asfortranarray,
        lambda a: np.ascontiguousarray(a.transpose(2, 1, 3, 0)).transpose(3, 1, 0, 2),
        lambda a: np.ascontiguousarray(a.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2),
        lambda a: np.repeat(a, 2, axis=3)[..., ::2],
        lambda a: np.ascontiguousarray(a[::-1, :, ::-1, ::-1])[::-1, :, ::-1, ::-1],
    ):
        found = _slopes(arrange(x), arrange(weight), arrange(g), **options)
        for one, other in zip(found, expected, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-13, atol=1e-13)


def test_what_follows_a_convolution_lies_as_the_next_one_wants_it():
    x = np.random.default_rng(0).normal(size=(4, 3, 9, 9))
    h = ag.max_pool2d(ag.relu(ag.conv2d(x, np.ones((2, 3, 2, 2)), np.ones(2), padding=1)), 2)
    assert not lies_by_row(x)
    assert lies_by_row(h.data)
    assert lies_by_row(ag.avg_pool2d(h, 2, stride=1, padding=1).data)


def test_a_cotangent_that_repeats_one_number_is_like_any_other():
    rng = np.random.default_rng(0)
    x, weight = rng.normal(size=(4, 2, 9, 9)), rng.normal(size=(3, 2, 3, 3))
    leaves = [ag.Tensor(value, requires_grad=True) for value in (x, weight)]
    ones = np.broadcast_to(1.0, (4, 3, 7, 7))
    ag.conv2d(*leaves).backward(ones)
    np.testing.assert_allclose(
        leaves[0].grad, sliding_windows.conv_dx(ones, weight, (9, 9)), rtol=1e-10
    )
    np.testing.assert_allclose(
        leaves[1].grad, sliding_windows.conv_dweight(x, ones, (3, 3)), rtol=1e-10
    )


@pytest.mark.parametrize(
    ("images", "outputs", "channels"), [(2, 64, 16), (64, 16, 6), (33, 30, 5), (7, 128, 64)]
)
def test_products_of_every_size_have_the_same_numbers(images, outputs, channels):
    """They are computed in pieces, or some rows at a time."""
    rng = np.random.default_rng(0)
    x, weight = (
        rng.normal(size=(images, channels, 9, 10)),
        rng.normal(size=(outputs, channels, 3, 3)),
    )
    leaves = [ag.Tensor(value, requires_grad=True) for value in (x, weight)]
    found = ag.conv2d(*leaves)
    g = rng.normal(size=found.shape)
    found.backward(g)
    y, dx, dweight = np.zeros(g.shape), np.zeros(x.shape), np.zeros(weight.shape)
    for i, j in np.ndindex(3, 3):
        seen = (slice(None), slice(None), slice(i, i + 7), slice(j, j + 8))
        y += np.tensordot(x[seen], weight[:, :, i, j], (1, 1)).transpose(0, 3, 1, 2)
        dx[seen] += np.tensordot(g, weight[:, :, i, j], (1, 0)).transpose(0, 3, 1, 2)
        dweight[:, :, i, j] = np.tensordot(g, x[seen], ((0, 2, 3), (0, 2, 3)))
    np.testing.assert_allclose(found.data, y, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(leaves[0].grad, dx, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(leaves[1].grad, dweight, rtol=1e-9, atol=1e-9)


def test_an_empty_batch_has_an_empty_output_and_slopes_of_0():
    x = ag.Tensor(np.empty((0, 2, 5, 5)), requires_grad=True)
    weight, bias = (ag.Tensor(np.ones(s), requires_grad=True) for s in ((3, 2, 2, 2), 3))
    y = ag.conv2d(x, weight, bias)
    y.backward(np.ones(y.shape))
    assert (y.shape, x.grad.shape) == ((0, 3, 4, 4), (0, 2, 5, 5))
    np.testing.assert_array_equal(weight.grad, np.zeros((3, 2, 2, 2)))
    np.testing.assert_array_equal(bias.grad, np.zeros(3))


@pytest.mark.parametrize("with_bias", [True, False])
def test_float32_stays_float32_beside_integers_and_numbers_of_its_own(with_bias):
    weight = ag.Tensor(np.ones((2, 1, 2, 2), np.float32), requires_grad=True)
    bias = ag.Tensor(np.ones(2, np.float32), requires_grad=True) if with_bias else None
    y = ag.conv2d(np.arange(9).reshape(1, 1, 3, 3), weight, bias, padding=1)
    y.backward(np.ones(y.shape, np.float32))
    assert (y.dtype, weight.grad.dtype) == (np.float32, np.float32)
    assert y.data[0, 0].tolist()[0] == [0 + with_bias, 1 + with_bias, 3 + with_bias, 2 + with_bias]


def test_images_of_integers_are_numbers():
    x = np.arange(-8, 10).reshape(2, 1, 3, 3)
    found = ag.conv2d(x, np.full((1, 1, 2, 2), 0.5), [1.0])
    np.testing.assert_array_equal(
        found.data, ag.conv2d(1.0 * x, np.full((1, 1, 2, 2), 0.5)).data + 1
    )


def test_nothing_but_what_a_window_sees_changes_its_value():
    x = np.zeros((1, 1, 6, 6))
    x[0, 0, 0, 0] = np.nan
    y = ag.conv2d(x, np.ones((1, 1, 2, 2))).data[0, 0]
    assert np.argwhere(np.isnan(y)).tolist() == [[0, 0]]


@pytest.mark.parametrize(
    ("x", "weight", "bias", "options", "message"),
    [
        (
            (2, 3, 8, 8),
            (4, 2, 3, 3),
            None,
            {},
            "conv2d of x (2, 3, 8, 8) and weight (4, 2, 3, 3)\n"
            "A weight for 3 channels is (4, 3, 3, 3).",
        ),
        (
            (2, 4, 8, 8),
            (4, 4, 3, 3),
            None,
            {"groups": 2},
            "conv2d of x (2, 4, 8, 8) and weight (4, 4, 3, 3) in 2 groups\n"
            "A weight for 4 channels is (4, 2, 3, 3).",
        ),
        (
            (2, 4, 8, 8),
            (6, 1, 3, 3),
            None,
            {"groups": 3},
            "conv2d of x (2, 4, 8, 8) and weight (6, 1, 3, 3) in 3 groups\n"
            "The number of groups divides that of the channels, 4, and that of the outputs, 6.",
        ),
        (
            (2, 4, 8, 8),
            (5, 2, 3, 3),
            None,
            {"groups": 2},
            "conv2d of x (2, 4, 8, 8) and weight (5, 2, 3, 3) in 2 groups\n"
            "The number of groups divides that of the channels, 4, and that of the outputs, 5.",
        ),
        (
            (3, 8, 8),
            (4, 3, 3, 3),
            None,
            {},
            "conv2d of x (3, 8, 8) and weight (4, 3, 3, 3)\n"
            "It takes x (N, C, H, W) and a weight (K, C / groups, kh, kw), none of these 0.",
        ),
        (
            (2, 3, 8, 8),
            (4, 3, 3, 3),
            (3,),
            {},
            "conv2d of x (2, 3, 8, 8), weight (4, 3, 3, 3) and bias (3,)\n"
            "A bias for 4 outputs is (4,).",
        ),
        (
            (2, 3, 8, 8),
            (4, 3, 3, 3),
            (),
            {},
            "conv2d of x (2, 3, 8, 8), weight (4, 3, 3, 3) and bias ()\n"
            "A bias for 4 outputs is (4,).",
        ),
        (
            (2, 3, 4, 8),
            (4, 3, 3, 3),
            None,
            {"dilation": 2},
            "conv2d of x (2, 3, 4, 8) and weight (4, 3, 3, 3): a kernel that reaches over 5 x 5 "
            "places is larger than the image, 4 x 8 with its padding\n"
            "Take a smaller kernel or dilation, more padding, or less pooling before it.",
        ),
    ],
)
def test_shapes_that_do_not_fit_are_refused_with_what_would(x, weight, bias, options, message):
    arrays = [np.ones(shape) for shape in (x, weight)]
    with pytest.raises(ag.ShapeError) as caught:
        ag.conv2d(*arrays, None if bias is None else np.ones(bias), **options)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"groups": 0}, "groups is an integer from 1; given 0"),
        ({"groups": 1.0}, "groups is an integer from 1; given 1.0"),
        ({"stride": (0, 1)}, r"stride is an integer from 1, .* given \(0, 1\)"),
    ],
)
def test_options_that_are_none_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        ag.conv2d(np.ones((1, 1, 3, 3)), np.ones((1, 1, 2, 2)), **options)
