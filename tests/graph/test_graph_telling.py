"""A step told op by op."""

import numpy as np

from autograd_cli import ops
from autograd_cli.graph import of_expression
from autograd_cli.graph.telling import Telling


def _function(values):
    return ops.sum(ops.relu(values["W"] * values["b"]) * values["b"])


TELLING = Telling(
    of_expression(_function, {"W": [[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "b": [[1.0], [2.0]]}),
    batch=2,
    examples=1,
)


def test_forward_tells_each_op_with_its_inputs_and_result():
    assert list(TELLING.forward())[:9] == [
        "  y1 = W * b",
        "      y = a b",
        "      a = W (2, 3): [[1, -2, 3], [4, 5, -6]]",
        "      b = b (2, 1): [[1], [2]]",
        "      y = (2, 3): [[1, -2, 3], [8, 10, -12]]",
        "  y2 = relu(y1)",
        "      y = max(x, 0)",
        "      x = y1 (2, 3): [[1, -2, 3], [8, 10, -12]]",
        "      y = (2, 3): [[1, 0, 3], [8, 10, 0]]",
    ]


def test_backward_applies_each_rule_and_tells_what_is_summed():
    lines = list(TELLING.backward())
    assert lines[:2] == [
        "  y4 = sum(y3)",
        "      g = 1, the derivative of the result in itself",
    ]
    assert lines[4:10] == [
        "  y3 = y2 * b",
        "      g = (2, 3): [[1, 1, 1], [1, 1, 1]]",
        "      da = g b",
        "        = (2, 3): [[1, 1, 1], [2, 2, 2]], to y2",
        "      db = g a",
        "        = (2, 1): [[4], [18]], summed over axis 1 of (2, 3), to b",
    ]


def test_a_result_that_is_used_twice_gets_a_sum():
    def function(values):
        y = ops.exp(values["x"])
        return y * y

    lines = list(Telling(of_expression(function, {"x": 0.0}), batch=1, examples=0).backward())
    assert "      g = 2, the sum of what came from y2 twice" in lines


def test_of_a_long_batch_the_first_rows_are_shown():
    graph = of_expression(lambda v: ops.sum(v["x"]), {"x": np.arange(40.0).reshape(10, 4)})

    def told(examples):
        return list(Telling(graph, batch=10, examples=examples).values("input"))

    assert told(2) == ["  x (10, 4): from 0 to 39, first [[0, 1, 2, 3], [4, 5, 6, 7]]"]
    assert told(0) == told(5) == ["  x (10, 4): from 0 to 39"]


def test_an_op_without_a_docstring_is_told_as_far_as_it_goes():
    from autograd_cli.engine import Function

    class Twice(Function):
        @staticmethod
        def forward(x):
            return 2 * x

        @staticmethod
        def vjp_x(g):
            return 2 * g

    graph = of_expression(lambda v: Twice.apply(v["x"]), {"x": 3.0})
    telling = Telling(graph, batch=1, examples=0)
    assert list(telling.forward()) == ["  y1 = twice(x)", "      x = x: 3", "      y = 6"]
    assert "      dx, by a rule that is not documented" in list(telling.backward())
