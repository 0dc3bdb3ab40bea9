"""Two panels over two features: the examples by their own class, and by the predicted one."""

from itertools import pairwise

import numpy as np
import pytest
from stand_in import HOSTILE, assert_sound, heading, legend, of_table, offsets, run_data

from autograd_cli.plots import NoPictureError
from autograd_cli.plots.models.labels import labels
from autograd_cli.plots.models.marks import colour, marker

TRAIN = ([[0.0, 1.0, 9.0], [2.0, 3.0, 9.0], [4.0, 5.0, 9.0]], [0.0, 1.0, 1.0], [-1.0, 2.0, -2.0])
VAL = ([[6.0, 7.0, 9.0], [8.0, 1.0, 9.0]], [0.0, 0.0], [3.0, -1.0])


@pytest.fixture(scope="module")
def picture():
    scaler = ([10.0, 20.0, 0.0], [2.0, 3.0, 1.0])
    return labels(of_table(TRAIN, VAL, scaler=scaler, features=["wide", "high", "deep"]))


def _undone(*rows):
    return np.array(rows) * [2.0, 3.0] + [10.0, 20.0]


def test_the_examples_are_where_their_first_two_features_are_in_their_own_units(picture):
    for axes in picture.axes:
        assert (axes.get_xlabel(), axes.get_ylabel()) in [("wide", "high"), ("wide", "")]
    true, _ = picture.axes
    assert np.allclose(offsets(true, "training 0"), _undone([0, 1]))
    assert np.allclose(offsets(true, "training 1"), _undone([2, 3], [4, 5]))
    assert np.allclose(offsets(true, "validation 0"), _undone([6, 7], [8, 1]))
    assert not len(offsets(true, "validation 1"))


def test_the_second_panel_has_the_predicted_classes(picture):
    _, predicted = picture.axes
    assert np.allclose(offsets(predicted, "training 0"), _undone([0, 1], [4, 5]))
    assert np.allclose(offsets(predicted, "training 1"), _undone([2, 3]))
    assert np.allclose(offsets(predicted, "validation 1"), _undone([6, 7]))
    titles = [axes.get_title() for axes in picture.axes]
    assert titles == ["true class", "predicted class"]


def test_what_is_wrong_has_a_ring_in_both_panels(picture):
    for axes in picture.axes:
        assert np.allclose(offsets(axes, "wrong"), _undone([4, 5], [6, 7]))


def test_heading_and_legend_tell_what_is_shown(picture):
    about = "training: 3 examples, validation: 2 examples; best epoch 3"
    assert heading(picture) == ["20260101-000000-a", about]
    assert legend(picture) == ["no", "yes", "", "training", "validation", "wrong: 2"]


def test_of_many_examples_it_says_how_many_are_kept():
    told = heading(labels(of_table(TRAIN, VAL, totals=(4000, 1234))))[1]
    assert told.startswith("training: 3 of 4,000 examples, validation: 2 of 1,234 examples")


def test_64_classes_differ_in_colour_or_marker_and_neighbours_in_both():
    looks = [(colour(k), marker(k)) for k in range(64)]
    assert len(set(looks)) == 64
    for one, other in pairwise(looks[:8]):
        assert one[0] != other[0]
        assert one[1] != other[1]


def test_without_a_validation_part_there_is_the_training_part_alone():
    picture = labels(of_table(TRAIN, None))
    assert legend(picture)[3:] == ["training", "wrong: 1"]


def test_hostile_names_of_classes_and_features_are_drawn_as_they_are():
    rng = np.random.default_rng(0)
    x, z = rng.normal(size=(40, 3)), rng.normal(size=(40, 30))
    names = HOSTILE * 10
    found = of_table((x, np.arange(40) % 30, z), None, names=names, features=HOSTILE)
    picture = labels(found)
    assert_sound(picture)
    assert legend(picture)[:2] == ["$\\frac$", "a b\\x1b[31m"]
    assert legend(picture)[10] == "and 20 more"


@pytest.mark.parametrize("value", [1e308, 5.0])
def test_extreme_and_equal_features(value):
    x = np.array([[value, 1.0], [value, 1.0]])
    assert_sound(labels(of_table((x, [0.0, 1.0], [1.0, 1.0]), None)))


def test_float32_and_outputs_that_are_no_numbers():
    x = np.array([[1e38, 1.0], [np.inf, 2.0]], np.float32)
    picture = labels(of_table((x, np.float32([0, 1]), np.float32([np.nan, 1])), None))
    assert heading(picture)[1].startswith("training: 1 of 2 examples")


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (lambda: of_table(TRAIN, VAL, names=()), "predicts no classes"),
        (lambda: of_table(([[1.0]], [0.0], [1.0]), None), "has one feature"),
        (lambda: of_table(TRAIN, VAL, inputs=False), "has kept no features of its examples"),
        (lambda: run_data(class_names=["a"], predictions=None), "has no best weights"),
    ],
    ids=["regression", "one feature", "no inputs", "no predictions"],
)
def test_a_run_without_it_says_why(found, reason):
    with pytest.raises(NoPictureError, match=reason):
        labels(found())


def test_images_have_no_place_in_a_plane():
    found = of_table(TRAIN, VAL)
    found.about["kind"] = "images"
    with pytest.raises(NoPictureError, match="images, which have no place in a plane"):
        labels(found)
