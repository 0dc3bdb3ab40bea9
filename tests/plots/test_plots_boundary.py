"""Regions of classes with their borders: over two features, or along principal components."""

import numpy as np
import pytest
from stand_in import HOSTILE, Formula, assert_sound, heading, legend, of_table, offsets, texts

from autograd_cli.plots import NoPictureError
from autograd_cli.plots.models.boundary import boundary
from autograd_cli.plots.models.chances import chances
from autograd_cli.plots.models.plane import Plane, plane_of

RNG = np.random.default_rng(0)
SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
SCALER = ([10.0, 20.0], [2.0, 4.0])
BORDER = 0.25  # of the first feature, as the model sees it


def _steep(x):
    return 20 * (x[:, 0] - BORDER)


def _corners(x):
    """The logits of three classes: left, right below and right above."""
    return 30 * np.stack([0.5 - x[:, 0], x[:, 0] - x[:, 1], x[:, 0] + x[:, 1] - 1], axis=1)


def _images(axes):
    return [np.asarray(image.get_array()) for image in axes.get_images()]


@pytest.fixture(scope="module")
def binary():
    val = ([[0.5, 0.5]], [0.0], [5.0])
    train = (SQUARE, [0.0, 1.0, 0.0, 1.0], _steep(SQUARE))
    return boundary(of_table(train, val, model=Formula(_steep), scaler=SCALER))


def test_the_line_of_one_half_is_where_the_model_is_undecided_in_the_features_own_units(binary):
    panel = binary.axes[0]
    lines = {c.levels[0]: c for c in panel.collections if hasattr(c, "levels")}
    assert sorted(lines) == [0.1, 0.5, 0.9]
    for chance, line in lines.items():
        (path,) = line.get_paths()
        logit = np.log(chance / (1 - chance))
        assert np.allclose(path.vertices[:, 0], 10 + 2 * (BORDER + logit / 20), atol=1e-3)
    assert len({tuple(line.get_linestyles()[0][1] or ()) for line in lines.values()}) == 3


def test_the_shades_are_probabilities(binary):
    (shades,) = _images(binary.axes[0])
    assert shades.min() < 0.01
    assert shades.max() > 0.99
    assert (np.diff(shades, axis=1) >= 0).all(), "they grow along the first feature alone"
    assert np.allclose(shades, shades[0])
    assert binary.axes[1].get_ylabel() == "probability of yes"


def test_the_examples_are_at_their_features_and_what_is_wrong_has_a_ring(binary):
    panel = binary.axes[0]
    places = SQUARE * SCALER[1] + SCALER[0]
    assert np.allclose(offsets(panel, "training 0"), places[[0, 2]])
    assert np.allclose(offsets(panel, "training 1"), places[[1, 3]])
    assert np.allclose(offsets(panel, "validation 0"), [[11, 22]])
    assert np.allclose(offsets(panel, "wrong"), [[11, 22]])
    assert legend(binary) == ["no", "yes", "", "training", "validation", "wrong: 1"]
    assert (panel.get_xlabel(), panel.get_ylabel()) == ("f0", "f1")
    assert heading(binary)[1] == "training: 4 examples, validation: 1 example; best epoch 3"


def test_in_grey_one_class_of_two_is_darker(binary):
    from autograd_cli.plots.colours import luminance

    shades = binary.axes[0].get_images()[0].get_cmap()
    low, middle, high = (luminance(np.array(shades(x)[:3]) * 255) for x in (0.0, 0.5, 1.0))
    assert low + 0.15 < high < middle


@pytest.fixture(scope="module")
def of_three():
    found = of_table(
        (SQUARE, [0, 1, 0, 2], _corners(SQUARE)),
        None,
        model=Formula(_corners),
        names=("left", "below", "above"),
    )
    return boundary(found)


def test_regions_of_three_classes_have_borders_and_names(of_three):
    (panel,) = of_three.axes
    written = {t.get_text(): t.get_position() for t in panel.texts}
    assert set(written) == {"left", "below", "above"}
    for name, place in written.items():
        best = _corners(np.array([place])).argmax()
        assert ("left", "below", "above")[best] == name
    borders = np.concatenate(
        [p.vertices for c in panel.collections if hasattr(c, "levels") for p in c.get_paths()]
    )
    first, second = np.sort(_corners(borders), axis=1)[:, :0:-1].T
    assert np.allclose(first, second, atol=0.5), "where two classes are equally likely"


def test_a_region_is_paler_where_no_class_is_sure(of_three):
    (shades,) = _images(of_three.axes[0])
    assert shades.dtype == np.uint8
    saturation = np.ptp(shades.astype(int), axis=-1)
    assert saturation.max() > 3 * saturation.min()


def test_of_more_features_it_is_a_cut_along_the_principal_components_through_the_mean():
    axes = np.linalg.qr(RNG.normal(size=(5, 5)))[0]
    x = (RNG.normal(size=(60, 5)) * [4, 2, 0.5, 0.1, 0]) @ axes + 7
    plane = plane_of(x, None)
    variances = np.linalg.eigvalsh(np.cov(x.T))[::-1]
    share = 100 * variances[:2] / variances.sum()
    assert plane.names[0] == f"first principal component, {share[0]:.1f} % of the variance"
    assert plane.names[1] == f"second, {share[1]:.1f} % of the variance"
    assert f"{share.sum():.1f} % of the variance" in plane.about
    points = plane.points(x)
    assert np.allclose(points.var(axis=0, ddof=1), variances[:2])
    assert np.allclose(plane.examples(np.zeros((1, 2))), x.mean(axis=0))
    assert np.allclose(plane.points(plane.examples(points)), points)
    found = of_table((x, np.arange(60) % 2, x[:, 0]), None, model=Formula(lambda x: x[:, 0]))
    picture = boundary(found)
    assert heading(picture)[2] == plane.about
    assert np.allclose(offsets(picture.axes[0], "training 0"), points[::2])


def test_the_directions_do_not_depend_on_the_order_of_the_examples():
    x = RNG.normal(size=(30, 4)) * [3, 2, 1, 1]
    one, other = plane_of(x, None), plane_of(x[::-1], None)
    assert np.allclose(one.points(x), other.points(x))


@pytest.mark.parametrize("scale", [1e200, 1e-200, 1.0])
def test_two_examples_of_any_size_span_a_plane(scale):
    x = scale * np.array([[1.0, 2.0, 3.0], [2.0, 2.0, 3.0]])
    plane = plane_of(x, None)
    points = plane.points(x) / scale
    assert np.allclose(points, [[-0.5, 0], [0.5, 0]])
    assert "100.0 % of the variance" in plane.about


def test_constant_features_do_not_matter():
    x = np.concatenate([RNG.normal(size=(20, 2)), np.full((20, 3), 5.0)], axis=1)
    plane = plane_of(x, None)
    assert "100.0 % of the variance" in plane.about
    assert np.allclose(plane.examples(np.zeros((1, 2)))[0, 2:], 5)


def test_large_models_are_asked_at_fewer_points():
    plane = Plane(np.asarray, np.asarray, ("a", "b"))
    sides = [
        len(chances(Formula(lambda x: x[:, 0], weights), plane, SQUARE).x)
        for weights in (1, 100_000, 10_000_000)
    ]
    assert sides == [200, 141, 40]


@pytest.mark.parametrize("values", [1, 3], ids=["two classes", "three classes"])
def test_where_the_outputs_are_no_numbers_nothing_is_drawn(values):
    def model(x):
        first = np.where(x[:, 0] < 0.5, np.nan, x[:, 0])
        return first if values == 1 else np.stack([first, 0 * first, 1 - first], axis=1)

    found = of_table(
        (SQUARE.astype(np.float32), [0, 1, 0, 1], model(SQUARE)),
        None,
        model=Formula(model),
        names=("a", "b", "c")[: max(2, values)],
    )
    picture = boundary(found)
    assert_sound(picture)
    (shades,) = picture.axes[0].get_images()
    left = shades.get_array()[:, :90]
    assert left.mask.all() if values == 1 else (left == 255).all()


def test_thirty_classes_with_hostile_names():
    x = RNG.normal(size=(60, 2))
    angles = np.arange(30) / 30 * 2 * np.pi
    directions = 9 * np.stack([np.cos(angles), np.sin(angles)])
    found = of_table(
        (x, np.arange(60) % 30, x @ directions),
        None,
        model=Formula(lambda x: x @ directions),
        names=HOSTILE * 10,
        features=HOSTILE[1:],
    )
    picture = boundary(found)
    assert_sound(picture)
    assert any("…" in text.get_text() for text in texts(picture))


def test_one_example_and_a_model_that_says_the_same_everywhere():
    found = of_table(([[1e300, 0.0]], [1.0], [2.0]), None, model=Formula(lambda x: 2 + 0 * x[:, 1]))
    assert_sound(boundary(found))


@pytest.mark.parametrize(
    ("x", "model", "reason"),
    [
        ([[1.0], [2.0]], None, "one feature spans no plane"),
        ([[3.0, 4.0, 5.0]] * 2, None, "the same: they span no plane"),
        ([[3.0, 4.0], [5.0, 6.0]], Formula(lambda x: x[:, 0] * np.nan), "are no numbers"),
    ],
    ids=["one feature", "equal examples", "no numbers"],
)
def test_a_run_without_it_says_why(x, model, reason):
    with pytest.raises(NoPictureError, match=reason):
        boundary(of_table((x, [0.0, 1.0], [0.0, 1.0]), None, model=model))


def test_regression_has_no_classes():
    with pytest.raises(NoPictureError, match="predicts no classes"):
        boundary(of_table((SQUARE, np.arange(4.0), np.arange(4.0)), None, names=()))
