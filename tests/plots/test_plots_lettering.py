"""Texts that are made fit to be drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_cli.plots.lettering import Lettering


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("setosa", "setosa"),
        ("", ""),
        (" a\t\nb ", "a  b"),
        ("\x00\x1b[1m", r"\x00\x1b[1m"),
        ("\u202egnp", "gnp"),
        ("caf\u00e9 ñ → ✓ א مرحبا", "café ñ → ✓ א مرحبا"),
        ("\ud800", r"\ud800"),
        ("\U0010ffff", r"\U0010ffff"),
    ],
)
def test_a_name_is_shown_in_one_line_of_letters(name, shown):
    assert Lettering([name]).shown(name) == shown


def test_what_no_font_has_is_an_escape_and_no_box():
    lettering = Lettering(["a\uffff"])
    assert lettering.shown("a\uffff") == r"a\uffff"
    assert lettering.families == ["DejaVu Sans"]


def test_what_another_installed_font_has_is_drawn_in_that():
    letter = "\u1d81"  # in STIXGeneral, which comes with Matplotlib
    lettering = Lettering(["setosa", letter])
    assert lettering.shown(letter) == letter
    assert lettering.families[0] == "DejaVu Sans"
    assert len(lettering.families) == 2
    assert lettering.width(letter) > 1, "and without the warning that a glyph is missing"
    assert Lettering(["setosa"]).families == ["DejaVu Sans"]


@given(st.text(min_size=1, max_size=80), st.integers(20, 200))
def test_what_is_fitted_has_room(name, width):
    lettering = Lettering([name])
    fitted = lettering.fitted(name, width)
    assert lettering.width(fitted) <= width
    if lettering.width(lettering.shown(name)) <= width:
        assert fitted == lettering.shown(name)
    else:
        begin, end = fitted.split("…", 1) if fitted.count("…") == 1 else ("", "")
        assert lettering.shown(name).startswith(begin)
        assert lettering.shown(name).endswith(end)


def test_beginning_and_end_are_kept_as_far_as_there_is_room():
    fitted = Lettering().fitted("category 1 of a long kind, number 17", 150)
    assert fitted == "category …umber 17"
