"""Tables in files of text: what is written is read, and what is wrong has a line."""

import csv
import io
import math
import tracemalloc
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograd_cli.data import DataError
from autograd_cli.data.tables import Numbers, TextFormat, Words, open_csv
from autograd_cli.data.tables import csv as reader

NONE = "<none>"
CELLS = st.text(st.characters(codec="utf-8"), max_size=5)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@pytest.fixture
def file(tmp_path):
    """Writes a file and opens it."""

    def write(content, *, header=True, **text):
        path = tmp_path / "t.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return open_csv(path, TextFormat(header=header, **text))

    return write


def cells(column):
    """The cells as Python values, None where there is no value."""
    if isinstance(column, Numbers):
        return [None if math.isnan(value) else value for value in column.values.tolist()]
    return [None if code < 0 else column.names[code] for code in column.codes.tolist()]


def read(source, *names, **how):
    table = source.read(names or source.names, **how)
    return {name: cells(column) for name, column in table.columns.items()}


def _is_number(text):
    try:
        return text.isascii() and "_" not in text and not math.isnan(float(text))
    except ValueError:
        return False


def _text_columns(rows):
    """Words and gaps, at least one of them no number, so that they are not read as numbers."""
    tricky = st.sampled_from(["", "NAN", "-nan", "Nancy", "a,b", '"', '""', "x\r\ny", " <none"])
    cells = st.none() | CELLS | tricky
    return st.lists(cells, min_size=rows, max_size=rows).filter(
        lambda column: any(cell not in (None, "nan") and not _is_number(cell) for cell in column)
    )


@st.composite
def tables(draw):
    rows = draw(st.integers(1, 12))
    names = draw(st.lists(CELLS, min_size=1, max_size=5, unique=True))
    numbers = st.lists(st.none() | NUMBERS, min_size=rows, max_size=rows)
    return {name: draw(numbers | _text_columns(rows)) for name in names}


def _written(table, delimiter, ends, quote_all):
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote_all or ends != "\r\n" else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ends, quoting=quoting)
    writer.writerow(table)
    for row in zip(*table.values(), strict=True):
        cells = [NONE if cell is None else cell for cell in row]
        writer.writerow([repr(cell) if isinstance(cell, float) else cell for cell in cells])
    return text.getvalue().encode()


@settings(max_examples=100)
@given(
    tables(),
    st.sampled_from(",;\t| "),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.integers(1, 100),
    st.booleans(),
    st.sampled_from([(NONE,), (NONE, "nan")]),
)
def test_what_is_written_is_read(
    tmp_path_factory, table, delimiter, ends, quote_all, block, bom, missing
):
    path = tmp_path_factory.getbasetemp() / "written.csv"
    content = _written(table, delimiter, ends, quote_all)
    path.write_bytes(b"\xef\xbb\xbf" * bom + content)
    with patch.object(reader, "_BLOCK", block):
        source = open_csv(path, TextFormat(delimiter, missing=missing))
        assert list(source.names) == list(table)
        assert read(source) == table


@settings(max_examples=40)
@given(st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=1, max_size=40))
def test_numbers_are_read_to_the_last_bit(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "numbers.csv"
    path.write_text("\n".join(",".join(map(repr, row)) for row in rows))
    with patch.object(reader, "_BLOCK", 64):
        table = open_csv(path, TextFormat(header=False)).read(["0", "1", "2"])
    found = np.stack([column.values for column in table.columns.values()], axis=1)
    assert found.tobytes() == np.array(rows).tobytes()


def test_a_quoted_cell_holds_delimiters_quotes_and_line_ends(file):
    source = file('a,b\r\n"x, ""y""\r\nz",1\r\n"2",3\r\n')
    assert read(source) == {"a": ['x, "y"\r\nz', "2"], "b": [1.0, 3.0]}


def test_quoted_numbers_are_numbers(file):
    assert read(file('"a","b"\n"1","2"\n"3","4"\n')) == {"a": [1.0, 3.0], "b": [2.0, 4.0]}


def test_a_column_is_text_if_one_cell_is_no_number(file):
    assert read(file("a\n1.0\n2\nx\n")) == {"a": ["1.0", "2", "x"]}


@pytest.mark.parametrize("block", [8, 1 << 20])
@pytest.mark.parametrize("quote", ["", '"'])
def test_text_that_comes_late_leaves_the_cells_before_it_as_written(file, block, quote):
    content = "a,b\n" + "1.0,2.0\n" * 50 + f"1.50,{quote}x{quote}\n" + "3,4\n"
    with patch.object(reader, "_BLOCK", block):
        found = read(file(content))
    assert found["a"] == [1.0] * 50 + [1.5, 3.0]
    assert found["b"] == ["2.0"] * 50 + ["x", "4"]


def test_numbers_are_what_computers_write(file):
    good = ["1", "-2.5", "+3", ".5", "5.", "1e3", "1E-3", " 7 ", "-0.0"]
    assert read(file("a\n" + "\n".join(good))) == {"a": list(map(float, good))}
    for bad in ["1_000", "1,5", "\u0661", "0x10", "1e", "--1", "3 4"]:
        assert read(file(f"a;b\n1;1\n{bad};1\n", delimiter=";"))["a"] == ["1", bad]


def test_booleans_are_words(file):
    assert read(file("a\ntrue\nfalse\n")) == {"a": ["true", "false"]}


def test_the_tokens_for_missing_are_the_configs(file):
    content = "a,b\n,x\nNA,?\n ? ,NA \n1,y\n"
    assert read(file(content)) == {"a": [None, None, None, 1.0], "b": ["x", None, None, "y"]}
    assert read(file(content, missing=("?",))) == {
        "a": ["", "NA", None, "1"],
        "b": ["x", None, "NA ", "y"],
    }


def test_nan_is_a_word_where_it_is_no_token(file):
    assert read(file("a\n1\nnan\n", missing=())) == {"a": ["1", "nan"]}
    assert read(file("a\n1\nnan\n")) == {"a": [1.0, None]}


@pytest.mark.parametrize("word", ["NAN", "-nan", "+nan", "Nan"])
@pytest.mark.parametrize("block", [8, 1 << 20])
def test_other_spellings_of_nan_are_words(file, word, block):
    content = "a,b\n" + "1,\n,2\nNA,nan\n" * 10 + f"{word},3\n4,\n"
    with patch.object(reader, "_BLOCK", block):
        found = read(file(content))
    assert found["a"] == ["1", None, None] * 10 + [word, "4"]
    assert found["b"] == [None, 2.0, None] * 10 + [3.0, None]


def test_a_token_that_was_quoted_is_not_looked_for_between_cells(file):
    content = 'a,b,c\n"1,2",3,4\n5,1,2\n6,1,2\n'
    with patch.object(reader, "_BLOCK", 8):
        found = read(file(content, missing=("1,2", "nan")))
    assert found == {"a": [None, 5.0, 6.0], "b": [3.0, 1.0, 1.0], "c": [4.0, 2.0, 2.0]}


@pytest.mark.parametrize("content", ['a,b\n1,2\n""\n3,4\n', 'a,b\r\n"1","2"\r\n""\r\n'])
def test_an_empty_cell_alone_is_a_row_that_is_too_short(file, content):
    with pytest.raises(DataError, match=r"t.csv:3: 1 cell, where the header has 2"):
        read(file(content))


def test_a_quoted_empty_cell_is_a_row_of_one_column(file):
    assert read(file('a\n1\n""\n\n2\n')) == {"a": [1.0, None, 2.0]}


def test_columns_are_read_as_words_where_asked(file):
    source = file("a,b\n01,1.0\n,2\n")
    assert read(source, "a", words={"a"}) == {"a": ["01", None]}
    assert read(source, "b", "a", words={"b"}) == {"b": ["1.0", "2"], "a": [1.0, None]}


def test_words_are_sorted_and_occur(file):
    column = file("a\nred\n\nblue\nred\n", missing=("",)).read(["a"]).columns["a"]
    assert isinstance(column, Words)
    assert column.names == ("blue", "red")
    column = file("a,b\nred,1\n,2\nblue,3\n").read(["a"]).columns["a"]
    assert column.codes.tolist() == [1, -1, 0]


def test_without_a_header_columns_are_called_by_position(file):
    assert read(file("1,x\n2,y\n", header=False)) == {"0": [1.0, 2.0], "1": ["x", "y"]}


def test_only_what_is_asked_for_is_kept(file):
    source = file("a,b,c\n1,some words,3\n4,more,6\n")
    assert read(source, "c", "a") == {"c": [3.0, 6.0], "a": [1.0, 4.0]}


def test_empty_lines_are_no_rows(file):
    source = file("\n\na,b\n\n1,2\n\r\n\n3,4\n\n")
    assert read(source) == {"a": [1.0, 3.0], "b": [2.0, 4.0]}
    assert source.place(1).endswith("t.csv:8")


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("a\n1\n2\n3", [2, 3, 4]),
        ('a\n"x\ny"\nz\n', [2, 4]),
        ("a\r1\r\r2", [2, 4]),
    ],
)
def test_a_row_is_called_by_its_first_line(file, content, lines):
    source = file(content)
    places = [source.place(row).rpartition(":")[2] for row in range(len(lines))]
    assert places == list(map(str, lines))


QUOTE = "Close it; a quote inside a quoted cell is written twice."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "t.csv is empty"),
        (b"\n\n", "t.csv is empty"),
        (b"a,b\n", "t.csv has a header and no rows"),
        (b"a,b\n1,2\n3\n", "t.csv:3: 1 cell, where the header has 2"),
        (b"a,b\n1,2,3\n", "t.csv:2: 3 cells, where the header has 2"),
        (b'a,b\n"x\ny",2\n1,2\n1,2,\n', "t.csv:5: 3 cells, where the header has 2"),
        (b"a,b,a\n1,2,3\n", "t.csv:1: columns 0 and 2, counted from 0, are both called 'a'"),
        (b"a,b\n1,\xff\n", "t.csv:2:3: the byte 0xff is not UTF-8\nSave the file as UTF-8."),
        (b"\xff\xfea\n", "t.csv:1:1: the byte 0xff is not UTF-8\nSave the file as UTF-8."),
        (b'a\n1\n"x\n2\n', f"t.csv:3: a quote that is opened here is not closed\n{QUOTE}"),
        (
            b'a\n1\n"x\n2\n"y"\n',
            "t.csv:3: in a record that begins here, line 5 goes on after a closing quote\n" + QUOTE,
        ),
        (
            b'a\n"' + b"x" * 140_000,
            f"t.csv:2: a cell of more than 131,072 characters begins here\n{QUOTE}",
        ),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(file, tmp_path, content, message):
    with pytest.raises(DataError) as caught:
        read(file(content))
    assert str(caught.value).replace(f"{tmp_path}/", "") == message
    assert caught.value.exit_code == 2


def test_a_ragged_row_without_a_header_is_measured_by_the_first(file):
    with pytest.raises(DataError, match=r"t.csv:2: 1 cell, where the first line has 2"):
        read(file("1,2\n3\n", header=False))


def test_a_file_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "t.csv"
    with pytest.raises(DataError) as caught:
        open_csv(path, TextFormat())
    assert str(caught.value) == f"cannot read {path}: No such file or directory"


def test_numbers_stand_in_memory_once(file):
    n = 125_000
    source = file("a,b\n" + "1.5,2.5\n" * n)
    with patch.object(reader, "_BLOCK", 1 << 14):
        tracemalloc.start()
        try:
            source.read(["a", "b"])
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 1.25 * (2 * n * 8) + (1 << 19)


def test_the_same_cells_have_the_same_fingerprint(file):
    first = file("a,b\n1,x\n2,\n").read(["a", "b"]).fingerprint()
    assert file('b,a\n"x",1.0\nNA,2e0\n').read(["a", "b"]).fingerprint() == first
    for other in ("a,b\n1,y\n2,\n", "a,b\n1,x\n2,x\n", "a,b\n1,x\n3,\n", "a,b\n2,\n1,x\n"):
        assert file(other).read(["a", "b"]).fingerprint() != first
