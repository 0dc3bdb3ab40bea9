"""The split into a training and a validation part, and the batches of the former."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from autograd_cli import config, data
from autograd_cli.config import SettingError, Settings, schema
from autograd_cli.data import ArrayPart, Dataset
from autograd_cli.data.split import split
from autograd_cli.seeds import Seeds

STORED = Path(__file__).parents[1] / "stored"


def _labelled(sizes):
    """Classes of these sizes, in a mixed order; each example is its own number."""
    y = np.random.default_rng(0).permutation(np.repeat(np.arange(len(sizes)), sizes))
    x = np.arange(len(y), dtype=np.float64)[:, None]
    return Dataset("multiclass", x, y, ("x",), tuple("abcdefgh"[: len(sizes)]))


def _split(dataset, fraction, *, seed=0, standardize=False):
    return split(dataset, fraction, standardize=standardize, rng=Seeds(seed).stream("split"))


def _built(dataset, seed=0):
    return data.build(Settings(dataset=dataset, model=schema.MLP(name="mlp")), Seeds(seed))


def _iris(fraction, *, seed=0, **settings):
    return _built(schema.Iris(name="iris", validation_fraction=fraction, **settings), seed)


@pytest.mark.parametrize(
    ("fraction", "train", "validation"),
    [
        (0.2, [40, 40, 40], [10, 10, 10]),
        (0.5, [25, 25, 25], [25, 25, 25]),
        (0.1, [45, 45, 45], [5, 5, 5]),
        (0.01, [49, 49, 50], [1, 1, 0]),
        (0.99, [0, 1, 1], [50, 49, 49]),
    ],
)
def test_every_class_gives_its_share(fraction, train, validation):
    splits = _iris(fraction)
    assert np.bincount(splits.train.y, minlength=3).tolist() == train
    assert np.bincount(splits.validation.y, minlength=3).tolist() == validation


@given(st.lists(st.integers(1, 40), min_size=2, max_size=5), st.floats(0.01, 0.99))
def test_the_parts_make_up_the_whole_in_its_order(sizes, fraction):
    n, held_out = sum(sizes), round(fraction * sum(sizes))
    assume(0 < held_out < n)
    dataset = _labelled(sizes)
    splits = _split(dataset, fraction)
    assert (len(splits.train), len(splits.validation)) == (n - held_out, held_out)
    for part in (splits.train, splits.validation):
        rows = part.x[:, 0].astype(int)
        assert (np.diff(rows) > 0).all(), "in the dataset's order"
        assert np.array_equal(part.y, dataset.y[rows])
    assert sorted([*splits.train.x[:, 0], *splits.validation.x[:, 0]]) == list(range(n))
    shares = np.bincount(splits.validation.y, minlength=len(sizes))
    exact = np.array(sizes) * held_out / n
    assert (np.abs(shares - exact) < 1).all(), "within one of the exact share"


def test_a_fraction_of_zero_leaves_everything_for_training():
    splits = _iris(0.0)
    assert splits.validation is None
    assert len(splits.train) == 150
    assert splits.about()["validation_examples"] == 0


@pytest.mark.parametrize(
    ("n", "fraction", "message"),
    [
        (10, 0.01, "0.01 of 10 examples leaves 10 for training and 0 for validation"),
        (10, 0.96, "0.96 of 10 examples leaves 0 for training and 10 for validation"),
        (1, 0.2, "0.2 of 1 examples leaves 1 for training and 0 for validation"),
        (1, 0.9, "0.9 of 1 examples leaves 0 for training and 1 for validation"),
    ],
)
def test_a_fraction_that_leaves_a_part_empty_is_refused(n, fraction, message):
    settings = schema.SyntheticRegression(
        name="synthetic_regression", n=n, validation_fraction=fraction
    )
    with pytest.raises(SettingError) as caught:
        _built(settings)
    assert str(caught.value) == f"dataset.validation_fraction: {message}"


def test_the_split_is_the_seeds_and_no_other_streams():
    first, second, other = Seeds(0), Seeds(0), Seeds(1)
    second.stream("init").random(1000)
    second.stream("shuffle", 3).permutation(50)
    settings = Settings(dataset=schema.Iris(name="iris"), model=schema.MLP(name="mlp"))
    parts = [data.build(settings, seeds).validation.x for seeds in (first, second, other)]
    assert np.array_equal(parts[0], parts[1])
    assert not np.array_equal(parts[0], parts[2])


def test_regression_is_split_without_looking_at_the_targets():
    settings = schema.SyntheticRegression(name="synthetic_regression", n=100)
    splits = _built(settings)
    assert (len(splits.train), len(splits.validation)) == (80, 20)


def test_standardisation_is_fitted_on_the_training_part_alone():
    raw, scaled = _iris(0.2), _iris(0.2, standardize=True)
    mean, deviation = raw.train.x.mean(axis=0), raw.train.x.std(axis=0)
    assert np.allclose(scaled.train.x, (raw.train.x - mean) / deviation, rtol=1e-13, atol=1e-13)
    assert np.allclose(scaled.validation.x, (raw.validation.x - mean) / deviation, atol=1e-13)
    assert abs(scaled.validation.x.mean(axis=0)).max() > 1e-3
    assert np.array_equal(scaled.train.y, raw.train.y)


def test_what_new_examples_need_is_told_in_plain_values():
    splits = _iris(0.2, standardize=True)
    told = splits.about()
    assert told.pop("scaler") == {
        "mean": _iris(0.2).train.x.mean(axis=0).tolist(),
        "scale": _iris(0.2).train.x.std(axis=0).tolist(),
    }
    assert told == {
        "task": "multiclass",
        "feature_names": ["sepal length", "sepal width", "petal length", "petal width"],
        "class_names": ["setosa", "versicolor", "virginica"],
        "target": "target",
        "columns": [
            {"name": "sepal length", "fill": None},
            {"name": "sepal width", "fill": None},
            {"name": "petal length", "fill": None},
            {"name": "petal width", "fill": None},
        ],
        "unknown_category": "refuse",
        "text": None,
        "train_examples": 120,
        "validation_examples": 30,
        "train_class_counts": [40, 40, 40],
        "dataset_sha256": splits.fingerprint,
    }
    assert _iris(0.2).about()["scaler"] is None


@given(st.integers(1, 50), st.integers(1, 60), st.booleans())
def test_the_batches_hold_every_example_once(n, size, shuffled):
    part = ArrayPart(np.arange(2 * n, dtype=np.float64).reshape(n, 2), np.arange(n))
    rng = np.random.default_rng(0) if shuffled else None
    batches = list(part.batches(size, rng))
    assert [len(y) for _, y in batches[:-1]] == [size] * (len(batches) - 1)
    assert 1 <= len(batches[-1][1]) <= size
    y = np.concatenate([y for _, y in batches])
    assert sorted(y) == list(range(n))
    assert np.array_equal(np.concatenate([x for x, _ in batches]), part.x[y])


def test_the_order_is_the_streams_or_the_parts_own():
    part = ArrayPart(np.zeros((9, 1)), np.arange(9))
    drawn = Seeds(0).stream("shuffle", 1).permutation(9)
    for rng, order in ((Seeds(0).stream("shuffle", 1), drawn), (None, np.arange(9))):
        y = np.concatenate([y for _, y in part.batches(2, rng)])
        assert np.array_equal(y, order)


def test_the_part_is_not_changed_by_shuffling():
    part = ArrayPart(np.zeros((9, 1)), np.arange(9))
    list(part.batches(2, np.random.default_rng(0)))
    assert part.y.tolist() == list(range(9))


@pytest.mark.parametrize("shuffled", [True, False])
@pytest.mark.parametrize("size", [1, 2, 4, 20])
def test_batches_from_a_later_one_on_are_the_rest(size, shuffled):
    part = ArrayPart(np.arange(9.0)[:, None], np.arange(9))

    def batches(first):
        rng = np.random.default_rng(0) if shuffled else None
        return [y.tolist() for _, y in part.batches(size, rng, first=first)]

    for first in range(11):
        assert batches(first) == batches(0)[first:]


@pytest.mark.parametrize(
    "run", sorted(STORED.glob("*/preprocess.json")), ids=lambda path: path.parent.name
)
def test_the_split_is_that_of_the_earlier_version(run):
    settings = config.load(run.with_name("config.resolved.yaml")).settings
    told = data.build(settings, Seeds(settings.seed)).about()
    stored = json.loads(run.read_text())
    assert {key: told[key] for key in stored} == stored
