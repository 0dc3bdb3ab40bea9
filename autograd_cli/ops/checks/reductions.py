"""Rows of reductions.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    draw = Draw(5)
    return [
        OpCheck("sum", {"x": draw.normal(2, 3)}, "all"),
        OpCheck("sum", {"x": draw.normal(2, 3, 2)}, "axes", {"axis": (0, 2)}),
        OpCheck("mean", {"x": draw.normal(2, 3)}, "all"),
        OpCheck("mean", {"x": draw.normal(2, 3)}, "axis", {"axis": -1, "keepdims": True}),
    ]
