"""Descents with each way's gradients, and the minimum that they seek."""

import math

import numpy as np
import pytest

from autograd_cli.expressions import minimize, parse, symbolic

S1 = "x**3 + x**2 - 6*x + 1"
LOWEST = (math.sqrt(19) - 1) / 3


def test_s1_each_method_ends_as_near_as_its_derivative_allows():
    found = minimize(parse(S1), {"x": 3.0}, lr=0.1, steps=20)
    assert found.minimum == pytest.approx([LOWEST], abs=1e-15)
    assert [each.way for each in found.found] == [
        "symbolic",
        "forward difference, dx = 0.01",
        "forward difference, dx = 0.001",
        "central difference",
        "reverse mode",
    ]
    exact, coarse, fine, central, reverse = found.found
    # Of a forward difference the zero is dx / 2 away, and the slope there is what it errs by.
    for each, dx in ((coarse, 0.01), (fine, 0.001)):
        assert each.distances(found.minimum)[-1] == pytest.approx(dx / 2, rel=0.01)
        assert each.slope == pytest.approx(4.36 * dx, rel=0.01)
    assert central.distances(found.minimum)[-1] < 1e-9
    for each in (exact, reverse):
        assert each.distances(found.minimum)[-1] < 1e-14
        assert each.points.shape == (21, 1)
        assert each.points[:2, 0] == pytest.approx([3.0, 0.3])
        assert each.values[0] == 19
        assert each.stopped == ""


def test_several_variables_and_a_step_of_ones_own():
    found = minimize(
        parse("(x - 1)**2 + x*y + 3*y**2"), {"x": 3.0, "y": 1.0}, lr=0.1, steps=5, dx=0.1
    )
    assert found.minimum == pytest.approx([12 / 11, -2 / 11])
    assert [each.way for each in found.found][1] == "forward difference, dx = 0.1"
    assert found.found[-1].points[1] == pytest.approx([2.5, 0.1])


def test_a_descent_that_diverges_stops_and_says_so():
    found = minimize(parse("x**3"), {"x": -3.0}, lr=0.1, steps=50)
    assert found.minimum is None
    assert np.isnan(found.found[0].distances(None)).all()
    for each in found.found:
        assert each.diverged
        assert each.stopped == "diverged at step 6"
        assert np.isfinite(each.values).all()


def test_a_descent_that_leaves_the_domain_stops_and_says_so():
    found = minimize(parse("x*log(x)"), {"x": 3.0}, lr=2, steps=5)
    for each in found.found:
        assert not each.diverged
        assert each.stopped == "step 1 leads to where the function is not defined"


def test_on_a_kink_the_symbolic_descent_stops():
    found = minimize(parse("abs(x)"), {"x": 1.0}, lr=0.5, steps=5)
    assert found.found[0].stopped == "no derivative after 2 steps"
    assert found.found[-1].stopped == "", "the rule of abs gives 0 there"


def test_a_saddle_is_no_minimum():
    assert minimize(parse("x**2 - y**2"), {"x": 1.0, "y": 0.0}, lr=0.1, steps=5).minimum is None


def test_without_sympy_the_minimum_is_found_by_reverse_mode(monkeypatch):
    monkeypatch.setattr(symbolic, "available", lambda: False)
    found = minimize(parse(S1), {"x": 3.0}, lr=0.1, steps=20)
    assert found.minimum == pytest.approx([LOWEST])
    assert "symbolic" not in [each.way for each in found.found]
    assert found.absent == symbolic.MISSING
