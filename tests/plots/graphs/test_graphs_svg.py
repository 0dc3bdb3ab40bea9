"""A graph as the text of an SVG."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from autograd_cli.graph import Edge, Graph, Value, collapsed, of_expression
from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.graphs import svg
from autograd_cli.plots.style import VERMILLION

_SVG = "{http://www.w3.org/2000/svg}"


def _root(graph, **how):
    return ElementTree.fromstring(svg(graph, **how))


def _groups(graph, kind, **how):
    """By the first line of what is told of them, the groups of a kind."""
    found = _root(graph, **how).findall(f"{_SVG}g[@class='graph-{kind}']")
    return {group.findtext(f"{_SVG}title", "").split("\n")[0]: group for group in found}


def _texts(group):
    return [text.text for text in group.iter(f"{_SVG}text")]


def _told(group):
    return group.findtext(f"{_SVG}title").split("\n")


def test_the_picture_names_itself_and_scales(product):
    root = _root(product)
    width, height = root.get("width"), root.get("height")
    assert root.get("viewBox") == f"0 0 {width} {height}"
    assert root.get("role") == "img"
    named = {root.find(f"{_SVG}{tag}").get("id") for tag in ("title", "desc")}
    assert set(root.get("aria-labelledby").split()) == named
    assert root.findtext(f"{_SVG}title") == "x w + 2"
    assert root.findtext(f"{_SVG}desc").startswith("Forward: values flow down")


def test_nothing_comes_from_elsewhere_or_runs(product):
    text = svg(product, reverse=True)
    assert not re.search(r"script|href|url\(|@import|<style|<image|\son\w+=", text)
    assert text.count("http") == 1  # the name of the format


def test_ids_are_those_of_one_picture(product, hostile):
    drawn = [svg(product), svg(product, reverse=True), svg(hostile)]
    ids = [i for text in drawn for i in re.findall(r' id="([^"]*)"', text)]
    assert len(ids) == len(set(ids)) == 6


def test_the_same_graph_is_the_same_text(product):
    assert svg(product, reverse=True) == svg(product, reverse=True)


def test_nodes_say_what_they_are(product):
    nodes = _groups(product, "node")
    assert {about: _texts(group) for about, group in nodes.items()} == {
        "input #0: x": ["x = 3"],
        "parameter #1: layer.weight": ["layer.weight", "(2,)", "1", "2"],
        "op #2: multiply (Mul)": ["*", "(2,)", "y = a b", "3", "6"],
        "constant #3: 2": ["2"],
        "op #4: add (Add)": ["+", "y = a + b", "5"],
        "op #5: add (Add)": ["+", "(2,)", "y = a + b", "z =", "5", "8"],
    }


def test_nodes_say_their_gradients_in_reverse(product):
    nodes = _groups(product, "node", reverse=True)
    added = {
        about: _texts(group)[len(_texts(_groups(product, "node")[about])) :]
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
    nodes = _groups(product, "node")
    assert _told(nodes["op #2: multiply (Mul)"]) == [
        "op #2: multiply (Mul)",
        "y = a b",
        "value: [3, 6]",
        "shape (2,), float64",
        "∂z/∂y: [1, 1]",
        "in layer",
    ]


def test_pointing_at_an_edge_tells_its_rule(product):
    edges = _groups(product, "edge", reverse=True)
    assert _told(edges["#0 x → a of #2 multiply"]) == [
        "#0 x → a of #2 multiply",
        "∂y/∂a = b",
        "da = g b",
        "flows back: 3",
    ]
    assert _told(edges["#3 2 → b of #4 add"])[1:] == ["no gradient flows here"]


def test_edges_say_the_input_or_in_reverse_the_derivative(product):
    forward, reverse = _groups(product, "edge"), _groups(product, "edge", reverse=True)
    assert _texts(forward["#0 x → a of #2 multiply"]) == ["a"]
    assert _texts(reverse["#0 x → a of #2 multiply"]) == ["∂y/∂a = b", "↑ 3"]
    assert _texts(reverse["#1 layer.weight → b of #2 multiply"]) == ["∂y/∂b = a", "↑", "3", "3"]
    assert _texts(reverse["#3 2 → b of #5 add"]) == ["b"]


def test_the_red_path_is_where_a_gradient_flows(product):
    edges = _groups(product, "edge", reverse=True)
    red = {about for about, group in edges.items() if _is_red(group)}
    assert red == {
        "#0 x → a of #2 multiply",
        "#1 layer.weight → b of #2 multiply",
        "#2 multiply → a of #5 add",
    }
    nodes = _groups(product, "node", reverse=True)
    assert {int(re.search(r"#(\d)", a)[1]) for a, g in nodes.items() if _is_red(g)} == {0, 1, 2, 5}
    assert not any(map(_is_red, _groups(product, "edge").values()))


def _is_red(group):
    return any(VERMILLION in (e.get("stroke"), e.get("fill")) for e in group.iter())


def test_arrows_turn_round_in_reverse(product):
    for reverse in (False, True):
        edge = _groups(product, "edge", reverse=reverse)["#2 multiply → a of #5 add"]
        head = edge.findall(f"{_SVG}path")[-1].get("d")
        assert head.endswith("Z")
        down = float(re.match(r"M[\d.]+,[\d.]+l[-\d.]+,([-\d.]+)", head)[1])
        assert (down > 0) == reverse, "its base is below its tip"


def test_where_no_gradient_flows_is_no_arrow(product):
    edge = _groups(product, "edge", reverse=True)["#3 2 → b of #4 add"]
    assert "Z" not in "".join(path.get("d") for path in edge.iter(f"{_SVG}path"))


def test_boxes_are_in_the_same_place_in_reverse(product):
    def boxes(reverse):
        root = _root(product, reverse=reverse)
        groups = root.findall(f"{_SVG}g[@class='graph-node']")
        return root.get("viewBox"), [
            [element.get(name) for name in ("x", "y", "width", "height")]
            for group in groups
            for element in group.iter(f"{_SVG}rect")
        ]

    assert boxes(False) == boxes(True)


def test_results_have_a_second_line_around_them(product):
    nodes = _groups(product, "node")
    boxes = {about: len(list(group.iter(f"{_SVG}rect"))) for about, group in nodes.items()}
    assert boxes == {
        "input #0: x": 1,
        "parameter #1: layer.weight": 0,  # a path
        "op #2: multiply (Mul)": 1,
        "constant #3: 2": 0,  # words alone
        "op #4: add (Add)": 2,
        "op #5: add (Add)": 2,
    }


def test_the_legend_tells_the_kinds_that_there_are(product, alone):
    assert _texts(_groups(product, "legend")[""]) == [
        "input",
        "parameter",
        "2",
        "constant",
        "operation",
        "result",
    ]
    assert _texts(_groups(product, "legend", reverse=True)[""])[-3:] == [
        "result, z",
        "the gradient ∂z/∂… flows back",
        "no gradient",
    ]
    x = Value(0, "input", "x", np.array(2.0))
    assert _texts(_groups(alone(x), "legend")[""]) == ["input", "result"]


def test_a_module_is_a_frame_with_its_class(product):
    frames = _groups(product, "frame")
    assert [_texts(frame) for frame in frames.values()] == [["layer Linear"]]


def test_a_collapsed_module_says_its_parameters(product):
    nodes = _groups(collapsed(product), "node", reverse=True)
    assert not _groups(collapsed(product), "frame")
    module = next(g for about, g in nodes.items() if about.startswith("module"))
    assert _texts(module) == [
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
    nodes = _groups(graph, "node", reverse=True)
    assert _texts(nodes["input #0: z"]) == ["z = 2", "∂J/∂z = 1"]
    assert _texts(nodes["op #1: exp (Exp)"]) == ["exp", "J = 7", "∂J/∂J = 1"]


@pytest.mark.parametrize(
    ("value", "texts"),
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
def test_small_values_are_shown_and_of_others_the_shape(alone, value, texts):
    (node,) = _groups(alone(Value(0, "input", "x", np.array(value))), "node").values()
    assert [t for t in _texts(node) if t not in ("z =", "z = 0")] == texts


def test_of_a_large_gradient_the_length_is_shown(alone):
    g = np.full((10, 10), 0.3)
    value = Value(0, "parameter", "w", np.zeros((10, 10)), gradient=g)
    (node,) = _groups(alone(value), "node", reverse=True).values()
    assert _texts(node)[-1] == "‖∂z/∂z‖ = 3"


def test_a_long_formula_ends_at_a_comma(alone):
    formula = "y = log(1 + e^z) - t z, reduced over the N, of which there are many"
    value = Value(0, "op", "loss", np.array(1.0), formula=formula)
    (node,) = _groups(alone(value), "node").values()
    assert _texts(node)[1] == "y = log(1 + e^z) - t z…"
    (node,) = _groups(alone(replace(value, formula="y = " + "abc " * 30)), "node").values()
    assert re.fullmatch(r"y = (abc )+(a|ab|abc)…", _texts(node)[1])


def test_names_of_anybody_are_only_text(hostile):
    for reverse in (False, True):
        root = _root(hostile, reverse=reverse)
        tags = {element.tag.removeprefix(_SVG) for element in root.iter()}
        assert tags == {"svg", "title", "desc", "rect", "g", "path", "text"}
        texts = " ".join(root.itertext())
        assert "<script>alert(1)</script>" in texts
        assert "$x_1$ ^ \\frac" in texts
        assert r"\x00\x1b[31m" in texts
        assert "\u202e" not in texts
        assert "\ud800" not in texts


def test_letters_that_a_font_may_lack_have_their_width_given(alone):
    def lengths(name):
        (node,) = _groups(alone(Value(0, "input", name, np.zeros(9))), "node").values()
        return [text.get("textLength") for text in node.iter(f"{_SVG}text")]

    assert lengths("weight") == [None, None]
    assert lengths("\u05e9\u05dc\u05d5\u05dd")[0]


def test_a_long_name_has_a_bounded_width(hostile):
    assert float(_root(hostile, reverse=True).get("width")) < 4000
    assert max(map(len, _root(hostile, reverse=True).itertext())) < 2500


def test_a_real_expression_is_drawn():
    graph = of_expression(lambda v: v["x"] ** 3 + v["x"] ** 2 - 6 * v["x"] + 1, {"x": 2.0})
    nodes = _groups(graph, "node", reverse=True)
    assert _texts(nodes["input #0: x"]) == ["x = 2", "∂z/∂x = 10"]
    shown = [_texts(group) for group in nodes.values()]
    assert shown[-1] == ["+", "y = a + b", "z = 1", "∂z/∂z = 1"]
    labels = [_texts(group) for group in _groups(graph, "edge", reverse=True).values()]
    assert ["∂y/∂a = b a^(b-1)", "↑ 12"] in labels


def test_a_graph_of_nothing_has_no_picture():
    with pytest.raises(NoPictureError, match="the graph has no values to draw"):
        svg(Graph("", (), (), ()))


def test_a_graph_of_too_much_is_refused():
    values = tuple(Value(n, "input", "x", np.array(0.0)) for n in range(3001))
    with pytest.raises(NoPictureError) as raised:
        svg(Graph("", values, (), (3000,)))
    assert str(raised.value) == (
        "the graph has 3001 values, and pictures show 3000 at most\n"
        "draw it collapsed by module, or write it as DOT or JSON"
    )


def test_two_hundred_nodes_are_a_small_file():
    a = np.array(0.5)
    values = (
        Value(0, "input", "x", a, gradient=a),
        *(
            Value(n, "op", "tanh", a, op="Tanh", formula="y = tanh x", gradient=a)
            for n in range(1, 200)
        ),
    )
    edges = (Edge(n, n + 1, 0, "x", "dx = g (1 - y^2)", "∂y/∂x = 1 - y^2", a) for n in range(199))
    graph = Graph("", values, tuple(edges), (199,))
    assert len(svg(graph, reverse=True).encode()) < 180_000
