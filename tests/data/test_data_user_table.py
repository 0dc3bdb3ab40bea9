"""The user's own tables as datasets: what is chosen, what is learned, how it is split."""

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet
from sklearn.datasets import load_iris

from autograd_cli import data
from autograd_cli.config import SettingError, Settings, schema
from autograd_cli.data import DataError
from autograd_cli.seeds import Seeds

MLP = schema.MLP(name="mlp")
LOGISTIC = schema.LogisticRegression(name="logistic_regression")
LEAST_SQUARES = schema.LeastSquares(name="least_squares")
SMALL = "a,b,color,y\n1,10,red,yes\n2,20,blue,no\n3,30,red,yes\n4,40,blue,no\n5,50,red,no\n"


@pytest.fixture
def build(tmp_path):
    """Builds the splits of a CSV, from its content and settings."""

    def build(content=SMALL, *, seed=0, model=MLP, loss=None, target="y", **settings):
        path = tmp_path / "t.csv"
        path.write_text(content)
        table = schema.CSV(name="csv", path=str(path), target=target, **settings)
        return data.build(Settings(dataset=table, model=model, loss=loss), Seeds(seed))

    return build


@pytest.fixture
def refused(tmp_path, build):
    """The message with which a CSV and settings are refused, without the path's folder."""

    def message(content=SMALL, **settings):
        with pytest.raises((SettingError, DataError)) as caught:
            build(content, **settings)
        assert caught.value.exit_code == 2
        return str(caught.value).replace(f"{tmp_path}/", "")

    return message


def target_of(values):
    """A CSV whose target `y` has these values."""
    return "x,y\n" + "".join(f"{i},{value}\n" for i, value in enumerate(values))


def whole(splits):
    """All examples of both parts, in the table's order of feature `a`."""
    parts = [splits.train, *([splits.validation] if splits.validation else [])]
    x = np.concatenate([part.x for part in parts])
    return x[x[:, 0].argsort()]


def test_words_are_one_hot_and_numbers_themselves(build):
    splits = build()
    assert splits.preprocessing.feature_names == ("a", "b", "color=blue", "color=red")
    assert whole(splits).tolist() == [
        [1, 10, 0, 1],
        [2, 20, 1, 0],
        [3, 30, 0, 1],
        [4, 40, 1, 0],
        [5, 50, 0, 1],
    ]
    assert (splits.task, splits.preprocessing.class_names) == ("binary", ("no", "yes"))
    assert (splits.features, splits.outputs) == (4, 1)


def test_features_are_the_configs_in_its_order(build):
    assert build(features=["b", 0]).preprocessing.feature_names == ("b", "a")
    assert build(features=["a", -3]).preprocessing.feature_names == ("a", "b")


def test_numbers_are_categories_where_asked(build):
    content = "a,y\n01,no\n2,yes\n10,no\n2.0,yes\n"
    assert build(content, categorical=["a"]).preprocessing.feature_names == (
        "a=01",
        "a=2",
        "a=2.0",
        "a=10",
    )


def test_a_table_without_a_header_is_chosen_from_by_position(build):
    splits = build("1,red,5\n2,blue,6\n3,red,8\n", header=False, target=-1, model=LEAST_SQUARES)
    assert splits.preprocessing.feature_names == ("0", "1=blue", "1=red")
    assert splits.preprocessing.target == "2"
    assert splits.preprocessing.text.width == 3


def test_what_is_fitted_is_the_training_parts(build):
    content = "a,y\n" + "".join(f"{i if i % 3 else ''},{i}\n" for i in range(1, 40))
    splits = build(content, impute="mean", standardize=True, model=LEAST_SQUARES)
    rows = splits.train.y
    known = rows[rows % 3 != 0]
    fill = known.mean()
    assert splits.preprocessing.columns[0].fill == pytest.approx(fill, rel=1e-15)
    filled = np.where(rows % 3, rows, fill)
    assert np.allclose(splits.train.x[:, 0], (filled - filled.mean()) / filled.std())
    held = splits.validation.y
    expected = (np.where(held % 3, held, fill) - filled.mean()) / filled.std()
    assert np.allclose(splits.validation.x[:, 0], expected)


def test_one_hot_columns_are_not_standardised(build):
    splits = build(standardize=True)
    assert splits.preprocessing.scaler.mean[2:].tolist() == [0, 0]
    assert splits.preprocessing.scaler.scale[2:].tolist() == [1, 1]
    assert set(np.unique(splits.train.x[:, 2:])) == {0, 1}
    assert splits.train.x[:, :2].mean(axis=0) == pytest.approx(0, abs=1e-12)


def test_a_csv_of_iris_is_iris(tmp_path, build):
    bunch = load_iris()
    names = bunch.target_names[bunch.target]
    rows = [
        f"{','.join(map(repr, x))},{name}"
        for x, name in zip(bunch.data.tolist(), names, strict=True)
    ]
    ours = build("\n".join(["a,b,c,d,y", *rows]), seed=3, standardize=True)
    iris = schema.Iris(name="iris", standardize=True)
    theirs = data.build(Settings(dataset=iris, model=MLP), Seeds(3))
    for part in ("train", "validation"):
        assert getattr(ours, part).x.tobytes() == getattr(theirs, part).x.tobytes()
        assert getattr(ours, part).y.tobytes() == getattr(theirs, part).y.tobytes()
    assert ours.class_counts().tolist() == [40, 40, 40]


def test_the_kind_of_file_makes_no_difference(tmp_path, build):
    from_csv = build()
    columns = {
        "a": [1, 2, 3, 4, 5],
        "b": [10.0, 20, 30, 40, 50],
        "color": ["red", "blue", "red", "blue", "red"],
        "y": ["yes", "no", "yes", "no", "no"],
    }
    parquet.write_table(pa.table(columns), tmp_path / "t.parquet")
    np.savez(tmp_path / "t.npz", **columns)
    for kind, variant in (("parquet", schema.Parquet), ("npz", schema.NPZ)):
        section = variant(name=kind, path=str(tmp_path / f"t.{kind}"), target="y")
        splits = data.build(Settings(dataset=section, model=MLP), Seeds(0))
        assert splits.train.x.tobytes() == from_csv.train.x.tobytes()
        assert splits.train.y.tobytes() == from_csv.train.y.tobytes()
        assert splits.fingerprint == from_csv.fingerprint
        assert splits.preprocessing.text is None


def test_there_need_be_no_validation_part(build):
    splits = build(validation_fraction=0.0)
    assert splits.validation is None
    assert splits.train.x[:, 0].tolist() == [1, 2, 3, 4, 5]


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
            "dataset.target: the column has only 1 different values to tell apart",
        ),
        (
            target_of(range(1001)),
            {"task": "classification"},
            "dataset.target: the column has more than 1000 different values to tell apart",
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


def test_a_column_without_a_name_may_be_left_out(build):
    content = ",x,y\n0,1,a\n1,2,b\n2,3,a\n"
    assert build(content, features=["x"], validation_fraction=0.3).features == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("x", "there is no file {}/x"),
        ("tabel.csv", "there is no file {0}/tabel.csv. Did you mean {0}/table.csv?"),
        ("folder", "{}/folder is a folder"),
    ],
)
def test_a_path_to_no_file_is_refused(tmp_path, name, message):
    (tmp_path / "folder").mkdir()
    (tmp_path / "table.csv").touch()
    section = schema.CSV(name="csv", path=str(tmp_path / name), target="y")
    with pytest.raises(SettingError) as caught:
        data.build(Settings(dataset=section, model=MLP), Seeds(0))
    assert str(caught.value) == f"dataset.path: {message.format(tmp_path)}"


def test_columns_that_are_not_chosen_are_not_looked_at(build):
    content = "a,b,y\n1,inf,x\n2,,z\n3,?,x\n"
    assert build(content, features=["a"], validation_fraction=0.3).features == 1
