"""Rows of variance.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    normal = Draw(21).normal
    unbiased = {"axis": (0, -1), "ddof": 1, "keepdims": True}
    return [
        OpCheck("var", {"x": normal(2, 3)}, "all"),
        OpCheck("var", {"x": normal(2, 3)}, "axis", {"axis": 1}),
        OpCheck("var", {"x": normal(2, 3, 2)}, "axes", unbiased),
        OpCheck("std", {"x": normal(2, 3)}, "all"),
        OpCheck("std", {"x": normal(2, 3)}, "axis", {"axis": -1}),
        OpCheck("std", {"x": normal(2, 3, 2)}, "axes", unbiased),
    ]
