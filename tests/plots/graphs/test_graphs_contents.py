"""What is written in a drawn graph."""

import re
from dataclasses import replace

import numpy as np
import pytest
from svg_text import groups, texts, told

from autograd_cli.graph import Edge, Graph, Value, collapsed, of_expression
from autograd_cli.plots.graphs.compose import composed
from autograd_cli.plots.graphs.drawing import Rounded, Text


def test_nodes_say_what_they_are(product):
    nodes = groups(product, "node")
    assert {about: texts(group) for about, group in nodes.items()} == {
        "input #0: x": ["x = 3"],
        "parameter #1: layer.weight": ["layer.weight", "(2,)", "1", "2"],
        "op #2: multiply (Mul)": ["*", "(2,)", "y = a b", "3", "6"],
        "constant #3: 2": ["2"],
        "op #4: add (Add)": ["+", "y = a + b", "5"],
        "op #5: add (Add)": ["+", "(2,)", "y = a + b", "z =", "5", "8"],
    }


def test_nodes_say_their_gradients_in_reverse(product):
    nodes = groups(product, "node", reverse=True)
    added = {
        about: texts(group)[len(texts(groups(product, "node")[about])) :]
        for about, group in nodes.items()
    }
    assert added == {
        "input #0: x": ["∂z/∂x = 3"],
        "parameter #1: layer.weight": ["∂z/∂weight =", "3", "3"],
        "op #2: multiply (Mul)": ["∂z/∂y =", "1", "1"],
        "constant #3: 2": [],
        "op #4: add (Add)": [],
        "op #5: add (Add)": ["∂z/∂z =", "1", "1"],
    }


def test_pointing_at_a_node_tells_all_of_it(product):
    nodes = groups(product, "node")
    assert told(nodes["op #2: multiply (Mul)"]) == [
        "op #2: multiply (Mul)",
        "y = a b",
        "value: [3, 6]",
        "shape (2,), float64",
        "∂z/∂y: [1, 1]",
        "in layer",
    ]


def test_pointing_at_an_edge_tells_its_rule(product):
    edges = groups(product, "edge", reverse=True)
    assert told(edges["#0 x → a of #2 multiply"]) == [
        "#0 x → a of #2 multiply",
        "∂y/∂a = b",
        "da = g b",
        "flows back: 3",
    ]
    assert told(edges["#3 2 → b of #4 add"])[1:] == ["no gradient flows here"]


def test_edges_say_the_input_or_in_reverse_the_derivative(product):
    forward, reverse = groups(product, "edge"), groups(product, "edge", reverse=True)
    assert texts(forward["#0 x → a of #2 multiply"]) == ["a"]
    assert texts(reverse["#0 x → a of #2 multiply"]) == ["∂y/∂a = b", "↑ 3"]
    assert texts(reverse["#1 layer.weight → b of #2 multiply"]) == ["∂y/∂b = a", "↑", "3", "3"]
    assert texts(reverse["#3 2 → b of #5 add"]) == ["b"]


def test_the_legend_tells_the_kinds_that_there_are(product, alone):
    assert texts(groups(product, "legend")[""]) == [
        "input",
        "parameter",
        "2",
        "constant",
        "operation",
        "result",
    ]
    assert texts(groups(product, "legend", reverse=True)[""])[-3:] == [
        "result, z",
        "the gradient ∂z/∂… flows back",
        "no gradient",
    ]
    x = Value(0, "input", "x", np.array(2.0))
    assert texts(groups(alone(x), "legend")[""]) == ["input", "result"]


def test_a_collapsed_module_says_its_parameters(product):
    nodes = groups(collapsed(product), "node", reverse=True)
    assert not groups(collapsed(product), "frame")
    module = next(g for about, g in nodes.items() if about.startswith("module"))
    assert texts(module) == [
        "layer",
        "Linear",
        "weight 2",
        "→ (2,)",
        "y = a b",
        "3",
        "6",
        "∂z/∂y =",
        "1",
        "1",
    ]


def test_the_result_has_a_letter_that_nothing_else_has(product):
    x = Value(0, "input", "z", np.array(2.0), gradient=np.array(1.0))
    y = Value(1, "op", "exp", np.array(7.0), op="Exp", gradient=np.array(1.0))
    graph = Graph("exp(z)", (x, y), (Edge(0, 1, 0, "x", cotangent=np.array(1.0)),), (1,))
    nodes = groups(graph, "node", reverse=True)
    assert texts(nodes["input #0: z"]) == ["z = 2", "∂J/∂z = 1"]
    assert texts(nodes["op #1: exp (Exp)"]) == ["exp", "J = 7", "∂J/∂J = 1"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1 / 3, ["x = 0.3333"]),
        (-0.0, ["x = 0"]),
        (np.nan, ["x = nan"]),
        (True, ["x = true"]),
        (123456789, ["x = 123456789"]),
        ([[1, 2.5], [-3, 1e-9]], ["x", "(2, 2)", "1", "2.5", "-3", "1e-09"]),
        (np.zeros((5, 4)), ["x", "(5, 4)", *["0"] * 20]),
        (np.zeros((6, 4)), ["x", "(6, 4)"]),
        (np.zeros(5), ["x", "(5,)"]),
        (np.zeros((0, 3)), ["x", "(0, 3)"]),
        (np.zeros((1, 2, 2)), ["x", "(1, 2, 2)"]),
    ],
    ids=[
        "third",
        "minus 0",
        "nan",
        "true",
        "whole",
        "matrix",
        "most",
        "more",
        "long",
        "none",
        "3d",
    ],
)
def test_small_values_are_shown_and_of_others_the_shape(alone, value, shown):
    (node,) = groups(alone(Value(0, "input", "x", np.array(value))), "node").values()
    assert [t for t in texts(node) if t not in ("z =", "z = 0")] == shown


def test_of_a_large_gradient_the_length_is_shown(alone):
    g = np.full((10, 10), 0.3)
    value = Value(0, "parameter", "w", np.zeros((10, 10)), gradient=g)
    (node,) = groups(alone(value), "node", reverse=True).values()
    assert texts(node)[-1] == "‖∂z/∂z‖ = 3"


def test_a_long_formula_ends_at_a_comma(alone):
    formula = "y = log(1 + e^z) - t z, reduced over the N, of which there are many"
    value = Value(0, "op", "loss", np.array(1.0), formula=formula)
    (node,) = groups(alone(value), "node").values()
    assert texts(node)[1] == "y = log(1 + e^z) - t z…"
    (node,) = groups(alone(replace(value, formula="y = " + "abc " * 30)), "node").values()
    assert re.fullmatch(r"y = (abc )+(a|ab|abc)…", texts(node)[1])


def test_a_real_expression_is_drawn():
    graph = of_expression(lambda v: v["x"] ** 3 + v["x"] ** 2 - 6 * v["x"] + 1, {"x": 2.0})
    nodes = groups(graph, "node", reverse=True)
    assert texts(nodes["input #0: x"]) == ["x = 2", "∂z/∂x = 10"]
    shown = [texts(group) for group in nodes.values()]
    assert shown[-1] == ["+", "y = a + b", "z = 1", "∂z/∂z = 1"]
    labels = [texts(group) for group in groups(graph, "edge", reverse=True).values()]
    assert ["∂y/∂a = b a^(b-1)", "↑ 12"] in labels


def test_what_is_written_in_a_box_is_inside(product):
    for reverse in (False, True):
        for group in composed(product, reverse=reverse).groups:
            boxes = [part.box for part in group.parts if isinstance(part, Rounded)]
            if group.kind == "node" and boxes:
                for text in (part for part in group.parts if isinstance(part, Text)):
                    left = text.x - {"start": 0, "middle": 0.5, "end": 1}[text.anchor] * text.width
                    assert boxes[-1].left < left
                    assert left + text.width < boxes[-1].right
                    assert boxes[-1].top < text.y - text.size * 0.75
                    assert text.y + text.size * 0.2 < boxes[-1].bottom


@pytest.mark.parametrize(
    "flowing",
    [np.zeros(0), np.zeros((2, 2)), np.zeros(4), np.zeros((0, 1))],
    ids=["none", "matrix", "four", "no rows"],
)
def test_what_flows_back_is_only_written_if_it_is_short(product, flowing):
    edges = (*product.edges[:4], replace(product.edges[4], cotangent=flowing))
    found = groups(replace(product, edges=edges), "edge", reverse=True)
    assert texts(found["#2 multiply → a of #5 add"]) == ["∂y/∂a = 1"]
