"""The loss over two numbers: contours of what is made small, and the way of the optimizer."""

import numpy as np
import pytest
from stand_in import assert_sound, heading, history, legend, of_table

from autograd_cli import zoo
from autograd_cli.plots import NoPictureError
from autograd_cli.plots.models import descent
from autograd_cli.plots.models.surface import surface
from autograd_cli.seeds import Seeds

X = np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]])
Y = np.array([1.0, 2.0, 3.0])
WAY = np.array([[0.0, 0.0], [1.0, 0.5], [1.4, 1.2]])
LEAST_SQUARES = "dataset: {name: synthetic_regression}\nmodel: {name: least_squares, l2: 0}\n"
LOGISTIC = """
dataset: {name: iris_binary}
model: {name: logistic_regression}
loss: {name: binary_cross_entropy, class_weights: balanced}
"""


def _mse(x, y, w):
    return np.mean((x @ w - y) ** 2)


@pytest.fixture(autouse=True)
def _coarse(monkeypatch, request):
    """Ten times as fast, for tests that do not look at the contours' places."""
    if "contours" not in request.node.name:
        monkeypatch.setattr(descent, "_SIDE", 25)


@pytest.fixture
def least_squares(load):
    """A run of least squares with two weights, which went `way`."""

    def make(way=WAY, *overrides, x=X, y=Y, val=None, **settings):
        found = of_table(
            (x, y, y),
            val,
            model=zoo.LeastSquares(2),
            names=(),
            config=load(LEAST_SQUARES, *overrides).completed("regression"),
            **settings,
        )
        found.weight_history = history(weight=way)
        return found

    return make


def _contours(axes):
    return [c for c in axes.collections if hasattr(c, "levels") and not c.filled]


def test_the_contours_are_where_the_loss_is_that_of_their_level(least_squares):
    (axes, scale) = surface(least_squares()).axes
    (lines,) = _contours(axes)
    checked = 0
    for level, path in zip(lines.levels, lines.get_paths(), strict=True):
        for point in path.vertices:
            assert _mse(X, Y, point) == pytest.approx(level, rel=0.02, abs=2e-3)
            checked += 1
    assert checked > 500
    assert scale.get_ylabel() == "loss"


def test_the_levels_are_closer_to_each_other_where_the_loss_is_small(least_squares):
    (lines,) = _contours(surface(least_squares()).axes[0])
    steps = np.diff(lines.levels)
    assert len(steps) > 10
    assert np.allclose(steps[1:] / steps[:-1], steps[1] / steps[0])
    assert steps[1] > 1.3 * steps[0]


def test_the_way_has_a_dot_for_each_epoch_a_start_and_an_end(least_squares):
    picture = surface(least_squares())
    axes = picture.axes[0]
    way, start, end = axes.get_lines()
    assert np.allclose(way.get_xydata(), WAY)
    assert np.allclose(start.get_xydata(), WAY[:1])
    assert np.allclose(end.get_xydata(), WAY[-1:])
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("weight[0]", "weight[1]")
    assert legend(picture) == [
        "after each epoch",
        f"start, epoch 0: loss {_mse(X, Y, WAY[0]):.5g}",
        f"end, epoch 2: loss {_mse(X, Y, WAY[-1]):.5g}",
    ]
    for (low, high), values in zip((axes.get_xlim(), axes.get_ylim()), WAY.T, strict=True):
        assert low < min(values) <= max(values) < high


def test_extents_of_one_size_have_one_scale(least_squares):
    assert surface(least_squares()).axes[0].get_aspect() == 1
    far = surface(least_squares([[0.0, 0.0], [1.0, 100.0]])).axes[0]
    assert far.get_aspect() == "auto"
    assert far.get_ylim()[1] > 50 * far.get_xlim()[1]


def test_the_loss_has_its_penalty_and_says_so(least_squares):
    picture = surface(least_squares(WAY, "model.l2=0.5"))
    assert heading(picture)[1] == "loss with its penalty, l2 = 0.5, of 3 examples for training"
    expected = _mse(X, Y, WAY[-1]) + 0.25 * (WAY[-1] ** 2).sum()
    assert legend(picture)[2].endswith(f"loss {expected:.5g}")


def test_it_says_if_not_all_examples_are_kept(least_squares):
    picture = surface(least_squares(totals=(5000,)))
    assert heading(picture)[1] == "loss of 3 of 5,000 examples for training"


def test_a_weight_and_a_bias_and_the_loss_with_its_class_weights(load):
    x, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0.0, 0.0, 0.0, 1.0])
    found = of_table(
        (x, y, y),
        (x + 9, y, y),
        model=zoo.LogisticRegression(1, Seeds(0).stream("init")).astype("float32"),
        config=load(LOGISTIC).completed("binary"),
    )
    found.weight_history = history(weight=[[0.0], [1.0]], bias=[[0.0], [-2.0]])
    before = found.restored.model.state_dict()["weight"].copy()
    picture = surface(found)
    axes = picture.axes[0]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("weight", "bias")
    z = x[:, 0] - 2
    each = np.logaddexp(0, z) - y * z
    expected = np.mean(each * np.where(y == 1, 2, 2 / 3))
    assert legend(picture)[2].endswith(f"loss {expected:.5g}")
    assert np.array_equal(found.restored.model.state_dict()["weight"], before), "it is shared"


def test_epochs_that_were_not_all_kept(least_squares):
    found = least_squares()
    found.weight_history = {"weight": found.weight_history["weight"][::2]}
    assert legend(surface(found))[0] == "after some of the epochs"


@pytest.mark.parametrize(
    "way", [[[0.0, 0.0]], [[0.0, 0.0], [0.0, 1e-12], [np.nan, 1.0]]], ids=["one", "tiny"]
)
def test_short_ways(least_squares, way):
    assert_sound(surface(least_squares(way)))


@pytest.mark.parametrize("way", [[[0.0, 0.0], [1e200, -1e200]], [[1e300, 1e300]]])
def test_a_way_so_long_that_there_are_no_losses_around_it(least_squares, way):
    with pytest.raises(NoPictureError, match=r"the loss around the way of 2.*-a is no number"):
        surface(least_squares(way))


def test_a_loss_that_is_the_same_everywhere_has_no_contours(least_squares):
    axes = surface(least_squares(x=0 * X)).axes
    assert len(axes) == 1
    assert not _contours(axes[0])


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        ({}, "has kept no weights of its epochs"),
        (history(weight=[[1.0, 2.0, 3.0]]), "has not two numbers to learn"),
        (history(weight=[[1.0, 2.0]], bias=[[1.0]]), "has not two numbers to learn"),
        (history(weight=[[np.nan, 2.0]]), "are no numbers"),
    ],
    ids=["none", "three", "with a bias", "no numbers"],
)
def test_a_run_without_it_says_why(least_squares, kept, reason):
    found = least_squares()
    found.weight_history = kept
    with pytest.raises(NoPictureError, match=reason):
        surface(found)


def test_without_training_examples_there_is_none(least_squares):
    with pytest.raises(NoPictureError, match="has kept no features"):
        surface(least_squares(inputs=False))
