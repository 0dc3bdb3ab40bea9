"""What is to be learned from a column, where the config leaves that to the data."""

import pytest

from autograd_cli.config import SettingError, Settings
from autograd_cli.data.tasks import task


def _settings(*, model="mlp", loss=None, asked=None):
    return Settings(
        dataset={"name": "npy", "path": "t.npy", "task": asked},
        model={"name": model},
        loss=loss and {"name": loss},
    )


@pytest.mark.parametrize(
    ("settings", "different", "whole", "expected"),
    [
        ({}, None, False, "regression"),
        ({}, 21, True, "regression"),
        ({}, 2, False, "regression"),
        ({"asked": "classification"}, 2, False, "binary"),
        ({"asked": "classification"}, 3, True, "multiclass"),
        ({"asked": "regression"}, 3, True, "regression"),
        ({"asked": "regression", "loss": "cross_entropy"}, 3, True, "regression"),
        ({"loss": "cross_entropy"}, 3, True, "multiclass"),
        ({"loss": "mean_squared_error"}, 3, True, "regression"),
        ({"model": "logistic_regression"}, 2, True, "binary"),
        ({"model": "logistic_regression"}, 3, True, "multiclass"),
        ({"model": "least_squares"}, 2, True, "regression"),
    ],
)
def test_numbers_are_what_the_settings_say_else_regression(settings, different, whole, expected):
    assert task(_settings(**settings), different=different, whole=whole) == expected


@pytest.mark.parametrize(("different", "expected"), [(2, "binary"), (5, "multiclass")])
def test_words_are_classes(different, expected):
    assert task(_settings(), different=different, words=True) == expected


def test_few_whole_numbers_are_asked_about():
    with pytest.raises(SettingError) as caught:
        task(_settings(), different=20, whole=True)
    assert str(caught.value) == (
        "dataset.task: the target's 20 different values, all whole numbers, may be classes or "
        "amounts; say classification or regression"
    )


@pytest.mark.parametrize(
    ("different", "told"),
    [(1, "one value"), (None, "more than 1000 different values")],
)
def test_one_class_or_too_many_are_refused(different, told):
    with pytest.raises(SettingError) as caught:
        task(_settings(asked="classification"), different=different)
    assert str(caught.value) == f"dataset.target: the column has {told}: no classes to learn"
