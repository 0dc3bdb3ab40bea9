"""A graph as a figure."""

import io
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from svg_text import SVG

from autograd_cli.plots.errors import NoPictureError
from autograd_cli.plots.graphs import picture, svg
from autograd_cli.plots.graphs.drawing import Drawing
from autograd_cli.plots.graphs.raster import raster


def test_the_figure_has_the_texts_and_shapes_of_the_svg(product):
    from matplotlib.patches import FancyBboxPatch, PathPatch

    for reverse in (False, True):
        figure, root = (
            picture(product, reverse=reverse),
            ElementTree.fromstring(svg(product, reverse=reverse)),
        )
        assert [text.get_text() for text in figure.texts] == [
            text.text for text in root.iter(f"{SVG}text")
        ]
        boxes = [a for a in figure.artists if isinstance(a, FancyBboxPatch)]
        drawn = root.findall(f"{SVG}g/{SVG}rect")
        assert [(a.get_x(), a.get_y(), a.get_width(), a.get_height()) for a in boxes] == [
            tuple(
                pytest.approx(float(e.get(name)), abs=0.051)
                for name in ("x", "y", "width", "height")
            )
            for e in drawn
        ]
        paths = [a for a in figure.artists if isinstance(a, PathPatch)]
        assert len(paths) == len(root.findall(f"{SVG}g/{SVG}path"))
        assert figure.get_size_inches() * 96 == pytest.approx(
            [float(root.get("width")), float(root.get("height"))], abs=0.051
        )


def test_all_that_is_written_is_in_the_picture_and_nothing_on_top_of_it(product):
    figure = picture(product, reverse=True)
    figure.savefig(io.BytesIO(), format="png")
    boxes = [text.get_window_extent() for text in figure.texts]
    for box in boxes:
        assert 0 <= box.x0 < box.x1 <= figure.bbox.x1
        assert 0 <= box.y0 < box.y1 <= figure.bbox.y1
    for one, other in combinations(boxes, 2):
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        down = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert min(across, down) < 4, "but for the edges of their boxes"


def test_pdf_and_png_are_written(product):
    for kind, start in (("pdf", b"%PDF"), ("png", b"\x89PNG")):
        content = io.BytesIO()
        picture(product).savefig(content, format=kind)
        assert content.getvalue().startswith(start)


def test_names_of_anybody_are_drawn_as_they_are(hostile):
    figure = picture(hostile, reverse=True)
    figure.canvas.draw()  # a warning here is an error
    assert not any(text.get_parse_math() for text in figure.texts)
    assert "$x_1$ ^ \\frac" in [text.get_text() for text in figure.texts]


def test_letters_of_an_inputs_name_are_found_in_some_font(product):
    edges = (replace(product.edges[0], name="\u1d81"), *product.edges[1:])
    figure = picture(replace(product, edges=edges))
    figure.canvas.draw()  # a warning here is an error
    assert "\u1d81" in [text.get_text() for text in figure.texts]


def test_a_large_drawing_has_fewer_dots_an_inch():
    assert raster(Drawing("", "", 500, 400, ())).dpi == 192
    tall = raster(Drawing("", "", 500, 60_000, ()))
    assert tall.get_figheight() == 625
    assert tall.get_figheight() * tall.dpi == pytest.approx(48_000)


def test_a_drawing_too_large_to_be_read_is_refused():
    with pytest.raises(NoPictureError) as raised:
        raster(Drawing("", "", 500, 96_000, ()))
    assert str(raised.value) == (
        "the graph takes 5 by 1000 inches, too much for a picture of dots\n"
        "draw it collapsed by module, or write it as SVG"
    )
