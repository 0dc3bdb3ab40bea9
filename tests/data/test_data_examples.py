"""New examples from files, for a run that was trained before."""

import itertools
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from autograd_cli import data
from autograd_cli.config import Settings, schema
from autograd_cli.data import DataError, TablePreprocessing
from autograd_cli.seeds import Seeds

COLUMNS = {
    "age": ["20", "", "40", "50", "60", "71"],
    "color": ["red", "blue", "", "red", "green", "blue"],
    "size": ["3", "10", "3", "10", "3", "3"],
    "note, free": ['a "b"', "c", "d\ne", "", "f", "g"],
    "kind": ["yes", "no", "no", "yes", "no", "yes"],
}
STORED = Path(__file__).parents[1] / "stored"
IRIS = "20261122-073957-iris_mlp_relu"


def as_csv(names, delimiter=","):
    quoted = [[name, *COLUMNS[name]] for name in names]
    quoted = [
        [
            '"' + cell.replace('"', '""') + '"' if set(cell) & set('",;\n\t') else cell
            for cell in column
        ]
        for column in quoted
    ]
    return "".join(delimiter.join(row) + "\n" for row in zip(*quoted, strict=True))


@pytest.fixture
def trained(tmp_path):
    """Trains on the columns above, and gives the preprocessing back as it was stored."""

    def train(**settings):
        path = tmp_path / "training.csv"
        if not path.exists():
            path.write_text(as_csv(COLUMNS))
        given = {
            "target": "kind",
            "features": ["age", "color", "size"],
            "categorical": ["size"],
            "impute": "mean",
            "standardize": True,
        } | settings
        table = schema.CSV(name="csv", path=str(path), validation_fraction=0.0, **given)
        splits = data.build(Settings(dataset=table, model=schema.MLP(name="mlp")), Seeds(0))
        stored = json.loads(json.dumps(splits.about()))
        return TablePreprocessing.from_dict(stored), splits.train

    return train


def read(path, preprocessing, content=None, *, with_target=False):
    if content is not None:
        path.write_text(content)
    return data.examples(path, preprocessing, with_target=with_target)


def test_shuffled_columns_and_no_target_give_the_same_examples(tmp_path, trained):
    preprocessing, train = trained()
    for number, names in enumerate(itertools.permutations(["size", "color", "age"])):
        found = read(tmp_path / f"{number}.csv", preprocessing, as_csv(names))
        assert found.part.x.tobytes() == train.x.tobytes()
        assert found.unused == ()
        assert found.part.y.shape == (6,)
        assert np.isnan(found.part.y).all()


def test_with_the_target_the_classes_are_those_of_the_training(tmp_path, trained):
    preprocessing, train = trained()
    names = ["kind", "note, free", "size", "color", "age"]
    found = read(tmp_path / "new.csv", preprocessing, as_csv(names), with_target=True)
    assert found.part.x.tobytes() == train.x.tobytes()
    assert found.part.y.tobytes() == train.y.tobytes()
    assert found.unused == ("note, free",)
    assert read(tmp_path / "new.csv", preprocessing).unused == ("note, free",)


def test_other_kinds_of_files_give_the_same_examples(tmp_path, trained):
    preprocessing, train = trained()
    columns = {
        "size": np.array([3, 10, 3, 10, 3, 3]),
        "age": np.array([20, np.nan, 40, 50, 60, 71]),
        "kind": np.array(COLUMNS["kind"]),
    }
    colors = [color or None for color in COLUMNS["color"]]
    parquet.write_table(pa.table(columns | {"color": colors}), tmp_path / "new.parquet")
    found = data.examples(tmp_path / "new.parquet", preprocessing, with_target=True)
    assert found.part.x.tobytes() == train.x.tobytes()
    assert found.part.y.tobytes() == train.y.tobytes()
    np.savez(
        tmp_path / "new.npz",
        color=np.array(["red", "blue", "blue", "red", "green", "blue"]),
        **columns,
    )
    found = data.examples(tmp_path / "new.npz", preprocessing, with_target=True)
    assert found.part.x.tobytes() == train.x.tobytes()


def test_text_is_read_as_in_training_but_tsv_by_its_name(tmp_path, trained):
    (tmp_path / "training.csv").write_text(as_csv(COLUMNS, ";"))
    preprocessing, train = trained(delimiter=";", missing=[""])
    for name, delimiter in (("new.csv", ";"), ("new.txt", ";"), ("new.TSV", "\t")):
        found = read(tmp_path / name, preprocessing, as_csv(COLUMNS, delimiter))
        assert found.part.x.tobytes() == train.x.tobytes()
    with pytest.raises(DataError, match=r"holds '\?', which is not a number"):
        read(tmp_path / "new.csv", preprocessing, "age;color;size\n?;red;3\n")


@pytest.fixture
def positions(tmp_path, trained):
    """Trained on a file without a header, whose target is the column in the middle."""
    (tmp_path / "training.csv").write_text("1,no,red\n2,yes,blue\n4,no,red\n")
    return trained(
        header=False, target=1, features=None, categorical=[], impute=None, standardize=False
    )


def test_without_a_header_columns_go_by_position(tmp_path, positions):
    preprocessing, train = positions
    given = "1,no,red\n2,yes,blue\n4,no,red\n"
    found = read(tmp_path / "new.csv", preprocessing, given, with_target=True)
    assert found.part.x.tobytes() == train.x.tobytes()
    assert found.part.y.tolist() == [0, 1, 0]
    for given in ("1,red\n2,blue\n4,red\n", "1,,red\n2,?,blue\n4,what,red\n"):
        found = read(tmp_path / "new.csv", preprocessing, given)
        assert found.part.x.tobytes() == train.x.tobytes()
        assert found.unused == ()


def test_without_a_header_the_number_of_columns_must_be_right(tmp_path, positions):
    with pytest.raises(DataError) as caught:
        read(tmp_path / "new.csv", positions[0], "1,2,3,4\n")
    assert str(caught.value) == (
        f"{tmp_path}/new.csv has 4 columns; the table of the training had 3, 2 without the target"
    )
    with pytest.raises(DataError, match=r"new.csv has no column '1'"):
        read(tmp_path / "new.csv", positions[0], "1,red\n", with_target=True)


def test_a_run_of_the_earlier_version_reads_a_csv_by_its_features_names(tmp_path):
    preprocessing = TablePreprocessing.from_dict(
        json.loads((STORED / IRIS / "preprocess.json").read_text())
    )
    content = "petal width,sepal length,target,sepal width,petal length\n"
    content += "0.2,5.1,setosa,3.5,1.4\n1.8,5.9,virginica,3.0,5.1\n"
    found = read(tmp_path / "flowers.csv", preprocessing, content, with_target=True)
    iris = data.read(schema.Iris(name="iris"))
    expected = preprocessing.scaler.apply(iris.x[[0, 149]])
    assert found.part.x.tobytes() == expected.tobytes()
    assert found.part.y.tolist() == [0, 2]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "new.csv",
            "Age,size,other\n1,3,x\n",
            "new.csv has no column 'age' (did you mean 'Age'?), 'color', 'kind'\n"
            "Its columns are Age, size, other.",
        ),
        (
            "new.csv",
            "age,size,color,kind\n1,3,red,no\n2,3,pink,no\n",
            "new.csv:3: column 'color' holds 'pink', a category that was not learned; "
            "there are blue, green, red\n"
            "Train on a table that has it, or with dataset.unknown_category=ignore.",
        ),
        (
            "new.csv",
            "age,size,color,kind\nx,3,red,no\n",
            "new.csv:2: column 'age' holds 'x', which is not a number",
        ),
        (
            "new.csv",
            "age,size,color,kind\n1,3,red,maybe\n",
            "new.csv:2: column 'kind' holds 'maybe', a class that was not learned; "
            "there are no, yes\n"
            "Correct it, or train on a table that has this class.",
        ),
        (
            "new.xls",
            "",
            "new.xls has no suffix of a table that can be read\n"
            "Those are .csv, .tsv, .txt, .parquet, .npz, .npy.",
        ),
        ("new.csv", "", "new.csv is empty"),
    ],
)
def test_what_does_not_fit_the_run_is_refused(tmp_path, trained, name, content, message):
    preprocessing, _ = trained()
    with pytest.raises(DataError) as caught:
        read(tmp_path / name, preprocessing, content, with_target=True)
    assert str(caught.value).replace(f"{tmp_path}/", "") == message
    assert caught.value.exit_code == 2


def test_a_file_that_is_not_there_is_named_with_the_nearest(tmp_path, trained):
    with pytest.raises(DataError) as caught:
        read(tmp_path / "trainig.csv", trained()[0])
    assert str(caught.value) == (
        f"there is no file {tmp_path}/trainig.csv\nDid you mean {tmp_path}/training.csv?"
    )


def test_a_npy_file_goes_by_position(tmp_path):
    preprocessing = TablePreprocessing.of_numbers("regression", ["0", "1"], (), None, "2")
    np.save(tmp_path / "new.npy", np.array([[1.0, 2.0], [3.0, 4.0]]))
    found = data.examples(tmp_path / "new.npy", preprocessing, with_target=False)
    x = np.concatenate([x for x, _ in found.part.batches(1)])
    assert x.tolist() == [[1, 2], [3, 4]]
    assert found.unused == ()
