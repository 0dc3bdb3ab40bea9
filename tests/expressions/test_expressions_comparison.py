"""Derivatives in every way: that they agree, how far off each is, and where there are none."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograd_cli.expressions import compare, parse, symbolic
from autograd_cli.expressions.numeric import Difference

S1 = "x**3 + x**2 - 6*x + 1"
# How far a way may be off, relatively: of first and of second derivatives.
TOLERANCES = {
    "symbolic": (1e-15, 1e-15),
    "forward difference": (1e-5, 1e-2),
    "central difference": (1e-7, 1e-5),
    "complex step": (1e-12, 1e-7),
    "reverse mode": (1e-12, 1e-12),
    "forward mode": (1e-12, 1e-12),
    "reverse over reverse": (1e-12, 1e-12),
    "forward over reverse": (1e-12, 1e-12),
}


@pytest.fixture
def by_way():
    """By derivative and way: value, error and note at one point."""

    def run(text, order=1, *, dx=None, **at):
        points = {name: np.array([x], float) for name, x in at.items()}
        return {
            each.name: {
                way.way: (way.values[0].item(), way.errors[0].item(), way.notes[0])
                for way in each.found
            }
            for each in compare(parse(text), points, order, dx=dx)
        }

    return run


@pytest.fixture
def no_sympy(monkeypatch):
    monkeypatch.setattr(symbolic, "available", lambda: False)


def _formulas():
    """Formulas that are smooth and of moderate size around every point in [-2, 2]."""
    unary = ["sin({})", "cos({})", "tanh({})", "sigmoid({})", "arctan({})", "erf({})", "-{}"]
    unary += ["exp(sin({}))", "log(2 + cos({}))", "softplus({})", "sqrt(1 + ({})**2)", "({})**3"]
    unary += ["arcsinh({})", "log1p(sigmoid({}))", "expm1(sin({}))", "arcsin(sin({})/2)"]
    binary = [
        "({} + {})",
        "({} - {})",
        "({} * {})",
        "({} / (2 + sin({})))",
        "(1.5 + cos({}))**({})",
    ]
    leaves = st.sampled_from(["x", "y", "x", "y", "2", "0.3", "pi"])

    def grow(part):
        one = st.builds(str.format, st.sampled_from(unary), part)
        return one | st.builds(str.format, st.sampled_from(binary), part, part)

    return st.recursive(leaves, grow, max_leaves=4).map(lambda text: f"{text} + x*y")


_NUMBER = st.floats(-2, 2, allow_subnormal=False)


@pytest.mark.parametrize("order", [1, 2])
def test_all_ways_agree_on_any_smooth_formula(order):
    @settings(max_examples=8, deadline=None, derandomize=True)
    @given(text=_formulas(), x=_NUMBER, y=_NUMBER)
    def agree(text, x, y):
        expression = parse(text)
        points = {"x": np.array([x]), "y": np.array([y])}
        points = {name: points[name] for name in expression.variables}
        for each in compare(expression, points, order):
            size = 1 + max(abs(v) for way in each.found for v in way.values) ** (1 + order)
            for way in each.found:
                assert way.errors[0] <= TOLERANCES[way.way][order - 1] * size, (each.name, way)

    agree()


def test_s1_at_2(by_way):
    (found,) = by_way(S1, x=2).values()
    assert found["symbolic"] == (10.0, 0.0, "3*x**2 + 2*x - 6")
    for way in ("complex step", "reverse mode", "forward mode"):
        assert found[way] == (10.0, 0.0, "")
    assert 1e-9 < found["forward difference"][1] < 1e-6
    assert found["central difference"][1] < 1e-9


@pytest.mark.parametrize(("text", "slope"), [("3*x+5", 3), ("2**x", math.log(2))])
def test_s2_at_0(by_way, text, slope):
    (found,) = by_way(text, x=0).values()
    for way, (value, *_) in found.items():
        assert value == pytest.approx(slope, rel=1e-7), way


def test_s1_of_two_variables_at_51_points():
    x, y = np.random.default_rng(0).uniform(-2, 2, (2, 51))
    by_x, by_y = compare(parse("x*y + sin(x - 2*y)"), {"x": x, "y": y}, 1)
    assert (by_x.name, by_y.name) == ("df/dx", "df/dy")
    np.testing.assert_allclose(by_x.exact, y + np.cos(x - 2 * y), atol=1e-15)
    np.testing.assert_allclose(by_y.exact, x - 2 * np.cos(x - 2 * y), atol=1e-15)
    for each in (by_x, by_y):
        worst = {way.way: way.errors.max() for way in each.found}
        assert worst["reverse mode"] < 1e-14
        assert worst["forward mode"] < 1e-14
        assert worst["complex step"] < 1e-14
        assert worst["central difference"] < 1e-9 < worst["forward difference"] < 1e-6


def test_the_hessian_has_an_entry_for_each_pair(by_way):
    found = by_way("x**2*y + y**3", 2, x=1, y=2)
    exact = {name: ways["symbolic"][0] for name, ways in found.items()}
    assert exact == {"d2f/dx2": 4.0, "d2f/dx dy": 2.0, "d2f/dy2": 12.0}
    assert found["d2f/dx dy"]["symbolic"][2] == "2*x"


def test_a_step_of_ones_own_makes_the_error_that_its_order_says(by_way):
    coarse = by_way(S1, dx=0.01, x=1.1196)["df/dx"]
    fine = by_way(S1, dx=0.001, x=1.1196)["df/dx"]
    assert coarse["forward difference"][1] == pytest.approx(4.4e-2, rel=0.02)
    assert fine["forward difference"][1] == pytest.approx(4.4e-3, rel=0.02)
    assert coarse["central difference"][1] == pytest.approx(1e-4, rel=0.01)
    assert fine["central difference"][1] == pytest.approx(1e-6, rel=0.01)


@pytest.mark.parametrize("order", [1, 2])
@pytest.mark.parametrize("accuracy", [1, 2])
def test_the_default_steps_are_near_the_best(accuracy, order):
    x, wanted = {"x": np.array([1.0])}, ("x",) * order
    exact = math.e

    def error(dx):
        return abs(Difference(accuracy, dx).of(parse("exp(x)").on, x, wanted)[0] - exact)

    best = min(error(10.0**-k) for k in range(1, 13))
    assert error(None) < 100 * max(best, 1e-13)


KINKS = [
    ("abs(x)", {"x": 0}, "on the kink of abs(x): -1 and 1 on its sides"),
    ("relu(x)", {"x": 0}, "on the kink of relu(x): 0 and 1 on its sides"),
    ("x*maximum(x, 1)", {"x": 1}, "on the kink of maximum(x, 1): 1 and 2 on its sides"),
    ("minimum(x, -x)", {"x": 0}, "on the kink of minimum(x, -x): 1 and -1 on its sides"),
]
SINGULAR = [
    ("sqrt(x)", {"x": 0}, "the derivative is not defined, or infinite"),
    ("sqrt(x**2)", {"x": 0}, "the derivative is not defined, or infinite"),
    ("x**0.5", {"x": 0}, "the derivative is not defined, or infinite"),
    ("arcsin(x)", {"x": 1}, "the derivative is not defined, or infinite"),
]
UNDEFINED = [
    ("log(x)", {"x": -1}, "log(x) is not defined"),
    ("1 + 1/x", {"x": 0}, "1/x is infinite, or too large for a float"),
    ("exp(x)/exp(x)", {"x": 1000}, "exp(x) is infinite, or too large for a float"),
    ("x**0.5", {"x": -2}, "x**0.5 is not defined"),
]


@pytest.mark.parametrize(("text", "at", "why"), [*KINKS, *SINGULAR, *UNDEFINED])
def test_where_there_is_no_derivative_no_way_gives_a_number(by_way, text, at, why):
    (found,) = by_way(text, **at).values()
    assert found["symbolic"][2] == why
    for value, error, note in found.values():
        assert math.isnan(value)
        assert math.isnan(error)
        assert note


@pytest.mark.parametrize(("text", "at", "why"), KINKS)
def test_a_kink_is_one_without_sympy_too(by_way, no_sympy, text, at, why):
    (found,) = by_way(text, **at).values()
    assert found["symbolic"][2] == why
    assert all(math.isnan(value) for value, *_ in found.values())


def test_a_kink_that_is_none_has_its_derivative(by_way):
    (found,) = by_way("abs(x)*x", x=0).values()
    assert found["symbolic"][0] == 0
    assert found["reverse mode"][0] == 0
    (found,) = by_way("relu(x) - relu(-x)", x=0).values()
    assert found["symbolic"][0] == found["forward difference"][0] == 1
    value, _, note = found["reverse mode"]
    assert math.isnan(value)
    assert note == "gives 0: the point is on the kink of relu(x)"


def test_beside_a_kink_the_function_may_end(by_way):
    (found,) = by_way("log(relu(x) + minimum(x, 0) + 1e-7)", x=0).values()
    assert found["symbolic"][0] == pytest.approx(1e7)


def test_a_step_that_crosses_a_kink_is_told(by_way):
    (found,) = by_way("abs(x)", x=1e-9).values()
    assert found["forward difference"][0] == 1
    value, _, note = found["central difference"]
    assert math.isnan(value)
    assert note.endswith("its step crosses a kink")


def test_a_step_that_leaves_where_the_function_is_defined_is_told(by_way):
    (found,) = by_way("log(x)", x=1e-9).values()
    assert found["central difference"][2] == (
        "gives nan: its step leads to where nothing is defined"
    )
    assert found["reverse mode"][0] == pytest.approx(1e9)


@pytest.mark.parametrize("text", ["abs(x)", "relu(x)", "maximum(x, 0)", "minimum(x, 3)*x"])
def test_what_has_no_complex_form_says_so(by_way, text):
    (found,) = by_way(text, x=2).values()
    value, _, note = found["complex step"]
    assert math.isnan(value)
    assert note == f"{text[: text.index('(')]} has no complex form"


def test_without_sympy_reverse_mode_is_the_reference(by_way, no_sympy):
    points = {"x": np.array([2.0])}
    (each,) = compare(parse(S1), points, 1)
    assert each.absent == ('sympy is not installed: python -m pip install "autograd-cli[symbolic]"')
    (found,) = by_way(S1, x=2).values()
    assert found["symbolic"][2] == each.absent
    assert math.isnan(found["symbolic"][0])
    assert found["reverse mode"][:2] == (10.0, 0.0)
    assert found["forward difference"][1] > 0


LONG = "*".join(f"sin(x + {i})" for i in range(100))
DEEP = "sigmoid(" * 40 + "x" + ")" * 40


@pytest.mark.parametrize("text", [LONG, DEEP])
def test_a_derivative_too_long_to_write_is_left_to_reverse_mode(by_way, text):
    (found,) = by_way(text, 2, x=0.1).values()
    assert found["symbolic"][2] == "the derivatives are too long to be written out"
    assert found["reverse over reverse"][1] == 0


@pytest.mark.parametrize(
    "text",
    [
        "1.000001**64**1*x",
        "((1.000001**64)**64)**64*x",
        "((10*x)**15)**15",
        "(x - 0.1)**1000",
        "(1000000*sqrt(2))**-1000*0 + x",
        "1e-320*x",
        "((1e-300*x)**100 + 1)*x",
        "sin(1e300*x)",
        "x**0.3333333333333333",
        "exp(-sigmoid(1e300*x))",
        "1" * 300 + "*x",
    ],
)
def test_large_and_small_numbers_take_no_long(text):
    (each,) = compare(parse(text), {"x": np.array([0.7])}, 1)
    assert each.absent == ""
    assert each.found[0].errors[0] <= 1e-15 * abs(each.exact[0])


def test_a_derivative_that_is_not_real_is_none(by_way):
    (found,) = by_way("sqrt((-2)**(x + x))", x=1).values()
    assert found["symbolic"][2] == "the derivative is not defined, or infinite"
    assert found["reverse mode"][2] == "no derivative; gives nan"


def test_cancellation_does_not_blunt_the_reference(by_way):
    (found,) = by_way("(1 - cos(x))/x**2", x=1e-6).values()
    exact = -1e-6 / 12  # the next term is 1e-18 / 180
    assert found["symbolic"][0] == pytest.approx(exact, rel=1e-10)
