"""The grid of images: pixels, classes and marks, read off the figure."""

import numpy as np
import pytest

from autograd_cli.plots.sheets.images import gallery
from autograd_cli.plots.sheets.tiles import in_colour
from autograd_cli.plots.style import VERMILLION

RNG = np.random.default_rng(0)
PETS = ["cat", "dog", "frog"]


@pytest.fixture
def drawn(predicted, seen):
    """What the grid of images (m, C, H, W) shows, for outputs and targets."""

    def draw(images, outputs, targets, names=PETS):
        counts = np.zeros((len(names), len(names)), int)
        counts[0, 0] = 1234
        found = predicted(counts, images, outputs, targets)
        return seen(gallery(found, names, title="20260101-000000-a"))

    return draw


def _pixels(count, channels=3, height=4, width=4):
    return RNG.integers(0, 256, (count, channels, height, width)).astype(np.uint8)


def _sure(*chances):
    """Logits for these probabilities."""
    return np.log(chances)


def test_right_and_wrong_are_told_by_marks_and_frames_not_by_colour_alone(drawn):
    outputs = _sure((0.9, 0.05, 0.05), (0.2, 0.7, 0.1))
    picture = drawn(_pixels(2), outputs, [0, 2])
    assert picture.texts[3:] == ["cat", "✓ 0.90", "frog", "✗ dog, 0.70"]
    right, wrong = picture.frames
    assert wrong.get_linewidth() > 3 * right.get_linewidth()
    assert wrong.get_edgecolor() != right.get_edgecolor()
    assert VERMILLION == "#D55E00"


def test_the_header_says_how_many_there_are(drawn):
    outputs = _sure((0.9, 0.05, 0.05), (0.2, 0.7, 0.1))
    assert drawn(_pixels(2), outputs, [0, 2]).texts[:3] == [
        "20260101-000000-a",
        "validation, best epoch 3: accuracy 1.0000, 1,234 of 1,234",
        "2 of 1,234 images: 1 ✓ right, 1 ✗ wrong, and how sure the model was",
    ]


def test_of_two_classes_there_is_one_logit(drawn):
    picture = drawn(_pixels(3), np.array([0.0, 3.0, -3.0]), [0, 0, 0], names=["no", "yes"])
    assert picture.texts[3:] == ["no", "✓ 0.50", "no", "✗ yes, 0.95", "no", "✓ 0.95"]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e308])
def test_outputs_that_are_no_numbers(drawn, value):
    picture = drawn(_pixels(2), np.full((2, 3), value), [0, 1])
    assert len(picture.images) == 2


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_the_pixels_are_those_of_the_images(drawn, channels):
    images = _pixels(2, channels)
    found = drawn(images, np.zeros((2, 3)), [0, 1]).images
    for image, given in zip(found, images, strict=True):
        assert image.shape == (4, 4, 3)
        if channels == 3:
            assert np.array_equal(image, given.transpose(1, 2, 0))
        else:
            assert np.array_equal(image[..., 0], given.mean(axis=0).astype(np.uint8))
            assert (image[..., 0] == image[..., 2]).all()
    assert in_colour(images[0]).dtype == np.uint8


@pytest.mark.parametrize(
    ("count", "rows", "columns"), [(1, 1, 1), (5, 1, 5), (9, 2, 5), (20, 3, 7), (64, 8, 8)]
)
def test_the_grid_has_even_rows(drawn, apart, count, rows, columns):
    picture = drawn(_pixels(count), np.zeros((count, 3)), np.zeros(count))
    assert len({box.y0 for box in picture.places}) == rows
    assert len({round(box.x0) for box in picture.places}) == columns
    assert apart(picture.boxes + picture.places)


@pytest.mark.parametrize("size", [(8, 8), (28, 28), (32, 32), (32, 48), (1, 50), (128, 96)])
def test_images_of_any_size_are_whole_and_not_distorted(drawn, apart, size):
    picture = drawn(_pixels(10, 3, *size), np.zeros((10, 3)), np.zeros(10))
    for box in picture.places:
        assert box.height / size[0] == pytest.approx(box.width / size[1])
        assert 80 <= max(box.height, box.width) <= 104
        scale = box.height / size[0]
        assert scale < 1 or scale == int(scale), "every pixel as large as the others"
    assert apart(picture.boxes + picture.places)


def test_long_and_odd_names_are_apart(drawn, apart):
    names = ["$\\frac$ " * 20, "x" * 200, "\n\x00 中文"]
    outputs = np.eye(3)[np.arange(16) % 3] * 9
    picture = drawn(_pixels(16), outputs, np.arange(16) // 2 % 3, names)
    assert apart(picture.boxes + picture.places)
    assert not any(text.get_parse_math() for text in picture.written)
    wrong = [text for text in picture.texts if text.startswith("✗")]
    assert wrong
    assert all(text.endswith(", 1.00") and "…" in text for text in wrong if "中" not in text)
