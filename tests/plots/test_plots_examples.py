"""The grid of images that a model learned from."""

from dataclasses import replace

import numpy as np
import pytest
from stand_in import HOSTILE, RUN, run_data

from autograd_cli.plots import NoPictureError
from autograd_cli.plots.sheets.examples import examples
from autograd_cli.runs import Sample

PETS = ["cat", "dog", "frog"]


@pytest.fixture
def learned(predicted):
    """A run that has kept training images (n, C, H, W) of classes (n,), out of `total`."""

    def make(images, classes, names=PETS, total=1438):
        sample = Sample(images, np.zeros((len(images), 3)), np.array(classes), total)
        count = len(names)
        predictions = replace(predicted(np.zeros((count, count)) + 1), sample=sample)
        about = {"kind": "images"}
        return run_data(about=about, class_names=names, predictions=predictions)

    return make


def _pixels(count, channels=3):
    return np.random.default_rng(0).integers(0, 256, (count, channels, 8, 6)).astype(np.uint8)


def test_each_image_is_shown_with_its_class(learned, seen):
    images = _pixels(3)
    picture = seen(examples(learned(images, [2, 0, 1])))
    for shown, given in zip(picture.images, images, strict=True):
        assert np.array_equal(shown, given.transpose(1, 2, 0))
    assert picture.texts == [
        RUN,
        "what it learned from: 1,438 images of 3 classes",
        "3 of 1,438 training images",
        "frog",
        "cat",
        "dog",
    ]
    assert len(picture.frames) == 3


def test_a_class_stands_below_its_image_and_nothing_on_another(learned, seen, apart):
    picture = seen(examples(learned(_pixels(20, 1), np.arange(20) % 3, HOSTILE)))
    assert apart(picture.boxes + picture.places)
    assert not any(text.get_parse_math() for text in picture.written)
    for box, image in zip(picture.boxes[3:], picture.places, strict=True):
        assert box.y1 < image.y0
        assert abs((box.x0 + box.x1) - (image.x0 + image.x1)) < 4


def test_if_all_are_shown_it_says_so(learned):
    figure = examples(learned(_pixels(2), [0, 1], total=2))
    assert figure.texts[2].get_text() == "all 2 training images"


def test_a_run_without_it_says_why(learned):
    found = learned(_pixels(1), [0])
    with pytest.raises(NoPictureError, match="was not trained on images"):
        examples(run_data(about={}, class_names=PETS, predictions=found.predictions))
    without = run_data(
        about={"kind": "images"},
        class_names=PETS,
        predictions=replace(found.predictions, sample=None),
    )
    with pytest.raises(NoPictureError, match="has kept no training images"):
        examples(without)
