"""The confusion matrix: its numbers, colours and names, read off the figure."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograd_cli.plots.colours import ink_on, luminance, of_shares
from autograd_cli.plots.sheets.confusion import matrix
from autograd_cli.runs import Predictions

FLOWERS = ["setosa", "versicolor", "virginica"]
COUNTS = [[15, 1, 0], [0, 10, 5], [0, 0, 20]]
RNG = np.random.default_rng(0)


def _matrix(classes, examples=5000):
    pairs = RNG.integers(0, classes, (2, examples))
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, tuple(pairs), 1)
    return counts + np.diag(np.full(classes, examples // classes))


@pytest.fixture
def drawn(predicted, seen):
    """What the matrix of counts shows."""
    return lambda counts, names, **about: seen(
        matrix(predicted(counts, **about), names, title="20260101-000000-a")
    )


def test_the_header_says_what_is_shown(drawn):
    texts = drawn(COUNTS, FLOWERS).texts
    assert texts[:2] == [
        "20260101-000000-a",
        "validation, best epoch 3: accuracy 0.8824, 45 of 51",
    ]
    assert texts[2:4] == ["share of the true class: 0 %", "100 %"]
    assert {"true class", "predicted class"} <= {*texts}


def test_it_may_be_of_training_and_of_the_untrained_model(drawn):
    about = drawn(COUNTS, FLOWERS, part="train", epoch=0).texts[1]
    assert about == "training, best epoch 0, the untrained model: accuracy 0.8824, 45 of 51"


def test_rows_are_true_classes_and_columns_predicted_ones(drawn):
    picture = drawn(COUNTS, FLOWERS)
    at = {}
    for text in picture.written:
        at.setdefault(text.get_text(), []).append(text.get_position())
    assert [len(at[name]) for name in FLOWERS] == [2, 2, 2]
    rows = [min(at[name])[1] for name in FLOWERS]
    columns = [max(at[name])[0] for name in FLOWERS]
    assert rows == sorted(rows), "from the top"
    assert columns == sorted(columns)
    for i, j in np.argwhere(COUNTS):
        ((x, y),) = at[str(COUNTS[i][j])]
        assert x == pytest.approx(columns[j])
        assert y == pytest.approx(rows[i], abs=3)


def test_what_did_not_happen_has_no_number(drawn):
    assert "0" not in drawn(COUNTS, FLOWERS).texts


def test_colours_are_shares_of_the_true_class(drawn):
    matrix = drawn(COUNTS, FLOWERS).images[1]
    expected = np.array(COUNTS) / np.sum(COUNTS, axis=1, keepdims=True)
    assert np.array_equal(matrix, of_shares(expected))
    assert matrix[2].tolist() == [[255] * 3, [255] * 3, matrix[2][2].tolist()]


def test_a_class_without_examples_is_white(drawn):
    assert (drawn([[0, 0], [3, 4]], ["a", "b"]).images[1][0] == 255).all()


def test_a_larger_share_is_darker_also_without_colour():
    shades = [luminance(colour) for colour in of_shares(np.linspace(0, 1, 101))]
    assert shades == sorted({*shades}, reverse=True)
    assert shades[0] == 1


def test_small_shares_are_seen():
    assert luminance(of_shares(np.array(0.01))) < 0.9


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_numbers_are_legible_on_any_colour(colour):
    """WCAG 2 asks for a contrast of 4.5."""
    light = luminance(np.array(colour))
    contrast = 1.05 / (light + 0.05) if ink_on(colour) == "white" else (light + 0.05) / 0.05
    assert contrast >= 4.5


def test_the_numbers_are_written_in_the_ink_of_their_cell(drawn):
    inks = {t.get_text(): t.get_color() for t in drawn([[97, 3], [0, 50]], ["a", "b"]).written}
    assert (inks["97"], inks["3"], inks["50"]) == ("white", "black", "white")


@pytest.mark.parametrize("classes", [1, 2, 10, 21, 57, 1000])
def test_of_any_number_of_classes_the_names_are_apart_and_whole(drawn, apart, classes):
    names = [f"class number {k}" for k in range(classes)]
    picture = drawn(_matrix(classes), names)
    shown = [text for text in picture.texts if text.startswith("class number")]
    assert len(shown) == len({*shown}) * 2
    assert apart(picture.boxes), "no text covers another one"
    if classes <= 20:
        assert [*dict.fromkeys(shown)] == names
    else:
        places = [names.index(name) for name in dict.fromkeys(shown)]
        assert {*np.diff(places)} <= {1, 2, 5, 10, 20}
        assert len(places) >= 15
    assert max(picture.size) <= 1400


@pytest.mark.parametrize("classes", [21, 300, 700])
def test_of_many_classes_there_are_no_numbers_and_every_cell_has_its_pixels(drawn, classes):
    picture = drawn(_matrix(classes), [f"c{k}" for k in range(classes)])
    assert not any(text.isdigit() for text in picture.texts)
    pixels = picture.places[1].width / classes
    assert pixels == int(pixels) >= 1
    assert picture.images[1].shape == (classes, classes, 3)


@pytest.mark.parametrize(
    ("largest", "shown"),
    [(999, "999"), (9_999, "9999"), (123_456, "123k"), (7_654_321, "8M"), (2 * 10**12, "2T")],
)
def test_large_numbers_stay_in_their_cells(drawn, largest, shown):
    counts = np.diag([largest] * 4 + [0] * 16)
    picture = drawn(counts, [f"c{k}" for k in range(20)])
    boxes = [b for t, b in zip(picture.texts, picture.boxes, strict=True) if t == shown]
    assert len(boxes) == 4
    cell = picture.places[1].width / 20
    assert max(box.width for box in boxes) < cell


def test_only_numbers_without_room_are_rounded(drawn):
    texts = drawn(np.diag([1_500, 12_345] + [0] * 18), [f"c{k}" for k in range(20)]).texts
    assert {"1500", "12k"} < {*texts}
    assert {"12345"} < {*drawn(np.diag([1_500, 12_345]), ["a", "b"]).texts}


def test_all_predictions_may_be_of_one_class(drawn):
    texts = drawn([[0, 7], [0, 5]], ["no", "yes"]).texts
    assert "accuracy 0.4167, 5 of 12" in texts[1]


ODD = ["$x^2$", r"\frac", "<b>", "_a_", "x" * 200, "a\nb\tc", "\x1b[31mred", "مرحبا", "\u202eleft"]


def test_names_are_data(drawn, apart):
    picture = drawn(np.eye(9, dtype=int), ODD)
    assert {"$x^2$", r"\frac", "<b>", "_a_", "a b c", r"\x1b[31mred", "مرحبا", "left"} < {
        *picture.texts
    }
    assert not any(text.get_parse_math() for text in picture.written)
    (cut, _) = [text for text in picture.texts if text.startswith("xxx")]
    assert cut.endswith("…" + "x" * (len(cut) // 2))
    assert apart(picture.boxes)


@settings(max_examples=10)
@given(st.lists(st.text(max_size=300), min_size=1, max_size=4), st.data())
def test_any_names_and_counts_can_be_drawn(drawn_any, names, data):
    rows = st.lists(st.integers(0, 10**12), min_size=len(names), max_size=len(names))
    counts = [data.draw(rows) for _ in names]
    drawn_any(counts, names)


@pytest.fixture(scope="module")
def drawn_any():
    """Draw anything; a warning, as of a missing glyph, is an error."""
    none = np.zeros(0)

    def draw(counts, names):
        found = Predictions("val", 1, none, none, np.array(counts), none, none)
        figure = matrix(found, names, title="$")
        figure.savefig(io.BytesIO(), format="png")

    return draw
