"""New examples from a .npy file, for a model that has been trained."""

import numpy as np
import pytest
from mapping import TABLE, build, rows_of

from autograd_cli.data import mapped
from autograd_cli.data.errors import DataError
from autograd_cli.data.table_preprocessing import TablePreprocessing


def _preprocessing(folder, table=TABLE, **dataset):
    return build(folder, table, standardize=True, **dataset).preprocessing


def test_examples_are_read_with_their_target_or_without(tmp_path):
    whole = np.roll(TABLE, 1, axis=1)
    fitted = _preprocessing(tmp_path, whole, target=0, task="classification")
    for name, table in (("with", whole), ("without", whole[:, 1:])):
        np.save(tmp_path / f"{name}.npy", table.astype(np.float32, order="C"))
    expected = fitted.scaler.apply(TABLE[:, :3].astype(np.float32).astype(np.float64))
    for name, with_target in (("with", True), ("with", False), ("without", False)):
        x, y = rows_of(mapped.examples(tmp_path / f"{name}.npy", fitted, with_target=with_target))
        assert np.array_equal(x, expected)
        assert np.array_equal(
            y, np.arange(100) % 4 if with_target else np.full(100, np.nan), equal_nan=True
        )


def test_examples_of_another_width_are_refused(tmp_path):
    fitted = _preprocessing(tmp_path, task="classification")
    path = tmp_path / "wide.npy"
    np.save(path, np.zeros((4, 7)))
    with pytest.raises(DataError) as caught:
        mapped.examples(path, fitted, with_target=False)
    assert str(caught.value) == f"{path} has 7 columns; 3 or, with the target, 4 are needed"
    np.save(path, np.zeros((4, 3)))
    with pytest.raises(DataError) as caught:
        mapped.examples(path, fitted, with_target=True)
    assert str(caught.value) == f"{path} has 3 columns; 4 are needed"


def test_examples_of_a_run_whose_columns_have_names_are_refused(tmp_path):
    named = TablePreprocessing.of_numbers("regression", ["a", "b"], [], None, "c")
    with pytest.raises(DataError, match="the run does not know its columns so"):
        mapped.examples(tmp_path / "t.npy", named, with_target=False)


@pytest.mark.parametrize("with_target", [True, False])
def test_examples_are_looked_at_while_they_are_read(tmp_path, with_target):
    fitted = _preprocessing(tmp_path, task="classification")
    table = np.zeros((100_000, 4))
    table[70_000, 2] = np.nan
    np.save(tmp_path / "new.npy", table)
    part = mapped.examples(tmp_path / "new.npy", fitted, with_target=with_target)
    with pytest.raises(DataError, match=r"row 70000, column 2 \(from 0\) is nan"):
        list(part.batches(1000))


def test_a_class_that_was_not_learned_is_refused_with_its_place(tmp_path):
    fitted = _preprocessing(tmp_path, task="classification")
    table = np.zeros((100_000, 4))
    table[60_000, 3] = 9
    np.save(tmp_path / "new.npy", table)
    part = mapped.examples(tmp_path / "new.npy", fitted, with_target=True)
    with pytest.raises(DataError) as caught:
        list(part.batches(1000))
    assert str(caught.value) == (
        f"{tmp_path / 'new.npy'}: row 60000 (from 0) has the class 9, which was not learned; "
        "known are 0, 1, 2, 3"
    )


@pytest.mark.parametrize("number", [9, np.nan])
def test_a_target_that_is_not_asked_for_may_be_anything(tmp_path, number):
    fitted = _preprocessing(tmp_path, task="classification")
    np.save(tmp_path / "new.npy", np.column_stack([TABLE[:, :3], np.full(100, number)]))
    x, y = rows_of(mapped.examples(tmp_path / "new.npy", fitted, with_target=False))
    assert np.array_equal(x, fitted.scaler.apply(TABLE[:, :3]))
    assert np.isnan(y).all()
