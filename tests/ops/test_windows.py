"""Windows on images: how many there are, and which places they see."""

import numpy as np
import pytest
import sliding_windows
from hypothesis import assume, given
from hypothesis import strategies as st

import autograd_cli as ag
from autograd_cli.ops.windows import Windows


@given(
    length=st.integers(1, 9),
    kernel=st.integers(1, 4),
    stride=st.integers(1, 4),
    padding=st.integers(0, 3),
    dilation=st.integers(1, 3),
)
def test_windows_see_the_places_of_their_definition(length, kernel, stride, padding, dilation):
    windows = Windows(length, kernel, stride, padding, dilation)
    assume(windows.count > 0)
    expected = sliding_windows.seen(length, kernel, stride, padding, dilation)
    found = np.zeros((windows.count, kernel, length))
    for j, (own, places) in enumerate(windows.seen):
        lengths = len(range(windows.count)[own]), len(range(length)[places])
        assert lengths[0] == lengths[1]
        np.einsum("ii->i", found[own, j, places])[...] = 1
    np.testing.assert_array_equal(found, expected)
    if windows.is_tiling:
        assert padding == 0
        assert found.sum(axis=(0, 1)).tolist() == [1] * length


def test_windows_side_by_side_are_tiles():
    assert Windows(6, 2, 2, 0, 1).is_tiling
    assert Windows(6, 1, 1, 0, 3).is_tiling
    assert not Windows(7, 2, 2, 0, 1).is_tiling
    assert not Windows(6, 2, 2, 1, 1).is_tiling
    assert not Windows(6, 2, 2, 0, 2).is_tiling


@pytest.mark.parametrize(
    ("size", "kernel", "options", "expected"),
    [
        (32, 5, {}, (28, 28)),
        (28, 2, {"stride": 2}, (14, 14)),
        ((224, 112), 7, {"stride": 2, "padding": 3}, (112, 56)),
        ((5, 7), (3, 1), {"padding": (0, 2), "dilation": (2, 1)}, (1, 11)),
    ],
)
def test_the_size_of_an_output(size, kernel, options, expected):
    assert ag.conv_output_size(size, kernel, **options) == expected


def test_a_kernel_larger_than_the_image_is_refused():
    with pytest.raises(ag.ShapeError) as caught:
        ag.conv_output_size((4, 9), 3, padding=(1, 0), dilation=(3, 1))
    assert str(caught.value) == (
        "a kernel that reaches over 7 x 3 places is larger than the image, "
        "6 x 9 with its padding\n"
        "Take a smaller kernel or dilation, more padding, or less pooling before it."
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"stride": 0}, "stride is an integer from 1, or two of them; given 0"),
        ({"padding": (1, -1)}, r"padding is an integer from 0, or two of them; given \(1, -1\)"),
        ({"dilation": 1.0}, "dilation is an integer from 1, or two of them; given 1.0"),
        ({"stride": (1, 2, 3)}, r"stride is an .* given \(1, 2, 3\)"),
        ({"stride": "2"}, "stride is an .* given '2'"),
    ],
)
def test_what_is_no_size_is_refused_by_name(options, message):
    with pytest.raises(ValueError, match=message):
        ag.conv_output_size(8, 2, **options)
