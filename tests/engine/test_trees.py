"""Trees: taken apart, put together, and compared."""

from collections import OrderedDict, namedtuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_cli.engine import ShapeError
from autograd_cli.engine.trees import leaves, map_leaves, matching_leaves, with_leaves

Pair = namedtuple("Pair", "first second")

trees = st.recursive(
    st.one_of(st.none(), st.integers()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.text(max_size=2), inner, max_size=3),
        st.builds(Pair, inner, inner),
    ),
    max_leaves=10,
)


def _reversed_keys(tree):
    if isinstance(tree, dict):
        return {key: _reversed_keys(tree[key]) for key in reversed(tree)}
    if isinstance(tree, Pair):
        return Pair(*map(_reversed_keys, tree))
    return type(tree)(map(_reversed_keys, tree)) if isinstance(tree, (list, tuple)) else tree


def test_leaves_come_from_left_to_right_and_none_has_none():
    array = np.ones(2)
    tree = {"b": [1, (2, None)], "a": Pair(3, {}), "c": None, "d": [[], 4], "e": "text"}
    assert leaves(tree) == [1, 2, 3, 4, "text"]
    assert leaves(array)[0] is array
    assert leaves(None) == leaves(()) == []


@given(trees)
def test_a_tree_is_put_together_from_its_leaves(tree):
    again = with_leaves(tree, leaves(tree))
    assert again == tree
    assert repr(again) == repr(tree), "kinds and order are kept too"
    doubled = map_leaves(lambda x: 2 * x, tree)
    assert leaves(doubled) == [2 * x for x in leaves(tree)]


@given(trees)
def test_leaves_of_a_matching_tree_come_in_the_order_of_the_model(tree):
    assert matching_leaves(_reversed_keys(tree), tree, "the tree") == leaves(tree)


def test_the_tree_that_is_given_is_left_alone():
    tree = {"a": [1, 2]}
    map_leaves(lambda x: x + 1, tree)["a"].append(3)
    assert tree == {"a": [1, 2]}


def test_kinds_of_dicts_and_tuples_that_match():
    assert matching_leaves(OrderedDict(b=2, a=1), {"a": 0, "b": 0}, "it") == [1, 2]
    assert matching_leaves((1, 2), Pair(0, 0), "it") == [1, 2]
    assert matching_leaves({2: "x", "2": "y"}, {"2": 0, 2: 0}, "it") == ["y", "x"]


@pytest.mark.parametrize(
    ("tree", "model", "shown"),
    [
        (1, [1], "built as *, and should be as [*]"),
        ([1], (1,), "built as [*], and should be as (*)"),
        ([1, 2], [1], "built as [*, *], and should be as [*]"),
        ({"b": 1}, {"a": 1}, "built as {'b': *}, and should be as {'a': *}"),
        ({"1": 1}, {1: 1}, "built as {'1': *}, and should be as {1: *}"),
        ([None], [1], "built as [None], and should be as [*]"),
        ({"a": (1, None)}, {"a": (1, {})}, "built as {'a': (*, None)}, and should be as"),
    ],
)
def test_trees_that_do_not_match_are_shown(tree, model, shown):
    with pytest.raises(ShapeError) as error:
        matching_leaves(tree, model, "the cotangent")
    assert f"the cotangent is {shown}" in str(error.value)
    assert "Use the same tuples, lists and keys, with an array at each *." in str(error.value)
