"""What is read as a formula, what it evaluates to, and all that is refused."""

import sys

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli.expressions import ExpressionError, parse

X = 0.7
VALUES = [
    ("x**3 + x**2 - 6*x + 1", X**3 + X**2 - 6 * X + 1),
    ("-x**2", -(X**2)),
    ("2**-x", 2**-X),
    ("x/2/2 - 1 - 1", X / 4 - 2),
    ("2**3**2", 512.0),
    ("+x - -x", 2 * X),
    ("(x +\n 1)\t* .5e1", (X + 1) * 5),
    ("1_000*x + 0x10", 1000 * X + 16),
    ("sin(pi*x) + e**x", np.sin(np.pi * X) + np.e**X),
    ("asin(x) + ln(x)", np.arcsin(X) + np.log(X)),
    ("maximum(x, 1) + minimum(x, 0.5)", 1.5),
    ("abs(-x) + relu(-x) + relu(x)", 2 * X),
    ("sigmoid(x)", 1 / (1 + np.exp(-X))),
    ("softplus(x)", np.log1p(np.exp(X))),
    ("erf(0) + sqrt(x)", np.sqrt(X)),
]

# Each with a part of what is said about it, and the column that is shown.
REFUSED = [
    ("", "empty", None),
    (" \n ", "empty", None),
    ("x" * 2001, "2001 characters; at most 2000", None),
    ("__import__('os').system('true')", "only functions known by name", 1),
    ("__import__('os')", "unknown function __import__", 1),
    ("eval('1')", "unknown function eval", 1),
    ("import os", "not a formula", 1),
    ("x.real", "an attribute", 1),
    ("().__class__.__mro__", "an attribute", 1),
    ("1 + x.y", "an attribute", 5),
    ("x[0]", "an index", 1),
    ("x[:]", "an index", 1),
    ("lambda: 1", "a lambda", 1),
    ("(lambda x: x)(1)", "only functions known by name", 1),
    ("[x for x in y]", "a comprehension", 1),
    ("sum(x for x in y)", "a comprehension", 4),
    ("{x: x}", "not allowed", 1),
    ("{x}", "not allowed", 1),
    ("(1, 2)", "a comma", 1),
    ("[]", "an empty list", 1),
    ("'text'", "a text", 1),
    ("b'text'", "a text", 1),
    ("f'{x}'", "a text", 1),
    ("x if y else z", "if / else", 1),
    ("x < 1", "a comparison", 1),
    ("x == 1", "a comparison", 1),
    ("x and y", "and / or", 1),
    ("not x", "not allowed", 1),
    ("~x", "not allowed", 1),
    ("(x := 1)", "an assignment", 2),
    ("y = x", "not a formula", 3),
    ("x; y", "not a formula", 2),
    ("await x", "not allowed", 1),
    ("yield", "not a formula", 1),
    ("True", "True is not allowed", 1),
    ("None", "None is not allowed", 1),
    ("...", "Ellipsis is not allowed", 1),
    ("2j", "an imaginary number", 1),
    ("x % 2", "an operator", 1),
    ("x // 2", "an operator", 1),
    ("x << 2", "an operator", 1),
    ("2 + x^2", "^ is no power", 1),
    ("2x", "not a formula", 1),
    ("2 x", "not a formula", 3),
    ("sin", "sin is a function", 1),
    ("sin(x, y)", "sin takes 1 argument; given 2", 1),
    ("maximum(x)", "maximum takes 2 arguments; given 1", 1),
    ("sin(x=1)", "no named arguments", 1),
    ("sin(**x)", "no named arguments", 1),
    ("sin(*x)", "a * is not allowed", 5),
    ("x + sine(x)", "unknown function sine", 5),
    ("_x", "begins with a letter", 1),
    ("(x", "not a formula", 1),
    ("x)", "not a formula", 2),
    ("x\0", "a character that no formula has", 2),
    ("\x1b[31mx", "a character that no formula has", 1),
    ("x\u202e", "a character that no formula has", 2),
    ("\udcff", "a character that no formula has", 1),
    ("x # y", "a character that no formula has", 3),
    ("'\\d'", "a character that no formula has", 2),
    ("9**9**9", "infinite", 1),
    ("9" * 400, "infinite", 1),
    ("1e999", "infinite", 1),
    ("x + 1/0", "infinite", 1 + 4),
    ("log(-1)", "not defined", 1),
    ("exp(exp(exp(10)))*x", "infinite", 5),
    ("x**1e9", "the power is too large", 1),
    ("x**-2000", "the power is too large", 1),
    ("((x**50)**50)**50", "the power is too large", 2),
    ("[1, 2] @ [1, 2, 3]", "shapes that do not fit", 1),
    ("[[1], [1, 2]]", "shapes that do not fit", 1),
    ("(" * 900 + "x" + ")" * 900, "nested more than 50 deep", 51),
    ("[" * 900 + "1" + "]" * 900, "nested more than 50 deep", 51),
    ("-" * 1900 + "x", "nested more than 50 deep", 52),
    ("x" + "**x" * 600, "nested more than 50 deep", None),
    ("~" * 1500 + "x", "not allowed", 1),
    ("not " * 400 + "x", "not allowed", 1),
    ("lambda:" * 250 + "x", "a lambda", 1),
    ("x" + ".a" * 900, "an attribute", 1),
    ("x if x else " * 150 + "x", "if / else", 1),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_a_formula_has_the_value_of_what_is_written(text, value):
    assert parse(text).on({"x": X}) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_it_runs_on_arrays_and_on_tensors_alike(text, value):
    expression = parse(text)
    array = expression.on({"x": np.array([X, X])})
    tensor = expression.on({"x": ag.Tensor([X, X])})
    if expression.variables:
        assert isinstance(tensor, ag.Tensor)
        assert array.tolist() == pytest.approx([value] * 2, rel=1e-15)
        assert tensor.tolist() == pytest.approx([value] * 2, rel=1e-15)


@pytest.mark.parametrize("text", ["sigmoid(x)", "softplus(x)", "erf(x)", "x**101", "x**-3", "2**x"])
@pytest.mark.parametrize("x", [-0.9, 0.4, 40.0, -40.0])
def test_complex_forms_agree_with_the_real_ones(text, x):
    assert parse(text).on({"x": complex(x)}) == pytest.approx(parse(text).on({"x": x}), rel=1e-13)


@pytest.mark.parametrize("x", [-800.0, 800.0])
@pytest.mark.parametrize("text", ["sigmoid(x)", "softplus(x)"])
def test_complex_forms_do_not_overflow(text, x):
    assert np.isfinite(parse(text).on({"x": complex(x)}))


def test_functions_of_real_numbers_say_so():
    with pytest.raises(ExpressionError, match="abs is of real numbers only"):
        parse("abs(x)").on({"x": 1j})


def test_arrays_are_for_matrices_and_sums():
    expression = parse("sum(sigmoid([[1, 2], [3, 4]] @ x)) + mean(x) + dot(x, x)")
    assert not expression.is_scalar
    x = np.array([1.0, -1.0])
    assert expression.on({"x": x}) == pytest.approx(2 / (1 + np.e) + 2)
    assert expression.on({"x": ag.Tensor(x)}).item() == pytest.approx(2 / (1 + np.e) + 2)
    assert parse("x + sin(y)").is_scalar


def test_variables_are_in_the_order_in_which_they_appear():
    assert parse("b*a + sin(b) + é2 + pi").variables == ("b", "a", "é2")


def test_a_missing_value_is_named():
    with pytest.raises(ExpressionError, match="no value for y, z"):
        parse("x*y*z").on({"x": 1.0})


def test_a_long_sum_is_no_deep_one():
    assert parse("+".join("x" * 1000)).on({"x": 1.0}) == 1000


@pytest.mark.parametrize(
    ("text", "what", "column"), REFUSED, ids=[f"{i}" for i in range(len(REFUSED))]
)
def test_anything_but_arithmetic_is_refused_with_its_place(text, what, column):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert what in caught.value.message
    assert caught.value.exit_code == 2
    assert len(str(caught.value)) < 1000
    if column:
        assert caught.value.message.startswith(f"column {column}: ")


def test_nothing_that_was_read_can_reach_the_interpreter(monkeypatch):
    def refuse(event, arguments):
        assert event not in ("import", "exec", "os.system", "open"), (event, arguments)

    for text, *_ in REFUSED:  # whatever is loaded for messages is loaded now
        with pytest.raises(ExpressionError):
            parse(text)
    hook = [refuse]
    sys.addaudithook(lambda event, arguments: hook and hook[0](event, arguments))
    try:
        for text, *_ in REFUSED:
            with pytest.raises(ExpressionError):
                parse(text)
    finally:
        hook.clear()


def test_the_place_is_marked_in_an_excerpt():
    with pytest.raises(ExpressionError) as caught:
        parse(f"{'x + ' * 20}sine(x) + {'x*' * 40}x")
    assert str(caught.value) == (
        "column 81: unknown function sine\n"
        "  ...+ x + x + x + x + x + x + x + sine(x) + x*x*x*x*x*x*x*x*x*x*x*x*...\n"
        "                                   ^^^^\n"
        "Did you mean sin? The functions are sin, cos, tan, arcsin, arccos, arctan, sinh, cosh, "
        "tanh, arcsinh, arccosh, arctanh, exp, expm1, log, log1p, log2, log10, sqrt, sigmoid, "
        "softplus, erf, abs, relu, maximum, minimum, sum, mean, dot. A product needs its *."
    )
