"""Rows of hyperbolic.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck, elementwise
from autograd_cli.ops.hyperbolic import TanhSlope


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    anywhere = (-3.0, 3.0)
    return [
        elementwise("sinh", anywhere),
        elementwise("cosh", anywhere),
        elementwise("tanh", anywhere),
        OpCheck("TanhSlope", {"x": Draw(18).normal(2, 3)}, via=lambda _, x: TanhSlope.apply(x)),
        elementwise("arcsinh", anywhere),
        elementwise("arccosh", (1.5, 3.0)),
        elementwise("arctanh", (-0.8, 0.8)),
    ]
