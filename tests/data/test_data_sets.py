"""The datasets: shapes, types, names, and the numbers that are known of them."""

import numpy as np
import pytest

from autograd_cli import data
from autograd_cli.config import schema
from autograd_cli.data.dataset import Scaler
from autograd_cli.seeds import Seeds

FLOWERS = ("sepal length", "sepal width", "petal length", "petal width")


def _synthetic(**settings):
    return data.read(schema.SyntheticRegression(name="synthetic_regression", **settings))


def _beta(dataset):
    """The weights of a dataset without noise."""
    return np.linalg.lstsq(dataset.x, dataset.y)[0]


def test_iris_has_three_species_of_fifty_flowers():
    iris = data.read(schema.Iris(name="iris"))
    assert (iris.task, iris.x.shape, iris.y.shape) == ("multiclass", (150, 4), (150,))
    assert (iris.x.dtype, iris.y.dtype) == (np.float64, np.int64)
    assert iris.feature_names == FLOWERS
    assert iris.class_names == ("setosa", "versicolor", "virginica")
    assert np.bincount(iris.y).tolist() == [50, 50, 50]
    assert iris.x[0].tolist() == [5.1, 3.5, 1.4, 0.2]
    assert iris.x[-1].tolist() == [5.9, 3.0, 5.1, 1.8]


def test_iris_binary_is_iris_without_the_third_species():
    iris, binary = (
        data.read(schema.Iris(name="iris")),
        data.read(schema.IrisBinary(name="iris_binary")),
    )
    assert (binary.task, binary.x.dtype, binary.y.dtype) == ("binary", np.float64, np.float64)
    assert binary.feature_names == FLOWERS
    assert binary.class_names == ("setosa", "versicolor")
    assert np.array_equal(binary.x, iris.x[:100])
    assert binary.y.tolist() == [0.0] * 50 + [1.0] * 50


def test_synthetic_regression_has_the_shape_asked_for():
    dataset = _synthetic(n=7, d=3)
    assert (dataset.task, dataset.x.shape, dataset.y.shape) == ("regression", (7, 3), (7,))
    assert (dataset.x.dtype, dataset.y.dtype) == (np.float64, np.float64)
    assert dataset.feature_names == ("x0", "x1", "x2")
    assert dataset.class_names == ()


def test_without_noise_the_targets_are_linear_in_the_features():
    dataset = _synthetic(n=50, d=3, noise=0.0)
    assert np.allclose(dataset.x @ _beta(dataset), dataset.y, rtol=0, atol=1e-12)


def test_the_weights_are_uniform_in_minus_one_to_one():
    betas = np.array([_beta(_synthetic(n=4, d=2, noise=0.0, seed=seed)) for seed in range(400)])
    assert np.abs(betas).max() <= 1
    assert abs(betas.mean()) < 4 / np.sqrt(3 * betas.size)
    assert abs(betas.var() - 1 / 3) < 4 * np.sqrt(4 / 45 / betas.size)


def test_the_features_are_uniform_in_zero_to_one():
    x = _synthetic(n=20_000, d=2).x
    assert x.min() >= 0
    assert x.max() < 1
    assert abs(x.mean() - 1 / 2) < 4 / np.sqrt(12 * x.size)
    assert abs(x.var() - 1 / 12) < 4 * np.sqrt(1 / 180 / x.size)


@pytest.mark.parametrize("noise", [0.5, 1.0, 3.0])
def test_the_noise_is_normal_with_the_deviation_asked_for(noise):
    dataset = _synthetic(n=20_000, d=2, noise=noise)
    residuals = (dataset.y - dataset.x @ _beta(dataset)) / noise
    assert abs(residuals.std() - 1) < 4 / np.sqrt(2 * residuals.size)
    assert abs((residuals**4).mean() - 3) < 4 * np.sqrt(96 / residuals.size), "a normal's kurtosis"


def test_the_data_depend_on_their_own_seed_alone():
    settings = schema.SyntheticRegression(name="synthetic_regression", validation_fraction=0.0)
    first, second = (data.build(settings, Seeds(seed)).train for seed in (0, 1))
    assert np.array_equal(first.x, second.x)
    assert np.array_equal(first.y, second.y)
    assert not np.array_equal(_synthetic(seed=0).x, _synthetic(seed=1).x)


def test_the_fingerprint_tells_datasets_apart():
    settings = [{}, {"seed": 1}, {"noise": 2.0}, {"n": 11}, {"d": 3}]
    prints = [_synthetic(**given).fingerprint() for given in settings]
    assert len(set(prints)) == len(prints)
    assert prints[0] == _synthetic().fingerprint()


@pytest.mark.parametrize(
    ("settings", "features", "outputs"),
    [
        (schema.IrisBinary(name="iris_binary"), 4, 1),
        (schema.Iris(name="iris"), 4, 3),
        (schema.SyntheticRegression(name="synthetic_regression", d=5), 5, 1),
    ],
)
def test_the_splits_tell_what_a_model_has_to_take_and_give(settings, features, outputs):
    splits = data.build(settings, Seeds(0))
    assert (splits.features, splits.outputs) == (features, outputs)


@pytest.mark.parametrize("value", [0.0, 0.1, 0.3, 123.456, 1e-300])
@pytest.mark.parametrize("n", [1, 3, 10, 80])
def test_a_feature_that_never_varies_becomes_zero(value, n):
    x = np.full((n, 1), value)
    assert np.allclose(Scaler.fit(x).apply(x), 0, rtol=0, atol=1e-9 * max(1, value))


def test_a_scaler_makes_mean_zero_and_deviation_one():
    x = np.random.default_rng(0).normal(5, [1e-3, 1, 1e3], (40, 3))
    scaled = Scaler.fit(x).apply(x)
    assert np.allclose(scaled.mean(axis=0), 0, atol=1e-9)
    assert np.allclose(scaled.std(axis=0), 1)
