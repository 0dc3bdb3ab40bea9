"""A graph as the text of an SVG."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from svg_text import SVG, groups, parsed, texts

from autograd_cli.graph import Edge, Graph, Value
from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.graphs import svg
from autograd_cli.plots.style import VERMILLION


@pytest.fixture(scope="module")
def drawn(hostile):
    """The hostile graph, forward and in reverse."""
    return [svg(hostile, reverse=reverse) for reverse in (False, True)]


def test_the_picture_names_itself_and_scales(product):
    root = parsed(product)
    width, height = root.get("width"), root.get("height")
    assert root.get("viewBox") == f"0 0 {width} {height}"
    assert root.get("role") == "img"
    named = {root.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")}
    assert set(root.get("aria-labelledby").split()) == named
    assert root.findtext(f"{SVG}title") == "x w + 2"
    assert root.findtext(f"{SVG}desc").startswith("Forward: values flow down")


def test_nothing_comes_from_elsewhere_or_runs(product):
    text = svg(product, reverse=True)
    assert not re.search(r"script|href|url\(|@import|<style|<image|\son\w+=", text)
    assert text.count("http") == 1  # the name of the format


def test_ids_are_those_of_one_picture(product, drawn):
    together = [svg(product), svg(product, reverse=True), drawn[0]]
    ids = [i for text in together for i in re.findall(r' id="([^"]*)"', text)]
    assert len(ids) == len(set(ids)) == 6


def test_the_same_graph_is_the_same_text(product):
    assert svg(product, reverse=True) == svg(product, reverse=True)


def test_the_red_path_is_where_a_gradient_flows(product):
    edges = groups(product, "edge", reverse=True)
    red = {about for about, group in edges.items() if _is_red(group)}
    assert red == {
        "#0 x → a of #2 multiply",
        "#1 layer.weight → b of #2 multiply",
        "#2 multiply → a of #5 add",
    }
    nodes = groups(product, "node", reverse=True)
    assert {int(re.search(r"#(\d)", a)[1]) for a, g in nodes.items() if _is_red(g)} == {0, 1, 2, 5}
    assert not any(map(_is_red, groups(product, "edge").values()))


def _is_red(group):
    return any(VERMILLION in (e.get("stroke"), e.get("fill")) for e in group.iter())


def test_arrows_turn_round_in_reverse(product):
    for reverse in (False, True):
        edge = groups(product, "edge", reverse=reverse)["#2 multiply → a of #5 add"]
        (head,) = (path.get("d") for path in edge.iter(f"{SVG}path") if path.get("d")[-1] == "Z")
        down = float(re.match(r"M[\d.]+,[\d.]+l[-\d.]+,([-\d.]+)", head)[1])
        assert (down > 0) == reverse, "its base is below its tip"


def test_where_no_gradient_flows_is_no_arrow(product):
    edge = groups(product, "edge", reverse=True)["#3 2 → b of #4 add"]
    assert "Z" not in "".join(path.get("d") for path in edge.iter(f"{SVG}path"))


def test_boxes_are_in_the_same_place_in_reverse(product):
    def boxes(reverse):
        root = parsed(product, reverse=reverse)
        nodes = root.findall(f"{SVG}g[@class='graph-node']")
        return root.get("viewBox"), [
            [element.get(name) for name in ("x", "y", "width", "height")]
            for group in nodes
            for element in group.iter(f"{SVG}rect")
        ]

    assert boxes(False) == boxes(True)


def test_results_have_a_second_line_around_them(product):
    nodes = groups(product, "node")
    boxes = {about: len(list(group.iter(f"{SVG}rect"))) for about, group in nodes.items()}
    assert boxes == {
        "input #0: x": 1,
        "parameter #1: layer.weight": 0,  # a path
        "op #2: multiply (Mul)": 1,
        "constant #3: 2": 0,  # words alone
        "op #4: add (Add)": 2,
        "op #5: add (Add)": 2,
    }


def test_a_module_is_a_frame_with_its_class(product):
    frames = groups(product, "frame")
    assert [texts(frame) for frame in frames.values()] == [["layer Linear"]]


def test_names_of_anybody_are_only_text(drawn):
    for root in map(ElementTree.fromstring, drawn):
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags == {"svg", "title", "desc", "rect", "g", "path", "text"}
        written = " ".join(root.itertext())
        assert "<script>alert(1)</script>" in written
        assert "$x_1$ ^ \\frac" in written
        assert r"\x00\x1b[31m" in written
        assert "\u202e" not in written
        assert "\ud800" not in written


def test_letters_that_a_font_may_lack_have_their_width_given(alone):
    def lengths(name):
        (node,) = groups(alone(Value(0, "input", name, np.zeros(9))), "node").values()
        return [text.get("textLength") for text in node.iter(f"{SVG}text")]

    assert lengths("weight") == [None, None]
    assert lengths("\u05e9\u05dc\u05d5\u05dd")[0]


def test_a_long_name_has_a_bounded_width(drawn):
    root = ElementTree.fromstring(drawn[1])
    assert float(root.get("width")) < 4000
    assert max(map(len, root.itertext())) < 2500


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
