"""Graphs as text: the tree, the tables, graphviz and JSON."""

import json
import re

import numpy as np
import pytest

from autograd_cli import nn, ops
from autograd_cli.expressions import parse
from autograd_cli.graph import as_json, collapsed, dot, listing, of_expression, of_step, tree
from autograd_cli.graph.text import written


@pytest.fixture(scope="module")
def cubic():
    expression = parse("x**3 + x**2 - 6*x + 1")
    return of_expression(expression.on, {"x": 2.0}, title=expression.text)


@pytest.fixture(scope="module")
def layer():
    model = nn.Sequential({"fc": nn.Linear(3, 2, rng=np.random.default_rng(0))})
    return of_step(model, ops.cross_entropy, np.ones((8, 3)), np.zeros(8, int), title="a layer")


def test_the_tree_shows_what_a_result_is_made_of(cubic):
    assert (
        list(tree(cubic))
        == """\
#10 add: 1
├── #8 subtract: 0
│   ├── #5 add: 12
│   │   ├── #2 power: 8
│   │   │   ├── #0 x: 2
│   │   │   └── #1 3
│   │   └── #4 power: 4
│   │       ├── #0 x: 2
│   │       └── #3 2
│   └── #7 multiply: 12
│       ├── #6 6
│       └── #0 x: 2
└── #9 1""".splitlines()
    )


def test_the_tree_in_reverse_follows_the_gradient(cubic):
    assert (
        list(tree(cubic, reverse=True))
        == """\
#10 add: gradient 1
└── #8 subtract: 1, by ∂y/∂a = 1
    ├── #5 add: 1, by ∂y/∂a = 1
    │   ├── #2 power: 1, by ∂y/∂a = 1
    │   │   └── #0 x: 12, by ∂y/∂a = b a^(b-1); gradient 10 in all
    │   └── #4 power: 1, by ∂y/∂b = 1
    │       └── #0 x: 4, by ∂y/∂a = b a^(b-1); gradient 10 in all
    └── #7 multiply: -1, by ∂y/∂b = -1
        └── #0 x: -6, by ∂y/∂b = a; gradient 10 in all""".splitlines()
    )


def test_a_shared_result_is_told_once():
    def function(values):
        y = ops.sin(values["x"])
        return y * y

    assert list(tree(of_expression(function, {"x": 0.0}))) == [
        "#2 multiply: 0",
        "├── #1 sin: 0",
        "│   └── #0 x: 0",
        "└── #1 sin, as above",
    ]


def test_the_tree_tells_of_modules(layer):
    lines = list(tree(collapsed(layer)))
    assert lines[1].startswith("├── #2 fc: Linear weight 2x3, bias 2 (8, 2): from ")
    assert lines[2] == "│   └── #0 x (8, 3): all 1"


def test_the_listing_has_values_in_order_and_gradients_in_reverse(cubic):
    assert listing.values(cubic)[-2:] == [
        ("#9", "1", "", "()", "1"),
        ("#10", "add", "#8 + #9", "()", "1"),
    ]
    gradients = listing.gradients(cubic)
    assert [row[0] for row in gradients] == ["#10", "#8", "#7", "#5", "#4", "#2", "#0"]
    assert gradients[-1] == (
        "#0",
        "x",
        "()",
        "10",
        "12 from #2 (∂y/∂a = b a^(b-1)); 4 from #4 (∂y/∂a = b a^(b-1)); -6 from #7 (∂y/∂b = a)",
    )


@pytest.mark.parametrize(
    ("array", "text"),
    [
        (np.float64(0.1) + 0.2, "0.3"),
        (np.array(-0.0), "0"),
        (np.array([True, False]), "[true, false]"),
        (np.ones((2, 1), np.int64), "[[1], [1]]"),
        (np.zeros((0, 3)), "empty"),
        (np.arange(20.0), "from 0 to 19"),
        (np.full(20, 0.5), "all 0.5"),
        (np.array([np.nan] * 20), "none finite"),
        (np.array([np.inf, *range(20)]), "from 0 to 19, not all finite"),
        (np.arange(20) > 4, "15 of 20 true"),
        (np.array([np.nan, -np.inf]), "[nan, -inf]"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_arrays_are_written_whole_or_by_their_bounds(array, text):
    assert written(np.asarray(array)) == text


def test_a_number_can_be_written_with_all_its_digits():
    assert written(np.array(0.1 + 0.2), 0) == "0.30000000000000004"
    assert written(np.array(0.1, np.float32), 0) == "0.1"


def test_graphviz_gets_every_value_and_every_edge(cubic):
    text = dot(cubic)
    assert text.startswith('digraph {\n  graph [label="x**3 + x**2 - 6*x + 1"')
    assert len(re.findall(r"^  \d+ \[label=", text, re.MULTILINE)) == 11
    assert len(re.findall(r"^  \d+ -> \d+ \[", text, re.MULTILINE)) == 12
    assert '  0 [label="x\\n2", shape="ellipse"]\n' in text
    assert '  2 -> 5 [label="a"]\n' in text


def test_graphviz_gets_the_way_back_in_red(cubic):
    text = dot(cubic, reverse=True)
    assert '  0 [label="x\\n10", shape="ellipse", color="#d55e00"]\n' in text
    assert '  2 -> 0 [label="∂y/∂a = b a^(b-1)\\n12", color="#d55e00"' in text
    assert '  2 -> 1 [style="dashed"]\n' in text


def test_no_name_breaks_out_of_its_label(cubic):
    hostile = 'a"b\\N\n<script>'
    graph = of_expression(lambda values: values[hostile] * 1.0, {hostile: 1.0}, title=hostile)
    text = dot(graph)
    assert 'label="a\\"b\\\\N\\n<script>", labelloc' in text
    assert '  0 [label="a\\"b\\\\N\\n<script>\\n1", shape="ellipse"]\n' in text


def test_json_has_all_there_is_to_know(cubic):
    found = json.loads(json.dumps(as_json(cubic), allow_nan=False))
    assert (found["title"], found["outputs"]) == (cubic.title, [10])
    x, y = found["nodes"][0], found["nodes"][2]
    assert (x["kind"], x["name"], x["value"], x["gradient"], x["shape"]) == (
        "input", "x", 2.0, 10.0, [],
    )  # fmt: skip
    assert (y["op"], y["sign"], y["formula"], y["module"]) == ("Pow", "**", "y = a^b", [])
    assert found["edges"][0] == {
        "source": 0,
        "target": 2,
        "position": 0,
        "name": "a",
        "rule": "da = g b a^(b-1)",
        "local": "∂y/∂a = b a^(b-1)",
        "cotangent": 12.0,
        "summed_from": None,
    }


def test_json_has_the_bounds_of_what_is_large_and_texts_for_what_is_no_number():
    def function(values):
        return ops.sum(values["x"]) / values["zero"]

    graph = of_expression(function, {"x": np.arange(2000.0), "zero": 0.0})
    found = json.loads(json.dumps(as_json(graph), allow_nan=False))
    assert found["nodes"][0]["value"] == {"lowest": 0.0, "highest": 1999.0}
    assert found["nodes"][-1]["value"] == "inf"


def test_json_has_a_text_for_parameters_that_it_knows_nothing_of():
    graph = of_expression(lambda values: values["x"][0:2][1], {"x": [1.0, 2.0, 3.0]})
    (first,) = (n for n in as_json(graph)["nodes"] if n["name"] == "get_item" and n["shape"] == [2])
    assert "slice(0, 2, None)" in json.dumps(first["params"])
