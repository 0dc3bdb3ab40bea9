"""Rows of shape.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    draw = Draw(6)
    return [
        OpCheck("reshape", {"x": draw.normal(2, 3)}, params={"shape": (3, 2)}),
        OpCheck("transpose", {"x": draw.normal(2, 3, 2)}, params={"axes": (1, 2, 0)}),
        OpCheck("swapaxes", {"x": draw.normal(2, 3)}, params={"axis1": 0, "axis2": 1}),
        OpCheck("broadcast_to", {"x": draw.normal(2, 1)}, params={"shape": (4, 2, 3)}),
    ]
