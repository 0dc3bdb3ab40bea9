"""Tables in Parquet and .npz files: every type is read right or refused by name."""

import decimal
import sys
import zipfile

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from test_data_tables_csv import NUMBERS, cells

from autograd_cli.data import DataError
from autograd_cli.data.tables import open_npz, open_parquet

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)


@pytest.fixture
def parquet_file(tmp_path):
    """Writes columns into a Parquet file and opens it."""

    def write(columns, **how):
        parquet.write_table(pa.table(columns), tmp_path / "t.parquet", **how)
        return open_parquet(tmp_path / "t.parquet")

    return write


@pytest.fixture
def npz_file(tmp_path):
    """Writes arrays into a .npz file and opens it."""

    def write(**arrays):
        np.savez(tmp_path / "t.npz", **arrays)
        return open_npz(tmp_path / "t.npz")

    return write


def read(source, *names, **how):
    table = source.read(names or source.names, **how)
    return {name: cells(column) for name, column in table.columns.items()}


@st.composite
def tables(draw):
    rows = draw(st.integers(1, 12))
    names = draw(st.lists(WORDS, min_size=1, max_size=5, unique=True))

    def column(kind):
        return st.lists(st.none() | kind, min_size=rows, max_size=rows)

    return {name: draw(column(NUMBERS) | column(WORDS)) for name in names}


@settings(max_examples=40)
@given(tables(), st.integers(1, 5))
def test_what_is_written_as_parquet_is_read(tmp_path_factory, table, row_group_size):
    path = tmp_path_factory.getbasetemp() / "written.parquet"
    parquet.write_table(pa.table(table), path, row_group_size=row_group_size)
    source = open_parquet(path)
    assert list(source.names) == list(table)
    assert read(source) == table


@settings(max_examples=40)
@given(st.data(), st.integers(1, 10))
def test_what_is_written_as_npz_is_read(tmp_path_factory, data, rows):
    path = tmp_path_factory.getbasetemp() / "written.npz"
    kinds = {"n": st.none() | NUMBERS, "w": WORDS.map(lambda word: word + "x")}
    columns = {
        name: data.draw(st.lists(kind, min_size=rows, max_size=rows))
        for name, kind in kinds.items()
    }
    np.savez(path, n=np.array(columns["n"], dtype=float), w=np.array(columns["w"]))
    assert read(open_npz(path)) == columns


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array([1, None, 3], pa.int8()), [1.0, None, 3.0]),
        (pa.array([2**60, 1], pa.uint64()), [2.0**60, 1.0]),
        (pa.array([2**53 + 1], pa.int64()), [2.0**53]),
        (pa.array([0.5, None, float("nan")], pa.float32()), [0.5, None, None]),
        (pa.array(np.array([1.5], np.float16)), [1.5]),
        (pa.array([decimal.Decimal("1.25"), None]), [1.25, None]),
        (pa.array([True, None, False]), ["true", None, "false"]),
        (pa.array([None, None]), [None, None]),
        (pa.array(["b", None, "a"], pa.large_string()), ["b", None, "a"]),
        (pa.array(["b", None, "b"]).dictionary_encode(), ["b", None, "b"]),
        (pa.array([7, None, 7]).dictionary_encode(), [7.0, None, 7.0]),
    ],
)
def test_every_plain_type_of_parquet_is_read(parquet_file, column, expected):
    assert read(parquet_file({"a": column})) == {"a": expected}


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array([3, None, 2**53 + 1]), ["3", None, "9007199254740993"]),
        (pa.array([3.0, None, 0.5, float("nan")]), ["3", None, "0.5", None]),
        (pa.array([decimal.Decimal("3.00")]), ["3"]),
        (pa.array(["x", None]), ["x", None]),
        (pa.array([True]), ["true"]),
        (pa.array([3, 4]).dictionary_encode(), ["3", "4"]),
        (pa.array([None, None]), [None, None]),
    ],
)
def test_numbers_of_parquet_are_words_where_asked(parquet_file, column, expected):
    assert read(parquet_file({"a": column}), words={"a"}) == {"a": expected}


def test_a_column_is_not_taken_for_one_whose_name_begins_alike(parquet_file):
    source = parquet_file({"a.b": [1, 2], "a": [3, 4]})
    assert read(source) == {"a.b": [1.0, 2.0], "a": [3.0, 4.0]}


@pytest.mark.parametrize(
    ("column", "what"),
    [
        (pa.array([[1]]), "list<element: int64>"),
        (pa.array([{"x": 1}]), "struct<x: int64>"),
        (pa.array([b"x"]), "binary"),
    ],
)
def test_a_nested_column_is_refused_by_name(parquet_file, tmp_path, column, what):
    source = parquet_file({"a": [1], "b": column})
    assert read(source, "a") == {"a": [1.0]}
    with pytest.raises(DataError) as caught:
        source.read(["a", "b"])
    assert str(caught.value) == (
        f"{tmp_path}/t.parquet: column 'b' holds {what}; numbers, text and booleans are read\n"
        "Leave it out of dataset.features."
    )


@pytest.mark.parametrize(
    ("kind", "what"),
    [(pa.date32(), "date32[day]"), (pa.timestamp("us"), "timestamp[us]")],
)
def test_dates_are_refused_with_what_to_do(parquet_file, kind, what):
    source = parquet_file(
        {"a": pa.array([0], pa.int32() if "date" in what else pa.int64()).cast(kind)}
    )
    with pytest.raises(DataError) as caught:
        source.read(["a"])
    assert f"column 'a' holds {what}" in caught.value.message
    assert caught.value.hint == (
        "Turn it into numbers, as days since a date, or leave it out of dataset.features."
    )


def test_what_is_no_parquet_is_refused(tmp_path):
    path = tmp_path / "t.parquet"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match=r"^cannot read .*t.parquet: Parquet magic bytes not found"):
        open_parquet(path)
    with pytest.raises(DataError, match=r"^cannot read .*no.parquet: "):
        open_parquet(tmp_path / "no.parquet")


def test_a_damaged_parquet_is_refused(parquet_file):
    source = parquet_file({"a": list(range(1000))}, compression="zstd")
    content = bytearray(source.path.read_bytes())
    content[4:600] = bytes(596)
    source.path.write_bytes(content)
    with pytest.raises(DataError, match=r"^cannot read .*t.parquet: "):
        open_parquet(source.path).read(["a"])


def test_a_parquet_file_without_rows_is_refused(parquet_file):
    with pytest.raises(DataError, match=r"t.parquet has no rows$"):
        parquet_file({"a": pa.array([], pa.int64())})


def test_equal_names_in_parquet_are_refused(tmp_path):
    table = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["a", "a"])
    parquet.write_table(table, tmp_path / "t.parquet")
    with pytest.raises(DataError, match=r"t.parquet: several columns are called 'a'$"):
        open_parquet(tmp_path / "t.parquet")


def test_without_pyarrow_it_is_said_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(DataError) as caught:
        open_parquet(tmp_path / "t.parquet")
    assert str(caught.value) == (
        f"reading {tmp_path}/t.parquet needs pyarrow, which is not installed\n"
        "Install it: python -m pip install 'autograd-cli[parquet]'"
    )


def test_a_row_of_parquet_is_called_by_its_number(parquet_file, tmp_path):
    source = parquet_file({"a": [1, 2]})
    assert source.place(1) == f"{tmp_path}/t.parquet: row 1, counted from 0"


def test_arrays_are_columns_and_matrices_several(npz_file):
    source = npz_file(
        x=np.array([[1, 2], [3, 4]]), y=np.array(["u", "v"]), z=np.array([True, False])
    )
    assert source.names == ("x0", "x1", "y", "z")
    assert read(source) == {
        "x0": [1.0, 3.0],
        "x1": [2.0, 4.0],
        "y": ["u", "v"],
        "z": ["true", "false"],
    }
    assert read(source, "y", "x1") == {"y": ["u", "v"], "x1": [2.0, 4.0]}


def test_numbers_of_npz_are_words_where_asked(npz_file):
    source = npz_file(a=np.array([2**53 + 1, 3]), b=np.array([3.0, np.nan]), c=np.array([1, 2]))
    assert read(source, "a", "b", words={"a", "b"}) == {
        "a": ["9007199254740993", "3"],
        "b": ["3", None],
    }


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"a": np.array([1j])}, "t.npz: the array 'a' holds complex128"),
        ({"a": np.array([b"x"])}, "t.npz: the array 'a' holds bytes"),
        ({"a": np.array(["2026-11-22"], "M8[D]")}, "t.npz: the array 'a' holds datetime64[D]"),
        ({"a": np.float64(1)}, "t.npz: the array 'a' has the shape (); a column is"),
        ({"a": np.zeros((1, 2, 3))}, "t.npz: the array 'a' has the shape (1, 2, 3); a column is"),
        ({"a": np.zeros(0)}, "t.npz: the array 'a' has no rows"),
        ({"a": np.zeros(2), "b": np.zeros(3)}, "t.npz: 'a' has 2 rows and 'b' has 3"),
        ({"x0": np.zeros(2), "x": np.zeros((2, 1))}, "t.npz: two columns are called 'x0'"),
        (
            {"a": np.array([None])},
            "as .npz: Object arrays cannot be loaded when allow_pickle=False",
        ),
        ({}, "t.npz holds no arrays"),
    ],
)
def test_an_array_that_is_no_column_is_refused_by_name(npz_file, arrays, message):
    with pytest.raises(DataError) as caught:
        read(npz_file(**arrays))
    assert message in str(caught.value)


def _entry(path):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.npy", b"not an array")


def _cut(path):
    np.savez(path, a=np.arange(1000.0))
    path.write_bytes(path.read_bytes()[:500])


def _flipped(path):
    np.savez_compressed(path, a=np.arange(1000.0))
    content = bytearray(path.read_bytes())
    content[300:310] = bytes(10)
    path.write_bytes(content)


@pytest.mark.parametrize("write", [lambda p: p.write_bytes(b"x"), _entry, _cut, _flipped])
def test_what_is_no_npz_is_refused(tmp_path, write):
    path = tmp_path / "t.npz"
    write(path)
    with pytest.raises(DataError, match=r"^cannot read .*t.npz as .npz: "):
        read(open_npz(path))


def test_the_kind_of_file_does_not_change_the_fingerprint(parquet_file, npz_file):
    columns = {"a": [1.0, 2.5, 1.0], "b": ["x", "a", "x"]}
    npz = npz_file(**{name: np.array(column) for name, column in columns.items()})
    prints = {s.read(["a", "b"]).fingerprint() for s in (npz, parquet_file(columns))}
    assert len(prints) == 1
