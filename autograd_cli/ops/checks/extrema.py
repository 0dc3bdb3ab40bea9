"""Rows of extrema.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    draw = Draw(4)
    return [
        OpCheck("maximum", {"a": draw.apart(2, 3), "b": draw.between(-0.1, 0.1, 3)}),
        OpCheck("max", {"x": draw.apart(2, 3)}, "all"),
        OpCheck("max", {"x": draw.apart(2, 3)}, "axis", {"axis": 1}),
    ]
