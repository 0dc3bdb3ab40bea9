"""Rows of activations.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck, elementwise


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    draw = Draw(3)
    return [
        OpCheck("relu", {"x": draw.apart(2, 3)}),
        elementwise("sigmoid", (-5.0, 5.0)),
    ]
