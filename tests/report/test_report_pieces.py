# ruff: noqa: RUF001 (the minus and the dash are what a report shows)
"""What a report is made of: markup, words, embedded numbers, axes and tables."""

import json
import math

import numpy as np
import pytest
from parsed import parse

from autograd_cli.plots.axis import axis, label
from autograd_cli.report.curves import Chart, Line
from autograd_cli.report.drawing import drawing
from autograd_cli.report.embedded import as_json, column
from autograd_cli.report.environment import command
from autograd_cli.report.markup import Markup, join, tag
from autograd_cli.report.tables import of_epochs, of_steps, thinned
from autograd_cli.report.words import counted, duration, moment, number, value_of
from autograd_cli.runs import RunError
from autograd_cli.runs.columns import size
from autograd_cli.runs.history import Steps


def test_text_is_escaped_and_markup_is_not():
    assert join(["<b>&\"'", Markup("<i>")]) == "&lt;b&gt;&amp;&quot;&#x27;<i>"
    assert tag("p", None, "a", tag("br"), id="<", hidden=True, class_=None) == (
        '<p id="&lt;" hidden>a<br></p>'
    )


@pytest.mark.parametrize(
    "character", ["\0", "\x1b", "\x85", "\u202e", "\u2066", "\ud800", "\uffff"]
)
def test_what_would_be_obeyed_or_is_no_character_is_an_escape(character):
    shown = join(f"a{character}b")
    assert shown == f"a{character.encode('unicode_escape').decode()}b"
    assert tag("p", "x", title=character) == f'<p title="{shown[1:-1]}">x</p>'
    shown.encode()


def test_lines_and_tabs_stay():
    assert join("a\n\tb") == "a\n\tb"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"),
        (0, "0"),
        (0.0, "0"),
        (1234567, "1,234,567"),
        (0.0224993, "0.02250"),
        (0.99999, "1.0000"),
        (-3.14159, "−3.142"),
        (2911.89, "2,912"),
        (1.23456e-7, "1.235e−07"),
        (6.02e23, "6.020e+23"),
        (math.nan, "not a number"),
        (-math.inf, "−∞"),
    ],
)
def test_numbers_have_four_digits(value, words):
    assert number(value) == words


def test_values_by_their_keys():
    told = {
        "train_seconds": (0.0421, "42 ms"),
        "peak_rss_bytes": (57364480, "54.7 MiB"),
        "dataset_sha256": ("a" * 64, "a" * 12),
        "val/loss": (0.25, "0.2500"),
        "optimizer.lr": (0.25, "0.25"),
        "train_examples": (24000, "24,000"),
        "standardize": (True, "yes"),
        "hidden": ([16, 8], "16, 8"),
        "metrics": ([], "none"),
    }
    assert {key: value_of(key, value) for key, (value, _) in told.items()} == {
        key: words for key, (_, words) in told.items()
    }


def test_times_sizes_and_counts():
    assert [duration(s) for s in (0.0004, 59.5, 61, 7265)] == [
        "0 ms", "59.50 s", "1 min 1 s", "2 h 1 min"
    ]  # fmt: skip
    assert [size(n) for n in (1023, 1024, 5 << 30)] == ["1023 B", "1.0 KiB", "5.0 GiB"]
    assert [counted(n, "run") for n in (0, 1, 2000)] == ["0 runs", "1 run", "2,000 runs"]
    assert moment("2026-11-22T07:39:55+00:00") == "22 November 2026, 07:39 UTC"
    assert moment("yesterday") == "yesterday"


def test_commands_as_they_were_typed_but_for_the_place_of_the_program():
    assert command(["/home/a/venv/bin/autograd", "train", "my config.yaml"]) == (
        "autograd train 'my config.yaml'"
    )
    assert command([r"C:\venv\autograd.exe", "resume", "x"]) == "autograd resume x"
    assert command(["/x/autograd_cli/__main__.py", "train"]) == "autograd train"
    assert command(["script.py", "a"]) == "script.py a"
    assert command(None) == "–"


def test_json_ends_no_script_and_has_no_strange_characters():
    told = as_json({"</script>": ["<!--", "&amp;", "\u2028\u2029", "\ud800"]})
    assert told.isascii()
    assert not {*"<>&"} & {*told}
    assert json.loads(told) == {"</script>": ["<!--", "&amp;", "\u2028\u2029", "\ud800"]}


def test_columns_are_short():
    assert column([0.123456789, 12345678.9, 3.0, None]) == [0.123457, 12345700, 3, None]
    assert column([math.nan, math.inf, -math.inf]) == ["NaN", "Infinity", "-Infinity"]
    assert column([10, 20, 30]) == {"from": 10, "by": 10, "n": 3}
    assert column([0.1] * 4) == {"from": 0.1, "by": 0, "n": 4}
    assert column([0.1, 0.2, 0.3]) == [0.1, 0.2, 0.3], "whose steps are rounded"
    assert column([1, 2, None]) == [1, 2, None]
    assert column([math.inf] * 3) == ["Infinity"] * 3


@pytest.mark.parametrize(
    ("values", "options", "ticks"),
    [
        ([0.0, 1.0], {}, (0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        ([1.0, 2.0], {"whole": True, "count": 8}, (1, 2)),
        ([1.0, 5.0], {"whole": True, "count": 8}, (1, 2, 3, 4, 5)),
        ([1.0, 5.0], {}, (0, 1, 2, 3, 4, 5)),
        ([0, 1000], {"count": 8}, (0, 200, 400, 600, 800, 1000)),
        ([0.001, 50.0], {"logarithmic": True}, (0.001, 0.01, 0.1, 1, 10)),
        ([2.0, 3.0], {"logarithmic": True}, (2, 3)),
        ([-1.0, 0.0], {"logarithmic": True}, (0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        ([5.0, 5.0], {"count": 2}, (5,)),
        ([math.nan, math.inf], {"count": 2}, (0, 0.5, 1)),
    ],
)
def test_ticks_stand_at_round_numbers(values, options, ticks):
    found = axis(values, **options)
    assert found.ticks == pytest.approx(ticks)
    places = found.places(found.ticks)
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in places)


def test_an_axis_takes_any_numbers_and_leaves_out_what_it_cannot_show():
    found = axis([1e300, -1e300, 5e-324, 0.0, 1.0])
    assert np.isnan(found.places([1e300, math.inf, math.nan])).all()
    assert axis([5e-324, 1e-323]).places([0]) == pytest.approx([0.5])
    assert np.isnan(axis([1.0, 10.0], logarithmic=True).places([0, -1, 1e-300])).all()


def test_ticks_say_little():
    assert [label(v) for v in (0.30000000000000004, 1e-7, 1e20, -2.0)] == [
        "0.3", "1e-7", "1e20", "-2"
    ]  # fmt: skip


def test_a_line_has_gaps_where_there_is_no_number():
    table = {"epoch": [0, 1, 2, 3, 4], "val/loss": [1.0, None, math.nan, 0.5, 0.25]}
    chart = Chart("loss", "epochs", [Line(0, "val", "val/loss", table)], False)
    svg = parse(drawing(chart, about="<all>", alone=True))
    (path,) = svg.find("path", **{"class": "line of-val val"})
    assert [c for c in path.attributes["d"] if c.isalpha()] == ["M", "M", "L"]
    assert svg.find("svg")[0].attributes["aria-label"] == "<all>"


def test_parts_of_any_name_are_shown_the_known_ones_first():
    table = {"epoch": [0, 1]}
    parts = ["", "test", "val", "train"]
    chart = Chart("loss", "epochs", [Line(0, part, "loss", table) for part in parts], False)
    assert chart.parts == ["train", "val", "", "test"]


def test_of_many_points_the_extremes_are_drawn():
    values = [0.0] * 100_000
    values[50_001] = 7.0
    table = {"epoch": [*range(100_000)], "train/loss": values}
    chart = Chart("loss", "epochs", [Line(0, "train", "train/loss", table)], False)
    (path,) = parse(drawing(chart, about="", alone=True)).find("path", **{
        "class": "line of-train train"
    })  # fmt: skip
    points = path.attributes["d"].count("L")
    assert 5000 < points < 13_000
    heights = {piece.split()[1] for piece in path.attributes["d"][1:].split("L")}
    assert len(heights) == 2


def test_the_untrained_model_comes_first_in_the_table():
    rows = [{"epoch": 1, "step": 5, "seconds": 0.5, "lr": 0.1, "val/loss": None}]
    assert of_epochs({"val/loss": 2.0}, rows) == {
        "epoch": [0, 1], "step": [0, 5], "seconds": [0.0, 0.5], "lr": [None, 0.1],
        "val/loss": [2.0, None],
    }  # fmt: skip
    assert of_epochs(None, []) == {"epoch": [], "step": [], "seconds": []}


def test_what_is_no_number_is_refused():
    with pytest.raises(RunError, match="the metrics have 'x' for val/loss, which is no number"):
        of_epochs(None, [{"epoch": 1, "val/loss": "x"}])


def test_steps_have_places_between_the_epochs():
    epochs = of_epochs({}, [{"epoch": e, "step": 4 * e, "seconds": float(e)} for e in (1, 2)])
    steps = Steps([1, 2, 3], [2, 4, 2], [2, 8, 10], [0.1] * 3, [3.0, 2.0, 1.0], [1.0] * 3)
    found = of_steps(steps, epochs)
    assert found["epoch"] == [0.5, 2, 2.5]
    assert found["seconds"][:2] == [1, 2]
    assert math.isnan(found["seconds"][2]), "nobody knows how long the third epoch takes"
    assert found["loss"] == [3, 2, 1]
    assert of_steps(Steps([], [], [], [], [], []), epochs) == {}


def test_of_too_many_rows_those_at_even_distances_the_best_and_the_last_are_kept():
    table = {"epoch": [*range(1, 101)], "val/loss": [*range(1, 101)]}
    assert thinned(table, 200, []) is table
    assert thinned(table, 4, [50])["epoch"] == [1, 26, 50, 51, 76, 100]
