"""The datasets that come ready: shapes, types, names, and the numbers that are known of them."""

import numpy as np
import pytest

from autograd_cli import data
from autograd_cli.config import schema
from autograd_cli.config.schema.datasets import FIXED
from autograd_cli.data.scaler import Scaler
from autograd_cli.seeds import Seeds

FLOWERS = ("sepal length", "sepal width", "petal length", "petal width")


def _synthetic(**settings):
    return data.read(schema.SyntheticRegression(name="synthetic_regression", **settings))


def _beta(dataset):
    """The weights of a dataset without noise."""
    return np.linalg.lstsq(dataset.x, dataset.y)[0]


@pytest.mark.parametrize("variant", FIXED, ids=schema.name)
def test_every_dataset_is_what_its_task_says(variant):
    settings = variant(name=schema.name(variant))
    dataset = data.read(settings)
    assert dataset.task == settings.known_task()
    assert dataset.x.ndim == 2
    assert dataset.x.dtype == np.float64
    assert len(dataset.feature_names) == len(set(dataset.feature_names)) == dataset.x.shape[1]
    assert dataset.y.shape == (len(dataset.x),)
    assert dataset.y.dtype == (np.int64 if dataset.task == "multiclass" else np.float64)
    if dataset.task == "regression":
        assert dataset.class_names == ()
    else:
        assert np.unique(dataset.y).tolist() == list(range(len(dataset.class_names)))
        assert (dataset.task == "binary") == (len(dataset.class_names) == 2)
    assert {type(name) for name in dataset.feature_names + dataset.class_names} == {str}


@pytest.mark.parametrize("variant", FIXED, ids=schema.name)
def test_nobody_can_spoil_a_dataset_for_the_next_reader(variant):
    settings = variant(name=schema.name(variant))
    first = data.read(settings)
    fingerprint = first.fingerprint()
    first.x[:] = first.y[:] = 7
    assert data.read(settings).fingerprint() == fingerprint


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


def test_wine_has_the_wines_of_three_growers():
    wine = data.read(schema.Wine(name="wine"))
    assert wine.x.shape == (178, 13)
    assert wine.feature_names[0] == "alcohol"
    assert wine.feature_names[-1] == "proline"
    assert wine.class_names == ("class_0", "class_1", "class_2")
    assert np.bincount(wine.y).tolist() == [59, 71, 48]
    first = [14.23, 1.71, 2.43, 15.6, 127, 2.8, 3.06, 0.28, 2.29, 5.64, 1.04, 3.92, 1065]
    assert wine.x[0].tolist() == first


def test_breast_cancer_has_scikit_learns_order_of_the_classes():
    tumours = data.read(schema.BreastCancer(name="breast_cancer"))
    assert tumours.x.shape == (569, 30)
    assert tumours.feature_names[::10] == ("mean radius", "radius error", "worst radius")
    assert tumours.class_names == ("malignant", "benign")
    assert [(tumours.y == k).sum() for k in (0.0, 1.0)] == [212, 357]
    assert tumours.x[0, :4].tolist() == [17.99, 10.38, 122.8, 1001.0]
    assert tumours.y[0] == 0.0, "the first is malignant"


def test_digits_are_pictures_between_zero_and_one():
    digits = data.read(schema.Digits(name="digits"))
    assert digits.x.shape == (1797, 64)
    assert digits.feature_names[:2] == ("pixel_0_0", "pixel_0_1")
    assert digits.class_names == tuple("0123456789")
    assert np.bincount(digits.y).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert (digits.x.min(), digits.x.max()) == (0.0, 1.0)
    assert (digits.x[0, :8] * 16).tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    assert digits.y[:4].tolist() == [0, 1, 2, 3]


def test_diabetes_is_in_natural_units():
    patients = data.read(schema.Diabetes(name="diabetes"))
    assert patients.x.shape == (442, 10)
    assert patients.feature_names == (
        *("age", "sex", "bmi", "bp"),
        *("s1", "s2", "s3", "s4", "s5", "s6"),
    )
    assert patients.x[0].tolist() == [59, 2, 32.1, 101, 157, 93.2, 38, 4, 4.8598, 87]
    assert np.unique(patients.x[:, 1]).tolist() == [1, 2]
    assert patients.y[:3].tolist() == [151, 75, 141]
    assert (patients.y.min(), patients.y.max()) == (25, 346)


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


def test_the_fingerprint_tells_datasets_apart():
    settings = [{}, {"seed": 1}, {"noise": 2.0}, {"n": 11}, {"d": 3}]
    prints = [_synthetic(**given).fingerprint() for given in settings]
    assert len(set(prints)) == len(prints)
    assert prints[0] == _synthetic().fingerprint()


@pytest.mark.parametrize(
    ("dataset", "features", "outputs"),
    [
        (schema.IrisBinary(name="iris_binary"), 4, 1),
        (schema.Iris(name="iris"), 4, 3),
        (schema.SyntheticRegression(name="synthetic_regression", d=5), 5, 1),
        (schema.BreastCancer(name="breast_cancer"), 30, 1),
        (schema.Digits(name="digits"), 64, 10),
        (schema.Moons(name="moons"), 2, 1),
        (schema.Spirals(name="spirals", classes=2), 2, 1),
        (schema.Spirals(name="spirals", classes=5), 2, 5),
        (schema.Sine(name="sine"), 1, 1),
    ],
)
def test_the_splits_tell_what_a_model_has_to_take_and_give(dataset, features, outputs):
    splits = data.build(schema.Settings(dataset=dataset, model=schema.MLP(name="mlp")), Seeds(0))
    assert (splits.shape, splits.outputs) == ((features,), outputs)


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
