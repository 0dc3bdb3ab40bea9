"""Models of numbers: the curve of one feature, predicted against true, and what is left over."""

import numpy as np
import pytest
from stand_in import HOSTILE, Formula, assert_sound, heading, legend, of_table

from autograd_cli.plots import NoPictureError
from autograd_cli.plots.models.fit import fit, residuals
from autograd_cli.plots.models.limits import limits

TRAIN = ([[0.0], [1.0], [2.0]], [1.0, 2.0, 9.0], [0.0, 2.0, 8.0])
VAL = ([[3.0]], [20.0], [18.0])
WIDE = tuple([[x[0], 5.0] for x in part[0]] for part in (TRAIN, VAL))


def _found(train=TRAIN, val=VAL, **settings):
    model = Formula(lambda x: 2 * x[:, 0] ** 2)
    return of_table(train, val, names=(), model=model, **settings)


def _of_two_features(**settings):
    return _found((WIDE[0], *TRAIN[1:]), (WIDE[1], *VAL[1:]), **settings)


def _marks(axes):
    return [np.asarray(c.get_offsets()) for c in axes.collections]


@pytest.fixture(scope="module")
def of_two():
    return fit(_of_two_features())


def test_of_one_feature_it_is_the_models_curve_with_the_examples_in_their_own_units():
    picture = fit(_found(scaler=([10.0], [2.0]), features=["speed"], target="distance"))
    (axes,) = picture.axes
    (curve,) = axes.get_lines()
    x, y = curve.get_data()
    assert np.allclose(y, 2 * ((x - 10) / 2) ** 2)
    assert x.min() < 10
    assert x.max() > 16
    train, val = _marks(axes)
    assert np.allclose(train, [[10, 1], [12, 2], [14, 9]])
    assert np.allclose(val, [[16, 20]])
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("speed", "distance")


def test_of_more_features_it_is_predicted_against_true_with_the_diagonal(of_two):
    (axes,) = of_two.axes
    train, val = _marks(axes)
    assert np.allclose(train, [[1, 0], [2, 2], [9, 8]])
    assert np.allclose(val, [[20, 18]])
    (diagonal,) = axes.get_lines()
    assert np.array_equal(*diagonal.get_data())
    assert axes.get_xlim() == axes.get_ylim()
    assert axes.get_aspect() == 1
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("true target", "predicted")


def test_the_legend_tells_how_many_there_are_and_how_far_off_they_are(of_two):
    assert legend(of_two) == [
        "training: 3 examples, RMSE 0.8165",
        "validation: 1 example, RMSE 2",
        "equal",
    ]
    assert heading(of_two) == ["20260101-000000-a", "best epoch 3"]


def test_the_parts_differ_in_colour_and_marker(of_two):
    train, val = of_two.axes[0].collections
    assert not np.array_equal(train.get_facecolor(), val.get_facecolor())
    assert not np.array_equal(train.get_paths()[0].vertices, val.get_paths()[0].vertices)


def test_residuals_are_true_minus_predicted_over_what_is_predicted():
    picture = residuals(_of_two_features())
    axes, beside = picture.axes
    train, val = _marks(axes)
    assert np.allclose(train, [[0, 1], [2, 0], [8, 1]])
    assert np.allclose(val, [[18, 2]])
    assert axes.get_ylabel() == "residual: true target - predicted"
    assert axes.get_ylim() == beside.get_ylim()
    filled, outline = beside.patches
    assert filled.get_fill()
    assert not outline.get_fill()
    for part, values in ((filled, [0, 1, 1]), (outline, [2])):
        lengths, edges = part.get_xy().T
        assert lengths.max() == pytest.approx(200 / 3 if len(values) == 3 else 100)
        assert all(edges.min() <= value <= edges.max() for value in values)


def test_without_inputs_there_is_predicted_against_true_but_no_curve():
    assert len(_marks(fit(_of_two_features(inputs=False)).axes[0])) == 1
    with pytest.raises(NoPictureError, match="has kept no features"):
        fit(_found(inputs=False))


@pytest.mark.parametrize("draw", [fit, residuals])
def test_outputs_that_are_no_numbers_are_left_out_and_counted(draw):
    train = (WIDE[0], np.float32([1, 2, 9]), np.float32([np.nan, np.inf, 8]))
    picture = draw(_found(train, None))
    assert legend(picture)[0] == "training: 1 of 3 examples, RMSE 1"


@pytest.mark.parametrize("draw", [fit, residuals])
def test_one_example_of_a_huge_number_and_hostile_names(draw):
    found = _found(([[1.0]], [1e308], [-1.0]), None, features=HOSTILE[2:], target=HOSTILE[0])
    assert_sound(draw(found))


@pytest.mark.parametrize("draw", [fit, residuals])
def test_a_run_without_it_says_why(draw):
    with pytest.raises(NoPictureError, match="predicts classes, and this picture is of numbers"):
        draw(of_table((WIDE[0], [0, 1, 1], [1.0, 2.0, 3.0]), None))
    with pytest.raises(NoPictureError, match="the outputs of 20260101-000000-a are no numbers"):
        draw(_found((WIDE[0], [1.0, 2.0, 3.0], [np.nan] * 3), None))


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([0.0, 100.0], -6, 106),
        ([5.0], 4.5, 5.5),
        ([0.0], -1, 1),
        ([np.nan, np.inf], 0, 1),
        ([np.nan, 1.0], 0.9, 1.1),
        ([-1e308, 1e308], -1.12e250, 1.12e250),
    ],
)
def test_axes_have_room_around_all_that_is_a_number(values, low, high):
    assert limits(np.array(values)) == pytest.approx((low, high))


def test_axes_reach_as_far_as_numbers_differ():
    low, high = limits(np.array([1e16, 1e16 + 2]))
    assert low < 1e16 < 1e16 + 2 < high
