"""What is fitted to the training part: as scikit-learn does it, stored, and used again."""

import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder

from autograd_cli.config import SettingError, schema
from autograd_cli.data import DataError, TablePreprocessing
from autograd_cli.data.columns import CategoryColumn, NumberColumn
from autograd_cli.data.fit import fit
from autograd_cli.data.scaler import Scaler
from autograd_cli.data.tables import Numbers, Table, TextFormat, Words

STORED = Path(__file__).parents[1] / "stored"
IMPUTE = "Fill it in, leave the row out, or train with dataset.impute=mean "
IMPUTE += "(or median, most_frequent, constant)."


def words(*cells):
    names = sorted({cell for cell in cells if cell is not None})
    codes = [-1 if cell is None else names.index(cell) for cell in cells]
    return Words(np.array(codes, np.int32), tuple(names))


def numbers(*cells):
    return Numbers(np.array([np.nan if cell is None else cell for cell in cells], dtype=float))


def table(**columns):
    return Table("t", columns, lambda row: f"t:{row}")


def section(**settings):
    return schema.CSV(name="csv", path="t", target="y", **settings)


def fitted(given, rows=None, **settings):
    """The first column of a table, fitted to some rows, as `TablePreprocessing` has it."""
    name = next(iter(given.columns))
    rows = np.arange(len(given)) if rows is None else np.array(rows)
    column = fit(given, name, rows, section(**settings))
    unknown = settings.get("unknown_category", "refuse")
    return TablePreprocessing("regression", (column,), (), None, "y", unknown)


@pytest.fixture
def gaps():
    """Numbers with repetitions and gaps."""
    rng = np.random.default_rng(0)
    values = rng.integers(0, 12, 60) / 4
    values[rng.choice(60, 15, replace=False)] = np.nan
    return values


@pytest.mark.parametrize("impute", ["mean", "median", "most_frequent", "constant"])
def test_numbers_are_imputed_as_scikit_learn_does(gaps, impute):
    rows = np.arange(0, 60, 2)
    theirs = SimpleImputer(strategy=impute, fill_value=-7.5).fit(gaps[rows, None])
    ours = fitted(table(a=Numbers(gaps)), rows, impute=impute, fill_value=-7.5)
    found = ours.features(table(a=Numbers(gaps)))
    assert np.allclose(found, theirs.transform(gaps[:, None]), rtol=1e-15, atol=0)


@pytest.mark.parametrize("impute", ["mean", "median", "most_frequent", "constant"])
def test_categories_are_imputed_and_encoded_as_scikit_learn_does(impute):
    rng = np.random.default_rng(1)
    cells = np.array(["red", "blue", "green", None], dtype=object)[rng.integers(0, 4, 60)]
    rows = np.arange(0, 60, 2)
    strategy = "constant" if impute == "constant" else "most_frequent"
    imputer = SimpleImputer(strategy=strategy, fill_value="missing", missing_values=None)
    filled = imputer.fit(cells[rows, None]).transform(cells[:, None])
    categories = [["blue", "green", "red", *(["missing"] if strategy == "constant" else [])]]
    theirs = OneHotEncoder(categories=categories, sparse_output=False).fit_transform(filled)
    ours = fitted(table(a=words(*cells)), rows, impute=impute)
    assert ours.feature_names == tuple(f"a={name}" for name in categories[0])
    assert np.array_equal(ours.features(table(a=words(*cells))), theirs)


@pytest.mark.parametrize("cells", [(3, 1, 2, 1, 2), ("c", "a", "b", "a", "b", None)])
def test_of_equally_frequent_values_the_smallest_is_imputed(cells):
    kind = words if None in cells else numbers
    preprocessing = fitted(table(a=kind(*cells)), impute="most_frequent")
    assert preprocessing.columns[0].fill == min(cells[:3])


def test_a_category_of_their_own_is_called_as_no_other(gaps):
    column = fitted(table(a=words("missing", None)), impute="constant").columns[0]
    assert (column.categories, column.fill) == (("missing", "missing_"), "missing_")


def test_without_gaps_there_is_no_category_for_them():
    column = fitted(table(a=words("x", "y")), impute="constant").columns[0]
    assert (column.categories, column.fill) == (("x", "y"), None)


def test_categories_are_those_of_the_whole_table():
    assert fitted(table(a=words("x", "y", "z")), [0, 2]).feature_names == ("a=x", "a=y", "a=z")


def test_categories_that_are_numbers_are_in_their_order():
    assert fitted(table(a=words("10", "9", "-1"))).feature_names == ("a=-1", "a=9", "a=10")


@pytest.mark.parametrize(
    ("column", "impute", "where"),
    [
        (numbers(1, None, None), "mean", "the training part"),
        (numbers(1, None, None), "most_frequent", "the training part"),
        (words("x", None, None), "median", "the training part"),
        (words(None, None, None), None, "any row"),
    ],
)
def test_nothing_can_be_fitted_to_a_column_without_values(column, impute, where):
    with pytest.raises(DataError) as caught:
        fitted(table(a=column), [1, 2], impute=impute)
    assert str(caught.value) == (
        f"t: column 'a' holds no value in {where}\nLeave it out of dataset.features."
    )


def test_a_column_of_too_many_words_is_refused():
    with pytest.raises(SettingError) as caught:
        fitted(table(a=words(*map(str, range(1001)))))
    assert str(caught.value) == (
        "dataset.features: column 'a' of t has 1,001 different words, more than 1,000; leave it out"
    )


@pytest.mark.parametrize("impute", ["mean", "median"])
def test_a_statistic_that_is_no_number_is_refused(impute):
    with pytest.raises(SettingError) as caught:
        fitted(table(a=numbers(1.7e308, 1.7e308, None)), impute=impute)
    assert str(caught.value) == (
        f"dataset.impute: the {impute} of column 'a' of t is too large for float64"
    )


@pytest.mark.parametrize(
    ("trained", "given", "message"),
    [
        (numbers(1, 2), numbers(1, None), f"t:1: column 'a' holds no value\n{IMPUTE}"),
        (words("x", "y"), words("x", None), f"t:1: column 'a' holds no value\n{IMPUTE}"),
        (numbers(1, 2), numbers(1, -np.inf), "t:1: column 'a' holds an infinite number"),
        (numbers(1, 2), words("3", "x"), "t:1: column 'a' holds 'x', which is not a number"),
        (numbers(1, 2), words(None, "3"), "t:1: column 'a' holds '3', which is not a number"),
        (
            words("x", "y"),
            words("x", "z"),
            "t:1: column 'a' holds 'z', a category that was not learned; there are x, y\n"
            "Train on a table that has it, or with dataset.unknown_category=ignore.",
        ),
    ],
)
def test_a_cell_that_does_not_fit_is_refused_with_its_place(trained, given, message):
    preprocessing = fitted(table(a=trained))
    with pytest.raises(DataError) as caught:
        preprocessing.features(table(a=given))
    assert str(caught.value) == message


def test_the_first_wrong_cell_is_told_whichever_rows_are_asked_for():
    preprocessing = fitted(table(a=numbers(1)))
    with pytest.raises(DataError, match=r"^t:1: "):
        preprocessing.features(table(a=numbers(1, None, None)), np.array([2]))


def test_an_unknown_category_is_none_of_all_where_that_is_asked_for():
    preprocessing = fitted(table(a=words("x", "y")), unknown_category="ignore")
    assert preprocessing.features(table(a=words("z", "y"))).tolist() == [[0, 0], [0, 1]]
    with pytest.raises(DataError, match="holds no value"):
        preprocessing.features(table(a=words("x", None)))


def test_numbers_are_the_category_that_is_spelled_otherwise():
    preprocessing = fitted(table(a=words("3", "x", "1.50")))
    assert preprocessing.feature_names == ("a=1.50", "a=3", "a=x")
    given = table(a=words("3.0", "1.5", "x", "03"))
    assert preprocessing.features(given).argmax(axis=1).tolist() == [1, 0, 2, 1]
    assert preprocessing.features(table(a=numbers(3, 1.5))).argmax(axis=1).tolist() == [1, 0]


def test_a_spelling_that_means_two_categories_is_none_of_them():
    preprocessing = fitted(table(a=words("3", "3.0")))
    assert preprocessing.features(table(a=words("3.0", "3"))).tolist() == [[0, 1], [1, 0]]
    with pytest.raises(DataError, match=r"holds '3\.00'"):
        preprocessing.features(table(a=words("3.00")))


@pytest.fixture
def mixed():
    """A preprocessing of numbers and categories, with a scaler, and a table for it."""
    columns = (NumberColumn("a", 0.5), CategoryColumn("b", ("x", "y"), "y"), NumberColumn("c"))
    scaler = Scaler(np.array([1.0, 0, 0, 3]), np.array([2.0, 1, 1, 4]))
    preprocessing = TablePreprocessing(
        "multiclass", columns, ("p", "q", "r"), scaler, "k", "ignore", TextFormat(";", True, ("-",))
    )
    cells = table(
        c=numbers(3, 7),
        k=words("r", "p"),
        b=words(None, "x"),
        a=numbers(3, None),
        d=words("?", "!"),
    )
    return preprocessing, cells


def test_columns_go_by_name_in_any_order(mixed):
    preprocessing, cells = mixed
    assert preprocessing.features(cells).tolist() == [[1, 0, 1, 0], [-0.25, 1, 0, 1]]
    assert preprocessing.features(cells, np.array([1])).tolist() == [[-0.25, 1, 0, 1]]
    assert preprocessing.undo(np.array([[1.0, 0, 1, 0]])).tolist() == [[3, 0, 1, 3]]
    assert preprocessing.targets(cells).tolist() == [2, 0]
    assert preprocessing.targets(cells, np.array([1])).tolist() == [0]
    assert preprocessing.words == {"b", "k"}


def test_what_was_stored_is_what_was_fitted(mixed):
    preprocessing, cells = mixed
    again = TablePreprocessing.from_dict(json.loads(json.dumps(preprocessing.as_dict())))
    assert again.as_dict() == preprocessing.as_dict()
    assert (again.columns, again.text) == (preprocessing.columns, preprocessing.text)
    assert again.features(cells).tobytes() == preprocessing.features(cells).tobytes()


@pytest.mark.parametrize(
    "run", sorted(STORED.glob("*/preprocess.json")), ids=lambda p: p.parent.name
)
def test_what_the_earlier_version_stored_is_read(run):
    stored = json.loads(run.read_text())
    preprocessing = TablePreprocessing.from_dict(stored)
    told = preprocessing.as_dict()
    assert {key: told[key] for key in stored if key in told} == {
        key: stored[key] for key in told if key in stored
    }
    names = stored["feature_names"]
    cells = table(**{name: numbers(i, i + 1) for i, name in enumerate(reversed(names))})
    found = preprocessing.features(cells)
    raw = np.arange(len(names))[::-1] + np.array([[0], [1]])
    scaler = stored["scaler"] or {"mean": 0, "scale": 1}
    assert np.array_equal(found, (raw - scaler["mean"]) / scaler["scale"])


@pytest.mark.parametrize(
    ("task", "classes", "given", "expected"),
    [
        ("regression", (), numbers(1.5, -2), [1.5, -2.0]),
        ("binary", ("no", "yes"), words("yes", "no"), [1.0, 0.0]),
        ("binary", ("0", "1"), numbers(1, 0), [1.0, 0.0]),
        ("multiclass", ("-1", "0.5", "3"), numbers(3, 0.5), [2, 1]),
    ],
)
def test_targets_are_numbers_or_the_positions_of_classes(task, classes, given, expected):
    found = TablePreprocessing(task, (), classes, None, "y").targets(table(y=given))
    assert found.tolist() == expected
    assert found.dtype == (np.int64 if task == "multiclass" else np.float64)


@pytest.mark.parametrize(
    ("classes", "given", "message"),
    [
        (
            (),
            numbers(1, None),
            "t:1: column 'y' holds no value\n"
            "Every example needs its target: fill it in, or leave the row out.",
        ),
        (
            ("p", "q"),
            words("p", "Q"),
            "t:1: column 'y' holds 'Q', a class that was not learned; there are p, q\n"
            "Correct it, or train on a table that has this class.",
        ),
        (
            ("p", "q"),
            words("p", None),
            "t:1: column 'y' holds no value\n"
            "Every example needs its target: fill it in, or leave the row out.",
        ),
        ((), words("1", "x"), "t:1: column 'y' holds 'x', which is not a number"),
    ],
)
def test_a_target_that_does_not_fit_is_refused_with_its_place(classes, given, message):
    task = "binary" if classes else "regression"
    preprocessing = TablePreprocessing(task, (), classes, None, "y")
    with pytest.raises(DataError) as caught:
        preprocessing.targets(table(y=given))
    assert str(caught.value) == message


def test_columns_that_are_not_there_are_listed(mixed):
    preprocessing, _ = mixed
    with pytest.raises(DataError) as caught:
        preprocessing.features(table(c=numbers(1)))
    assert str(caught.value) == "t has no column 'a', 'b'"
    with pytest.raises(DataError, match=r"^t has no column 'k', the target$"):
        preprocessing.targets(table(c=numbers(1)))
