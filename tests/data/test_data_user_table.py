"""The user's own tables as datasets: what is chosen, what is learned, how it is split."""

import numpy as np
import pyarrow as pa
import pytest
from learnable import LEAST_SQUARES, MLP
from pyarrow import parquet
from sklearn.datasets import load_iris

from autograd_cli import data
from autograd_cli.config import SettingError, Settings, schema
from autograd_cli.seeds import Seeds


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
    assert (splits.shape, splits.outputs) == ((4,), 1)


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


def test_a_column_without_a_name_may_be_left_out(build):
    content = ",x,y\n0,1,a\n1,2,b\n2,3,a\n"
    assert build(content, features=["x"], validation_fraction=0.3).shape == (1,)


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
    assert build(content, features=["a"], validation_fraction=0.3).shape == (1,)
