"""Pictures of derivatives and descents: what is drawn, read off the figures."""

import io

import numpy as np
import pytest

from autograd_cli.expressions import compare, minimize, parse
from autograd_cli.plots import NoPictureError
from autograd_cli.plots.formulas.derivatives import LEAST, box_picture, line_picture
from autograd_cli.plots.formulas.descents import descents_picture

S1 = "x**3 + x**2 - 6*x + 1"
WAYS = [
    "symbolic", "forward difference", "central difference", "complex step", "reverse mode",
    "forward mode",
]  # fmt: skip


@pytest.fixture
def line():
    """The picture of a formula over [-3, 3], and what it is drawn from."""

    def draw(text=S1, order=1):
        points = {"x": np.linspace(-3, 3, 21)}
        expression = parse(text)
        found = compare(expression, points, order)
        return line_picture(expression, points, found, "21 points"), found[0], points["x"]

    return draw


def _legend(figure):
    return [text.get_text() for text in figure.legends[0].get_texts()]


def test_function_derivatives_and_errors_stand_below_each_other(line):
    figure, found, x = line()
    top, middle, bottom = figure.axes
    (curve,) = top.get_lines()
    np.testing.assert_allclose(curve.get_ydata(), x**3 + x**2 - 6 * x + 1)
    assert _legend(figure) == WAYS
    for axes, values in ((middle, "values"), (bottom, "errors")):
        assert len(axes.get_lines()) == len(WAYS)
        for drawn, way in zip(axes.get_lines(), found.found, strict=True):
            assert drawn.get_xdata().tolist() == x.tolist()
            expected = np.maximum(way.errors, LEAST) if values == "errors" else way.values
            assert drawn.get_ydata().tolist() == expected.tolist()
    assert bottom.get_yscale() == "log"
    assert [axes.get_ylabel() for axes in figure.axes] == ["f", "df/dx", "error"]
    assert bottom.get_xlabel() == "x"
    assert figure.get_suptitle().startswith(f"f = {S1}\n21 points; an error of 0")


def test_no_two_lines_look_alike_without_colours(line):
    figure, *_ = line()
    for axes in figure.axes[1:]:
        looks = [(drawn.get_marker(), drawn.get_linewidth()) for drawn in axes.get_lines()]
        assert len(set(looks)) == len(looks)
        assert len({drawn.get_marker() for drawn in axes.get_lines()}) == len(looks)


def test_a_way_without_values_is_not_drawn(line):
    figure, _, x = line("abs(x)")
    assert _legend(figure) == [way for way in WAYS if way != "complex step"]
    values = figure.axes[1].get_lines()[0].get_ydata()
    assert np.isnan(values).tolist() == (x == 0).tolist()


def test_of_several_variables_the_errors_are_drawn_at_each_point():
    rng = np.random.default_rng(0)
    points = {"θ": rng.uniform(-2, 2, 9), "y": rng.uniform(-2, 2, 9)}
    expression = parse("θ*y + sin(θ - 2*y)")
    found = compare(expression, points, 1)
    figure = box_picture(expression, points, found, "9 points")
    figure.savefig(io.BytesIO(), format="png")  # a warning here is an error
    assert [axes.get_ylabel() for axes in figure.axes] == ["error of df/dθ", "error of df/dy"]
    assert _legend(figure) == WAYS
    for axes, each in zip(figure.axes, found, strict=True):
        for drawn, way in zip(axes.get_lines(), each.found, strict=True):
            assert drawn.get_xdata().tolist() == list(range(1, 10))
            assert drawn.get_ydata().tolist() == np.maximum(way.errors, LEAST).tolist()
            assert drawn.get_linestyle() == "None"


def test_too_many_derivatives_are_no_picture():
    expression = parse("x*y*z*w")
    points = {name: np.ones(2) for name in expression.variables}
    found = compare(expression, points, 2)
    with pytest.raises(NoPictureError, match="10 derivatives are too many"):
        box_picture(expression, points, found, "")


def test_a_descent_is_drawn_on_its_function_and_by_steps():
    found = minimize(parse(S1), {"x": 3.0}, lr=0.1, steps=4)
    figure = descents_picture(parse(S1), found, "4 steps")
    top, bottom = figure.axes
    curve, *paths = top.get_lines()
    x = curve.get_xdata()
    assert x[0] < 0.3 < 3 < x[-1]
    assert _legend(figure) == [each.way for each in found.found]
    for drawn, by_step, each in zip(paths, bottom.get_lines(), found.found, strict=True):
        assert drawn.get_xdata().tolist() == each.points[:, 0].tolist()
        assert drawn.get_ydata().tolist() == each.values.tolist()
        assert by_step.get_xdata().tolist() == [0, 1, 2, 3, 4]
        assert by_step.get_ydata().tolist() == each.distances(found.minimum).tolist()
    assert bottom.get_yscale() == "log"
    assert (top.get_xlabel(), bottom.get_xlabel()) == ("x", "step")


def test_of_two_variables_the_way_is_drawn_on_the_plane():
    text = "(x - 1)**2 + x*y + 3*y**2"
    found = minimize(parse(text), {"x": 3.0, "y": 1.0}, lr=0.1, steps=4)
    figure = descents_picture(parse(text), found, "4 steps")
    top, _ = figure.axes
    *paths, lowest = top.get_lines()
    assert [drawn.get_xydata().tolist() for drawn in paths] == [
        each.points.tolist() for each in found.found
    ]
    assert lowest.get_xydata().tolist() == [found.minimum.tolist()]
    assert len(top.collections) == 1, "the contours"
    assert figure.get_suptitle().endswith("4 steps; + is the minimum")


def test_without_a_minimum_the_value_is_drawn_by_steps():
    found = minimize(parse("x*y - z"), {"x": 1.0, "y": 1.0, "z": 0.0}, lr=0.1, steps=3)
    (axes,) = descents_picture(parse("x*y - z"), found, "").axes
    assert axes.get_ylabel() == "f"
    assert axes.get_yscale() == "linear"
    assert axes.get_lines()[0].get_ydata().tolist() == found.found[0].values.tolist()
