"""Parameters over the epochs: few numbers as lines, many as strips of histograms."""

import numpy as np
import pytest
from stand_in import HOSTILE, assert_sound, heading, history, run_data

from autograd_cli.plots import NoPictureError
from autograd_cli.plots.colours import luminance
from autograd_cli.plots.models.weights import weights
from autograd_cli.plots.panels import _apart
from autograd_cli.runs import Snapshot

FEATURES = ["width", "height"]


def _counted(*epochs):
    """Snapshots (epoch, low, high, counts)."""
    return [Snapshot(epoch, low, high, counts=tuple(counts)) for epoch, low, high, counts in epochs]


def _drawn(kept, features=()):
    return weights(run_data(weight_history=kept, about={"feature_names": [*features]}))


def _lines(axes):
    return [np.array(line.get_ydata(), float) for line in axes.get_lines()]


def test_few_numbers_are_lines_named_by_the_features_that_they_weigh():
    kept = history(weight=[[1.0, 2.0], [3.0, 4.0], [5.0, 4.5]], bias=[[0.0], [1.0], [2.0]])
    first, second = _drawn(kept, FEATURES).axes
    assert np.array_equal(_lines(first), [[1, 3, 5], [2, 4, 4.5]])
    assert np.array_equal(first.get_lines()[0].get_xdata(), [0, 1, 2])
    assert {t.get_text(): t.get_position()[1] for t in first.texts}.keys() == {"width", "height"}
    assert np.array_equal(_lines(second), [[0, 1, 2]])
    assert not second.texts
    titles = [axes.get_title() for axes in (first, second)]
    assert titles == ["weight: 2 numbers", "bias: 1 number"]


def test_numbers_of_later_layers_are_named_by_their_position():
    kept = history(layers__0__weight=[[1.0] * 3], layers__1__weight=[[1.0, 2.0]])
    second = _drawn(kept, FEATURES).axes[1]
    assert [t.get_text() for t in second.texts] == ["[0]", "[1]"]


def test_names_stand_where_their_lines_end_and_none_on_another():
    kept = history(weight=[[0.0, 0.0, 9.0], [1.0, 1.0, np.nan]])
    (axes,) = _drawn(kept).axes
    assert [t.get_text() for t in axes.texts] == ["[0]", "[1]"], "the third line has no end"
    heights = [t.get_position()[1] for t in axes.texts]
    assert heights[1] - heights[0] > 0.03


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([0.2, 0.8], [0.2, 0.8]),
        ([0.5, 0.5, 0.5], [0.5, 0.6, 0.7]),
        ([0.95, 1.0, 1.0], [0.8, 0.9, 1.0]),
        ([], []),
    ],
)
def test_places_are_moved_apart_within_the_panel(places, moved):
    assert _apart(places, 0.1) == pytest.approx(moved)


def test_many_numbers_are_a_strip_whose_shades_are_the_counts_of_each_epoch():
    kept = {"weight": _counted((0, -1, 1, [0, 8, 0, 0]), (1, -1, 3, [1, 1, 4, 2]))}
    picture = _drawn(kept)
    (strip,) = picture.axes[0].get_images()
    shades = np.asarray(strip.get_array())
    assert shades.shape == (80, 2, 3)
    assert strip.get_extent() == pytest.approx([-0.5, 1.5, -1, 3])
    grey = np.array([[luminance(cell) for cell in row] for row in shades])
    first, second = grey.T
    assert np.allclose(first[[0, 5, 25, 45, 79]], 1), "white where there is nothing"
    assert first[15] < 0.05, "dark where the most are: from -0.5 to 0"
    assert second[50] < second[70] < second[10], "four, two and one of eight"
    assert picture.axes[0].get_title() == "weight: 8 numbers"
    assert (
        heading(picture)[1] == "weights after each epoch: the darker, the more of a "
        "parameter's numbers"
    )


def test_of_many_epochs_the_nearest_kept_ones_are_shown():
    epochs = [0, 500, 1000]
    kept = {"weight": _counted(*((e, i, i + 1, [30]) for i, e in enumerate(epochs)))}
    (strip,) = _drawn(kept).axes[0].get_images()
    shades = np.asarray(strip.get_array())[..., 0]
    assert shades.shape == (80, 300)
    changes = np.flatnonzero((shades[:, 1:] != shades[:, :-1]).any(axis=0))
    assert np.allclose(changes, [74, 224], atol=1)
    assert strip.get_extent()[:2] == [-0.5, 1000.5]


def test_of_many_parameters_the_largest_are_shown_in_the_models_order():
    kept = {
        f"layers.{i}": _counted((0, 0, 1, [size]), (1, 0, 1, [size]))
        for i, size in enumerate([50, 60, 20, 70, 80, 30, 90, 100, 40, 110, 120])
    }
    picture = _drawn(kept)
    titles = [axes.get_title().split(":")[0] for axes in picture.axes]
    assert titles == [f"layers.{i}" for i in (0, 1, 3, 4, 6, 7, 9, 10)]
    assert heading(picture)[1].endswith("; the 8 largest of 11")


def test_an_odd_number_of_parameters_leaves_no_empty_panel():
    picture = _drawn(history(a=[[1.0]], b=[[1.0]], c=[[1.0]]))
    assert [axes.get_visible() for axes in picture.axes] == [True, True, True, False]
    assert [axes.get_xlabel() for axes in picture.axes[:3]] == ["", "epoch", "epoch"]


def test_numbers_that_are_none_and_huge_ones_leave_gaps():
    kept = {
        **history(a=[[1.0, 1e308], [np.nan, np.inf], [2.0, -1e308]], b=[[np.nan]] * 3),
        "c": _counted((0, np.nan, np.nan, []), (1, -1e300, 1e300, [1, 2]), (2, 5, 5, [30])),
        "d": _counted(*((epoch, 0, 0, [40]) for epoch in range(3))),
    }
    picture = _drawn(kept, HOSTILE[1:])
    assert_sound(picture)
    assert np.isnan(_lines(picture.axes[0])[1][1])
    (strip,) = picture.axes[2].get_images()
    shades = np.asarray(strip.get_array())
    assert (shades[:, 0] == 255).all(), "nothing is known of epoch 0"
    assert (shades[:, 2] != 255).any(axis=-1).sum() == 1, "all are one number in epoch 2"


def test_a_run_without_it_says_why():
    with pytest.raises(NoPictureError, match="has kept no weights of its epochs"):
        weights(run_data(weight_history={}))
