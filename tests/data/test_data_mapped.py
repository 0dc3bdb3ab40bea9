"""Tables in .npy files: what they may hold, the split, the task and what is fitted."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mapping import RNG, TABLE, build, rows_of, settings_of

from autograd_cli.config import SettingError
from autograd_cli.data import mapped
from autograd_cli.data.errors import DataError
from autograd_cli.data.mapped.draw import Draw, hashes
from autograd_cli.data.mapped.survey import _Moments
from autograd_cli.data.scaler import Scaler
from autograd_cli.seeds import Seeds


@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", ">f8", "g", "i1", ">i4", "i8", "u2", "?"])
def test_any_real_numbers_are_read_as_float64(tmp_path, dtype):
    table = (10 * RNG.normal(size=(50, 4))).astype(dtype)
    splits = build(tmp_path, table, validation_fraction=0, task="regression")
    x, y = rows_of(splits.train)
    assert x.dtype == y.dtype == np.float64
    assert np.array_equal(x, table[:, :3].astype(np.float64))
    assert np.array_equal(y, table[:, 3].astype(np.float64))


@pytest.mark.parametrize("target", [0, 2, 4, -1, -5])
def test_the_target_may_stand_anywhere(tmp_path, target):
    table = RNG.normal(size=(20, 5))
    splits = build(tmp_path, table, target=target, validation_fraction=0)
    x, y = rows_of(splits.train)
    assert np.array_equal(y, table[:, target])
    assert np.array_equal(x, np.delete(table, target, axis=1))
    others = [str(i) for i in range(5) if i != target % 5]
    assert list(splits.preprocessing.feature_names) == others
    assert splits.preprocessing.target == str(target % 5)
    assert splits.shape == (4,)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            np.zeros((3, 2), dtype=complex),
            "holds complex128; a .npy table holds bool, int or float",
        ),
        (np.array([["a", "b"]]), "holds <U1; a .npy table holds bool, int or float"),
        (np.zeros((3, 2), "datetime64[s]"), "holds datetime64[s]; a .npy table holds bool, int or"),
        (np.zeros((3, 2), [("a", "f8")]), "holds records; a .npy table holds bool, int or float"),
        (np.array([[None, "x"]]), "holds Python objects; a .npy table holds bool, int or float"),
        (np.zeros(3), "has the shape (3,); a table is (rows, columns), none of 0"),
        (np.zeros((2, 2, 2)), "has the shape (2, 2, 2); a table is (rows, columns), none of 0"),
        (np.zeros((0, 2)), "has the shape (0, 2); a table is (rows, columns), none of 0"),
        (np.zeros((2, 0)), "has the shape (2, 0); a table is (rows, columns), none of 0"),
        (np.zeros((3, 1)), "has 1 column; a table has features and a target"),
        (
            np.asfortranarray(TABLE),
            "is stored column by column (Fortran order): no row is in one piece\n"
            "Save it again: np.save(path, np.ascontiguousarray(array)).",
        ),
    ],
)
def test_what_is_no_table_of_numbers_is_refused(tmp_path, content, message):
    with pytest.raises(DataError) as caught:
        build(tmp_path, content)
    assert str(caught.value).startswith(f"{tmp_path / 't.npy'} {message}")


def _saved(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "{path} is not a .npy file: EOF: reading magic string, expected 8 bytes got 0"),
        (b"a,b\n1,2\n3,4\n", "{path} is not a .npy file: the magic string is not correct"),
        (_saved(TABLE)[:40], "{path} is not a .npy file: EOF: reading array header"),
        (_saved(TABLE)[:-1], "{path} ends after 3,327 of 3,328 bytes"),
        (b"\x93NUMPY\x03\x00", "{path} is not a .npy file: version 3.0 of the format is not for"),
    ],
)
def test_a_broken_file_is_refused(tmp_path, content, message):
    path = tmp_path / "t.npy"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        mapped.build(settings_of(path), Seeds(0))
    assert str(caught.value).startswith(message.format(path=path))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SettingError) as caught:
        mapped.build(settings_of(tmp_path / "no.npy"), Seeds(0))
    assert str(caught.value) == f"dataset.path: there is no file {tmp_path / 'no.npy'}"
    with pytest.raises(DataError) as caught:
        mapped.table.Table.read(tmp_path / "no.npy")
    assert str(caught.value) == f"cannot read {tmp_path / 'no.npy'}: No such file or directory"


def test_a_file_that_becomes_shorter_is_an_error_and_not_the_end(tmp_path):
    splits = build(tmp_path, RNG.normal(size=(50_000, 4)))
    with (tmp_path / "t.npy").open("r+b") as file:
        file.truncate(100_000)
    with pytest.raises(DataError, match=r"t\.npy has become shorter while it was read"):
        list(splits.train.batches(100))
    (tmp_path / "t.npy").unlink()
    with pytest.raises(DataError, match=r"cannot read .*t\.npy: No such file"):
        list(splits.train.batches(100))


@pytest.mark.parametrize(
    ("row", "column", "number"), [(0, 0, np.nan), (77, 2, -np.inf), (99, 3, np.nan), (5, 1, np.inf)]
)
def test_a_number_that_is_not_finite_is_refused_with_its_place(tmp_path, row, column, number):
    table = TABLE.copy()
    table[row:, column] = number
    with pytest.raises(DataError) as caught:
        build(tmp_path, table, task="classification")
    assert str(caught.value) == (
        f"{tmp_path / 't.npy'}: row {row}, column {column} (from 0) is {number}\n"
        "Missing values are imputed in csv, parquet and npz only: leave such rows out."
    )


def test_the_place_is_that_in_the_file_also_beyond_the_first_piece(tmp_path):
    table = np.zeros((200_000, 4), dtype=np.float32)
    table[150_000, 1] = np.nan
    with pytest.raises(DataError, match=r"row 150000, column 1 \(from 0\) is nan"):
        build(tmp_path, table, task="regression")


@pytest.mark.parametrize("target", [4, -5, 100])
def test_a_target_that_is_no_column_is_refused(tmp_path, target):
    with pytest.raises(SettingError) as caught:
        build(tmp_path, TABLE, target=target)
    assert str(caught.value) == (
        f"dataset.target: there is no column {target}: {tmp_path / 't.npy'} has 4, 0 to 3, "
        "or from the end -1 to -4"
    )


def test_classes_are_numbered_in_their_order(tmp_path):
    table = TABLE.copy()
    table[:, 3] = np.array([-1.5, 2, 7, 30])[np.arange(100) % 4]
    splits = build(tmp_path, table, task="classification", validation_fraction=0)
    assert splits.task == "multiclass"
    assert splits.preprocessing.class_names == ("-1.5", "2", "7", "30")
    assert splits.outputs == 4
    _, y = rows_of(splits.train)
    assert y.dtype == np.int64
    assert np.array_equal(y, np.arange(100) % 4)


def test_two_classes_are_zero_and_one(tmp_path):
    table = TABLE.copy()
    table[:, 3] = np.where(np.arange(100) % 2, 5, 3)
    splits = build(tmp_path, table, model="logistic_regression", validation_fraction=0)
    assert (splits.task, splits.preprocessing.class_names) == ("binary", ("3", "5"))
    _, y = rows_of(splits.train)
    assert y.dtype == np.float64
    assert np.array_equal(y, np.arange(100) % 2)


def test_the_classes_of_the_training_part_are_counted(tmp_path):
    table = np.zeros((70_000, 2))
    table[:, 1] = [9, 4, 4, 7, 4] * 14_000
    table[69_000:, 1] = 3  # a class that comes late
    splits = build(tmp_path, table, task="classification", validation_fraction=0.3)
    _, y = rows_of(splits.train)
    assert splits.preprocessing.class_names == ("3", "4", "7", "9")
    assert splits.class_counts().tolist() == np.bincount(y).tolist()
    assert splits.about()["train_class_counts"] == np.bincount(y).tolist()
    assert build(tmp_path, table, task="regression").class_counts().tolist() == []


@given(st.integers(1, 300), st.floats(0.01, 0.99, allow_nan=False), st.integers(0, (1 << 63) - 1))
def test_a_draw_holds_out_exactly_the_rows_of_the_smallest_hashes(rows, fraction, key):
    count = round(rows * fraction)
    draw = Draw.of(rows, count, key)
    numbers = np.arange(rows)
    chosen = np.flatnonzero(draw.held_out(numbers))
    smallest = np.argsort(hashes(numbers, key))[:count]
    assert np.array_equal(chosen, np.sort(smallest))


def test_a_row_number_has_a_hash_of_its_own_that_is_spread_evenly():
    found = hashes(np.arange(100_000), 12345)
    assert len(np.unique(found)) == 100_000
    for shift in (0, 20, 56):
        counts = np.bincount((found >> np.uint64(shift) & np.uint64(255)).astype(int))
        assert abs(counts - 100_000 / 256).max() < 5 * np.sqrt(100_000 / 256)
    neighbours = found[1:] ^ found[:-1]
    assert 31.9 < np.bitwise_count(neighbours).mean() < 32.1


def test_the_parts_make_up_the_table_in_its_order(tmp_path):
    table = np.column_stack([np.arange(70_000), np.arange(70_000) + 0.5])
    splits = build(tmp_path, table, validation_fraction=0.3, task="regression")
    assert (len(splits.train), len(splits.validation)) == (49_000, 21_000)
    (train, _), (validation, _) = rows_of(splits.train), rows_of(splits.validation)
    assert (np.diff(train[:, 0]) > 0).all()
    assert (np.diff(validation[:, 0]) > 0).all()
    assert np.array_equal(np.sort(np.concatenate([train, validation]), axis=0), table[:, :1])
    thirds = np.histogram(validation, bins=7)[0]
    assert abs(thirds - 3000).max() < 250, "held out everywhere in the table alike"


def test_the_split_is_that_of_the_seed(tmp_path):
    parts = [
        rows_of(build(tmp_path, TABLE, seed=s, task="regression").validation)[0] for s in (0, 0, 1)
    ]
    assert np.array_equal(parts[0], parts[1])
    assert not np.array_equal(parts[0], parts[2])


def test_a_fraction_of_zero_leaves_everything_for_training(tmp_path):
    splits = build(tmp_path, TABLE, task="regression", validation_fraction=0)
    assert splits.validation is None
    assert np.array_equal(rows_of(splits.train)[0], TABLE[:, :3])


@pytest.mark.parametrize(
    ("rows", "fraction", "message"),
    [
        (10, 0.01, "0.01 of 10 examples leaves 10 for training and 0 for validation"),
        (10, 0.96, "0.96 of 10 examples leaves 0 for training and 10 for validation"),
    ],
)
def test_a_fraction_that_leaves_a_part_empty_is_refused(tmp_path, rows, fraction, message):
    with pytest.raises(SettingError) as caught:
        build(tmp_path, TABLE[:rows], validation_fraction=fraction)
    assert str(caught.value) == f"dataset.validation_fraction: {message}"


def test_standardisation_is_fitted_on_the_training_part_alone(tmp_path):
    table = TABLE * [1, 100, 0, 1] + [0, 1e6, 0.1, 0]  # the third never varies
    raw = build(tmp_path, table, task="regression")
    scaled = build(tmp_path, table, task="regression", standardize=True)
    x, y = rows_of(raw.train)
    assert raw.preprocessing.scaler is None
    assert np.allclose(scaled.preprocessing.scaler.mean, x.mean(axis=0), rtol=1e-13)
    assert np.allclose(scaled.preprocessing.scaler.scale, [*x.std(axis=0)[:2], 1], rtol=1e-12)
    train, targets = rows_of(scaled.train)
    assert np.array_equal(targets, y)
    assert np.array_equal(train, scaled.preprocessing.scaler.apply(x))
    assert (train[:, 2] == 0).all()
    held_out = rows_of(raw.validation)[0]
    assert np.array_equal(
        rows_of(scaled.validation)[0], scaled.preprocessing.scaler.apply(held_out)
    )


@given(st.lists(st.integers(1, 50), min_size=1, max_size=6), st.floats(-1e6, 1e6))
def test_moments_joined_from_pieces_are_those_of_the_whole(sizes, offset):
    pieces = [np.random.default_rng(n).normal(size=(n, 2)) + offset for n in sizes]
    moments = _Moments(2)
    for piece in pieces:
        moments.add(piece)
    expected, found = Scaler.fit(np.concatenate(pieces)), moments.scaler([0, 1])
    assert np.allclose(found.mean, expected.mean, rtol=1e-12, atol=1e-12)
    assert np.allclose(found.scale, expected.scale, rtol=1e-7)


def test_the_fingerprint_is_that_of_every_number_and_of_the_shape(tmp_path):
    table = RNG.normal(size=(20_000, 4)).astype(np.float32)
    first = build(tmp_path, table).fingerprint
    assert first == build(tmp_path, table, standardize=True, seed=5).fingerprint
    assert len(first) == 64
    changed = table.copy()
    changed[12_345, 1] = np.nextafter(changed[12_345, 1], 1, dtype=np.float32)
    others = [
        build(tmp_path, changed),
        build(tmp_path, table[::-1].copy()),
        build(tmp_path, table.reshape(-1, 8)),
        build(tmp_path, table.astype(">f4")),
    ]
    assert len({first, *(splits.fingerprint for splits in others)}) == 5
