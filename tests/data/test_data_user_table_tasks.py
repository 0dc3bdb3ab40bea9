"""What is learned from a user's table, and what cannot be."""

import numpy as np
import pytest
from learnable import LEAST_SQUARES, LOGISTIC, target_of

from autograd_cli.config import schema

WORDS = target_of(["b", "a", "c", "a", "b"])
THREE = target_of([10, 9, 9, 10, -1])
AMOUNTS = target_of([0.5, 1, 2, 3, 4])
MSE = schema.MeanSquaredError()


@pytest.mark.parametrize(
    ("content", "settings", "task", "classes"),
    [
        (WORDS, {}, "multiclass", ("a", "b", "c")),
        (WORDS, {"task": "classification"}, "multiclass", ("a", "b", "c")),
        (target_of(["true", "false"] * 3), {}, "binary", ("false", "true")),
        (THREE, {"task": "classification"}, "multiclass", ("-1", "9", "10")),
        (THREE, {"task": "regression"}, "regression", ()),
        (THREE, {"model": LEAST_SQUARES}, "regression", ()),
        (THREE, {"loss": MSE}, "regression", ()),
        (THREE, {"loss": schema.CrossEntropy()}, "multiclass", ("-1", "9", "10")),
        (target_of([1, 0, 1, 1, 0]), {"model": LOGISTIC}, "binary", ("0", "1")),
        (AMOUNTS, {}, "regression", ()),
        (AMOUNTS, {"task": "classification"}, "multiclass", ("0.5", "1", "2", "3", "4")),
        (target_of(range(21)), {}, "regression", ()),
    ],
)
def test_what_is_learned_is_told_by_data_config_and_model(build, content, settings, task, classes):
    splits = build(content, **settings)
    assert (splits.task, splits.preprocessing.class_names) == (task, classes)
    y = np.concatenate([splits.train.y, splits.validation.y])
    assert y.dtype == (np.int64 if task == "multiclass" else np.float64)
    if classes:
        assert np.unique(y).tolist() == list(range(len(classes)))


@pytest.mark.parametrize(
    ("content", "settings", "message"),
    [
        (
            THREE,
            {},
            "dataset.task: the target's 3 different values, all whole numbers, may be classes or "
            "amounts; say classification or regression",
        ),
        (
            WORDS,
            {"task": "regression"},
            "dataset.task: regression needs numbers; t.csv:2: column 'y' holds 'b'",
        ),
        (
            target_of(["a", "a"]),
            {},
            "dataset.target: the column has one value: no classes to learn",
        ),
        (
            target_of(range(1001)),
            {"task": "classification"},
            "dataset.target: the column has more than 1000 different values: no classes to learn",
        ),
        (
            target_of([1, "", 2]),
            {"impute": "mean"},
            "t.csv:3: column 'y' holds no value\n"
            "Every example needs its target: fill it in, or leave the row out.",
        ),
        (
            target_of(["a", "", "b"]),
            {"impute": "mean"},
            "t.csv:3: column 'y' holds no value\n"
            "Every example needs its target: fill it in, or leave the row out.",
        ),
        (target_of([1, "inf", 2]), {}, "t.csv:3: column 'y' holds an infinite number"),
    ],
)
def test_a_target_that_cannot_be_learned_is_refused(refused, content, settings, message):
    assert refused(content, **settings) == message


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"target": "Y"}, "dataset.target: t.csv has no column 'Y'; choose from a, b, color, y"),
        (
            {"features": ["colour"]},
            "dataset.features: t.csv has no column 'colour'; did you mean 'color'? "
            "(choose from a, b, color, y)",
        ),
        ({"target": 4}, "dataset.target: t.csv has columns 0 to 3, and no column 4"),
        ({"target": -5}, "dataset.target: t.csv has columns 0 to 3, and no column -5"),
        (
            {"categorical": ["z"]},
            "dataset.categorical: t.csv has no column 'z'; choose from a, b, color, y",
        ),
        ({"features": ["a", 0]}, "dataset.features: column 'a' stands here twice"),
        ({"features": ["a", "y"]}, "dataset.features: column 'y' is the target"),
        (
            {"categorical": ["y"]},
            "dataset.categorical: column 'y' is the target; "
            "set dataset.task=classification instead",
        ),
        (
            {"features": ["a"], "categorical": ["b"]},
            "dataset.categorical: column 'b' is none of dataset.features",
        ),
        (
            {"delimiter": ";"},
            "dataset.target: t.csv has no column 'y'; its one column is 'a,b,color,y'; "
            "try dataset.delimiter=','",
        ),
        ({"delimiter": '"'}, "dataset.delimiter: '\"' cannot separate cells"),
        (
            {"validation_fraction": 0.05},
            "dataset.validation_fraction: 0.05 of 5 examples leaves 5 for training "
            "and 0 for validation",
        ),
    ],
)
def test_a_setting_that_does_not_fit_the_table_is_refused(refused, settings, message):
    assert refused(**settings) == message


@pytest.mark.parametrize(
    ("content", "settings", "message"),
    [
        ("y\n1\n2\n", {}, "dataset.features: t.csv has no column beside the target"),
        (
            ",x,y\n0,1,a\n1,2,b\n",
            {},
            "dataset.features: column 0 of t.csv has no name (an index that was saved too?); "
            "name the columns to learn from",
        ),
        (
            "7,y\n0,a\n1,b\n",
            {"features": [7]},
            "dataset.features: t.csv has columns 0 to 1, and no column 7; "
            "the one that is called so is written in quotes: '7'",
        ),
        (
            'x,y\n1,a\n"2\n",b\n\n?,a\n',
            {},
            "t.csv:6: column 'x' holds no value\nFill it in, leave the row out, or train with "
            "dataset.impute=mean (or median, most_frequent, constant).",
        ),
        ("x,y\n1,a\n-inf,b\n2,b\n", {}, "t.csv:3: column 'x' holds an infinite number"),
        ("x,y\n1,a\n1e999,b\n2,b\n", {}, "t.csv:3: column 'x' holds an infinite number"),
    ],
)
def test_a_table_that_cannot_be_learned_from_is_refused(refused, content, settings, message):
    assert refused(content, **settings) == message


def test_numbers_with_a_decimal_comma_are_no_categories(build, refused):
    rows = "".join(f'{i}|"{i},5"|{i % 2}\n' for i in range(10))
    assert refused("a|b|y\n" + rows, delimiter="|", task="classification") == (
        "t.csv: column 'b' holds numbers with a decimal comma, as '0,5'\n"
        "Write them with a point, or leave the column out of dataset.features."
    )
    splits = build("a|b|y\n" + rows.replace(",5", ",5,"), delimiter="|", task="classification")
    assert splits.shape == (11,), "what is no such number is a category"
