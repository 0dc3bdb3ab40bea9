"""Rows of vector_products.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    normal = Draw(81).normal
    return [
        OpCheck("vecdot", {"a": normal(2, 3), "b": normal(3)}),
        OpCheck("vecdot", {"a": normal(3, 2), "b": normal(2, 3, 1)}, "axis", {"axis": -2}),
        OpCheck("matvec", {"a": normal(2, 2, 3), "b": normal(2, 3)}),
        OpCheck("matvec", {"a": normal(2, 3), "b": normal(3)}, "one vector"),
        OpCheck("vecmat", {"a": normal(2, 3), "b": normal(3, 2)}),
        OpCheck("vecmat", {"a": normal(3), "b": normal(2, 3, 2)}, "one vector"),
        OpCheck("cross", {"a": normal(2, 3), "b": normal(3)}),
        OpCheck("cross", {"a": normal(3, 2), "b": normal(3, 2)}, "axis", {"axis": 0}),
    ]
