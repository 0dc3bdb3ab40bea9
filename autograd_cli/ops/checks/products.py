"""Rows of products.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    normal = Draw(8).normal
    return [
        OpCheck("matmul", {"a": normal(2, 3), "b": normal(3, 4)}, "matrices"),
        OpCheck("matmul", {"a": normal(2, 3), "b": normal(3)}, "matrix, vector"),
        OpCheck("matmul", {"a": normal(3), "b": normal(3, 2)}, "vector, matrix"),
        OpCheck("matmul", {"a": normal(3), "b": normal(3)}, "vectors"),
        OpCheck("matmul", {"a": normal(2, 2, 3), "b": normal(3, 2)}, "batch"),
        OpCheck("dot", {"a": normal(2, 3), "b": normal(3)}),
        OpCheck("linear", {"x": normal(4, 3), "w": normal(2, 3), "b": normal(2)}),
    ]
