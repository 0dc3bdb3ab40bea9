"""The numbers behind a layout: programmes, and places in a given order."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograd_cli.plots.graphs.layout.columns import longest_rising
from autograd_cli.plots.graphs.layout.monotone import rising, spread
from autograd_cli.plots.graphs.layout.programme import least

_LISTS = st.lists(st.integers(-50, 50), min_size=1, max_size=12)


def test_the_least_numbers_keep_their_distances():
    # 1 and 2 want to be at 0, where only one of them can be.
    found = least(3, apart={(1, 2): 10}, bends=[(3, [(0, 1), (1, -1)]), (1, [(0, 1), (2, -1)])])
    assert [x - found[0] for x in found] == pytest.approx([0, 0, 10])


def test_costs_pull():
    found = least(3, apart={(0, 1): 2, (1, 2): 3, (0, 2): 9}, costs=[(1, 1), (0, -1)])
    assert [x - found[0] for x in found] == pytest.approx([0, 2, 9], abs=1e-6) or (
        found[1] - found[0] == pytest.approx(2) and found[2] - found[1] >= 3
    )


def test_distances_in_a_circle_have_no_solution():
    with pytest.raises(ArithmeticError, match="a layout's linear programme has no solution"):
        least(2, apart={(0, 1): 1, (1, 0): 1})


def test_without_wishes_all_are_0():
    assert least(2, apart={}) == [0, 0]


@given(_LISTS)
@settings(max_examples=30)
def test_rising_numbers_are_the_nearest(values):
    found = rising(values)
    assert found == sorted(found)
    assert sum(found) == pytest.approx(sum(values))
    if values == sorted(values):
        assert found == values


def test_weights_pull_the_means():
    assert rising([3, 0], [1, 2]) == [1, 1]


@given(_LISTS)
@settings(max_examples=30)
def test_spread_places_keep_their_order_and_their_distance(wanted):
    found = spread(wanted, 5, -30, 30)
    step = min(5, 60 / max(1, len(wanted) - 1))
    assert all(b - a >= step - 1e-9 for a, b in itertools.pairwise(found))
    assert min(found) >= -30 - 1e-9
    assert max(found) <= 30 + 1e-9


def test_a_place_that_can_be_had_is_had():
    assert spread([-8, 0, 20], 5, -30, 30) == [-8, 0, 20]
    assert spread([0, 0], 10, -30, 30) == [-5, 5]


@given(st.lists(st.integers(0, 9), max_size=8))
@settings(max_examples=30)
def test_the_longest_rising_choice_is_the_longest(values):
    places = longest_rising(values)
    chosen = [values[place] for place in places]
    assert places == sorted(places)
    assert all(a < b for a, b in itertools.pairwise(chosen))
    assert len(chosen) == _longest(values)


def _longest(values):
    """By trying every value for the last one."""
    best = [0] * (len(values) + 1)
    for last, value in enumerate(values):
        best[last] = 1 + max((best[i] for i in range(last) if values[i] < value), default=0)
    return max(best)
