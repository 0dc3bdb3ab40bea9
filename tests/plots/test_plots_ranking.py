"""ROC and precision-recall: points and areas against their definitions."""

import numpy as np
import pytest
from stand_in import HOSTILE, assert_sound, heading, legend, of_table

from autograd_cli.plots import NoPictureError
from autograd_cli.plots.models.ranking import precision_recall, roc
from autograd_cli.train.scores import scores

RNG = np.random.default_rng(0)
X = np.zeros((200, 2))
Y = (RNG.random(200) < 0.3).astype(float)
Z = RNG.normal(size=200) + Y
MANY = RNG.integers(0, 12, 200)
LOGITS = RNG.normal(size=(200, 12)) + 2 * np.eye(12)[MANY] * RNG.random((200, 1))


def _binary(**settings):
    return of_table((X, Y, Z), (X, Y, Z), **settings)


def _of_many(y=MANY, z=LOGITS, names=None):
    return of_table((X, y, z), None, names=names or [f"c{k}" for k in range(12)])


def _curves(picture):
    """The lines with more than two points, those below first."""
    return [
        np.array(line.get_data())
        for line in picture.axes[0].get_lines()[1:]
        if len(line.get_xdata()) > 2
    ]


def test_the_roc_curve_goes_through_the_rates_of_every_threshold():
    (curve,) = _curves(roc(_binary()))
    for x, y in curve.T:
        rates = [
            (np.mean(Z[Y == 0] >= threshold), np.mean(Z[Y == 1] >= threshold))
            for threshold in [*Z, np.inf]
        ]
        assert np.isclose(rates, (x, y)).all(axis=1).any()


def test_the_areas_are_the_runs_own_metric_and_the_average_precision():
    area = scores(["roc_auc"], Z, Y, "binary")["roc_auc"]
    assert legend(roc(_binary())) == [f"AUC {area:.3f}  yes", "AUC 0.500  by chance"]
    order = np.argsort(-Z)
    precision = np.cumsum(Y[order]) / np.arange(1, 201)
    average = (precision * Y[order]).sum() / Y.sum()
    assert legend(precision_recall(_binary())) == [
        f"AP {average:.3f}  yes",
        f"AP {Y.mean():.3f}  by chance",
    ]


def test_the_precision_recall_curve_is_of_steps_and_chance_is_the_share_of_the_class():
    picture = precision_recall(_binary())
    chance, curve = picture.axes[0].get_lines()
    assert np.allclose(chance.get_ydata(), Y.mean())
    assert curve.get_drawstyle() == "steps-post"
    recall, precision = curve.get_data()
    assert recall[0] == 1
    assert precision[0] == pytest.approx(Y.mean())
    axes = picture.axes[0]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("recall", "precision")


def test_of_many_classes_the_worst_are_told_apart_and_the_others_are_seen():
    picture = roc(_of_many())
    told = legend(picture)
    assert len(told) == 11
    assert told[8] == "4 more classes, AUC no smaller"
    areas = [float(text.split()[1]) for text in told[:8]]
    probabilities = np.exp(LOGITS) / np.exp(LOGITS).sum(axis=1, keepdims=True)
    right = [
        scores(
            ["roc_auc"],
            np.log(probabilities[:, k] / (1 - probabilities[:, k])),
            (k == MANY).astype(float),
            "binary",
        )["roc_auc"]
        for k in range(12)
    ]
    assert sorted(areas) == pytest.approx(sorted(right)[:8], abs=6e-4)
    assert told[9] == f"AUC {np.mean(right):.3f}  on average"
    lines = picture.axes[0].get_lines()[1:9]
    assert len({(line.get_color(), str(line.get_linestyle())) for line in lines}) == 8
    assert heading(picture)[1].endswith("; each class against all others")


def test_a_class_without_examples_has_no_curve_and_that_is_said():
    told = legend(precision_recall(_of_many(y=np.minimum(MANY, 9))))
    assert told[-1] == "no examples of 2 more"


def test_it_says_whether_all_examples_are_kept():
    told = heading(roc(_binary(totals=(200, 5000))))
    assert told == ["20260101-000000-a", "validation: 200 of 5,000 examples; best epoch 3"]


@pytest.mark.parametrize("draw", [roc, precision_recall])
def test_odd_outputs_and_hostile_names(draw):
    z = LOGITS.astype(np.float32)
    z[0], z[1, 0], z[2] = np.nan, np.inf, -np.inf
    picture = draw(_of_many(z=z, names=HOSTILE * 4))
    assert_sound(picture)
    assert "199 of 200 examples" in heading(picture)[1]


def test_equal_outputs_rank_nothing():
    picture = roc(of_table((X, Y, np.zeros(200)), None))
    assert legend(picture)[0] == "AUC 0.500  yes"


@pytest.mark.parametrize("draw", [roc, precision_recall])
@pytest.mark.parametrize(
    ("targets", "outputs"), [([1.0, 1.0], [1.0, 2.0]), ([1.0, 0.0], [1.0, np.nan])]
)
def test_a_part_with_examples_of_one_class_has_nothing_to_rank(draw, targets, outputs):
    with pytest.raises(NoPictureError, match=r"nothing to rank: .* in its training part"):
        draw(of_table((X[:2], targets, outputs), None))


def test_regression_has_no_classes():
    with pytest.raises(NoPictureError, match="predicts no classes"):
        roc(of_table((X, Y, Z), None, names=()))
