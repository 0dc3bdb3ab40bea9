"""What docstrings say: every op's formula and rules can be read out of them."""

import re

import pytest

from autograd_cli import ops
from autograd_cli.engine import Function
from autograd_cli.graph import formulas
from autograd_cli.ops import arithmetic, products, shape
from autograd_cli.ops.activations import ELU, LeakyReLU, ReLU
from autograd_cli.ops.extrema import Maximum
from autograd_cli.ops.gelu import NormalCDF
from autograd_cli.ops.linalg.determinant import Det
from autograd_cli.ops.losses_binary import LogisticLoss
from autograd_cli.ops.powers import Pow, Square
from autograd_cli.ops.reductions import Mean, Sum
from autograd_cli.ops.selection import Where
from autograd_cli.ops.trigonometric import Arcsin, Cos


def _ops(base=Function):
    for op in base.__subclasses__():
        if op.__module__.startswith(ops.__name__):
            yield op
        yield from _ops(op)


def test_every_op_has_a_formula_and_every_rule_too():
    found = list(_ops())
    assert len(found) > 100
    for op in found:
        said = formulas(op)
        assert re.match(r"y (y\^T )?=", said.forward), op
        derivable = {name for name, rule in zip(op.inputs, op.rules, strict=True) if rule}
        assert said.rules.keys() == derivable, op
        for name, rule in said.rules.items():
            assert re.match(rf"d{name} = \S", rule), op
            assert len(re.findall(r"\bd\w+ =", rule)) == 1, f"{op}: two rules in one"
            assert not re.search(r"[,;.]$|\band$", rule), op
            assert said.local(name) == rule or said.local(name).startswith(f"∂y/∂{name} = "), op


def test_no_local_derivative_has_a_cotangent_in_it():
    for op in _ops():
        for name in formulas(op).rules:
            local = formulas(op).local(name)
            assert not (local.startswith("∂") and re.search(r"\bg\b", local)), (op, local)


@pytest.mark.parametrize(
    ("op", "name", "local"),
    [
        (arithmetic.Add, "b", "∂y/∂b = 1"),
        (arithmetic.Sub, "b", "∂y/∂b = -1"),
        (arithmetic.Mul, "a", "∂y/∂a = b"),
        (arithmetic.Div, "a", "∂y/∂a = 1 / b"),
        (arithmetic.Div, "b", "∂y/∂b = -y / b"),
        (Pow, "a", "∂y/∂a = b a^(b-1)"),
        (Square, "x", "∂y/∂x = 2 x"),
        (Cos, "x", "∂y/∂x = -sin x"),
        (Arcsin, "x", "∂y/∂x = 1 / sqrt(1 - x^2)"),
        (NormalCDF, "x", "∂y/∂x = e^(-x^2 / 2) / sqrt(2 pi)"),
        (ReLU, "x", "∂y/∂x = 1 where x > 0, else 0"),
        (LeakyReLU, "x", "∂y/∂x = 1 where x > 0, else slope"),
        (ELU, "x", "∂y/∂x = 1 where x > 0, else alpha e^x"),
        (Maximum, "a", "∂y/∂a = 1 where a > b, 1 / 2 where a = b, else 0"),
        (Maximum, "b", "db = g - da"),
        (Where, "b", "∂y/∂b = 0 where c, else 1"),
        (Sum, "x", "∂y/∂x = 1"),
        (Mean, "x", "∂y/∂x = 1 / n"),
        (Det, "a", "∂y/∂a = the cofactors of a"),
        (products.MatMul, "a", "da = g @ b^T"),
        (products.Linear, "b", "∂y/∂b = 1"),
        (shape.Reshape, "x", "dx = g in x's shape"),
        (
            LogisticLoss,
            "z",
            "∂y/∂z = sigma(z) - t, over N for a mean, sigma(z) = 1 / (1 + e^-z)",
        ),
    ],
    ids=lambda part: part if isinstance(part, str) and len(part) < 9 else None,
)
def test_a_rule_that_is_g_times_something_gives_the_local_derivative(op, name, local):
    assert formulas(op).local(name) == local


def test_an_op_of_a_users_own_may_say_nothing():
    class Silent(Function):
        @staticmethod
        def forward(x):
            return x

        @staticmethod
        def vjp_x(g):
            return g

    class Chatty(Silent):
        """Twice the same, or so it seems."""

    assert (formulas(Silent).rules, formulas(Silent).local("x")) == ({}, "")
    assert formulas(Chatty).forward == ""
