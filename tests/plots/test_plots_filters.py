"""The filters of the first layer as pictures, read off the figure."""

import numpy as np
import pytest

from autograd_cli.plots.sheets.filters import patterns

RNG = np.random.default_rng(0)


@pytest.fixture
def drawn(seen):
    return lambda weights, epoch=2: seen(
        patterns(np.asarray(weights), epoch, title="20260101-000000-a")
    )


def _expected(weights):
    return np.rint(127.5 * (1 + weights / np.abs(weights).max())).astype(np.uint8)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_three_channels_are_red_green_and_blue_on_one_scale(drawn, dtype):
    weights = RNG.normal(size=(6, 3, 5, 5)).astype(dtype)
    picture = drawn(weights)
    assert len(picture.images) == 1 + 6
    for image, expected in zip(picture.images[1:], _expected(weights.astype(float)), strict=True):
        assert np.array_equal(image, expected.transpose(1, 2, 0))


def test_one_channel_is_grey_and_0_in_the_middle(drawn):
    weights = np.array([[[[-2.0, 0.0], [1.0, 2.0]]], [[[0.0, 0.0], [0.0, 0.0]]]])
    first, second = drawn(weights).images[1:]
    assert first[..., 0].tolist() == [[0, 128], [191, 255]]
    assert (second == 128).all()
    assert all((image == image[..., :1]).all() for image in (first, second))


def test_other_channels_stand_in_a_row_for_each_filter(drawn):
    weights = RNG.normal(size=(3, 2, 4, 4))
    picture = drawn(weights)
    tiles = _expected(weights).reshape(6, 4, 4)
    for image, tile in zip(picture.images[1:], tiles, strict=True):
        assert np.array_equal(image[..., 0], tile)
    assert [box.y0 for box in picture.places[1::2]] == [box.y0 for box in picture.places[2::2]]


def test_the_header_says_what_is_shown(drawn):
    weights = np.zeros((6, 3, 5, 5))
    weights[0, 0, 0, 0] = -0.25
    assert drawn(weights).texts == [
        "20260101-000000-a",
        "first layer, best epoch 2: 6 filters of 5 x 5, as red, green and blue",
        "weights: -0.25",
        "0.25; grey is 0",
    ]


@pytest.mark.parametrize(
    ("shape", "told"),
    [
        ((1, 1, 3, 3), "1 filter of 3 x 3"),
        ((16, 1, 3, 2), "16 filters of 3 x 2"),
        ((64, 3, 1, 1), "64 filters of 1 x 1, as red, green and blue"),
        ((65, 3, 5, 5), "64 of 65 filters of 5 x 5, as red, green and blue"),
        ((4, 2, 5, 5), "4 filters of 5 x 5, each a row of 2 channels"),
        ((9, 16, 5, 5), "8 of 9 filters of 5 x 5, each a row of 8 of 16 channels"),
        ((2, 1, 300, 200), "2 filters of 300 x 200"),
        ((2, 3, 1, 7), "2 filters of 1 x 7, as red, green and blue"),
    ],
)
def test_any_shape_is_told_and_drawn(drawn, apart, shape, told):
    picture = drawn(RNG.normal(size=shape))
    assert picture.texts[1] == f"first layer, best epoch 2: {told}"
    assert apart(picture.boxes + picture.places)
    assert 1 < len(picture.images) <= 65
    for box in picture.places[1:]:
        assert box.height / shape[2] == pytest.approx(box.width / shape[3])


@pytest.mark.parametrize("value", [0.0, np.nan, np.inf, 1e308, -1e-320])
def test_weights_without_a_scale(drawn, value):
    picture = drawn(np.full((2, 3, 2, 2), value))
    assert len(picture.images) == 3
