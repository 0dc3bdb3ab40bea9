"""Rows of products.py and tensordot.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    normal = Draw(8).normal
    return [
        OpCheck("matmul", {"a": normal(2, 3), "b": normal(3, 4)}, "matrices"),
        OpCheck("matmul", {"a": normal(2, 3), "b": normal(3)}, "matrix, vector"),
        OpCheck("matmul", {"a": normal(3), "b": normal(3, 2)}, "vector, matrix"),
        OpCheck("matmul", {"a": normal(3), "b": normal(3)}, "vectors"),
        OpCheck("matmul", {"a": normal(2, 2, 3), "b": normal(3, 2)}, "batch, matrix"),
        OpCheck("matmul", {"a": normal(2, 3), "b": normal(2, 3, 2)}, "matrix, batch"),
        OpCheck("matmul", {"a": normal(2, 1, 2, 3), "b": normal(3, 3, 2)}, "batches"),
        OpCheck("matmul", {"a": normal(3), "b": normal(2, 3, 2)}, "vector, batch"),
        OpCheck("matmul", {"a": normal(2, 2, 3), "b": normal(3)}, "batch, vector"),
        OpCheck("dot", {"a": normal(2, 3), "b": normal(3)}),
        OpCheck("dot", {"a": normal(2, 3), "b": normal(2, 3, 2)}, "more axes"),
        OpCheck("inner", {"a": normal(2, 3), "b": normal(2, 2, 3)}),
        OpCheck("outer", {"a": normal(2), "b": normal(3)}),
        OpCheck("vdot", {"a": normal(4), "b": normal(4)}),
        OpCheck("kron", {"a": normal(2, 2), "b": normal(1, 2, 3)}),
        OpCheck("linear", {"x": normal(4, 3), "w": normal(2, 3), "b": normal(2)}),
        OpCheck("tensordot", {"a": normal(2, 3, 2), "b": normal(3, 2, 2)}),
        OpCheck(
            "tensordot", {"a": normal(2, 3, 2), "b": normal(2, 2, 3)}, "pairs", {"axes": _PAIRS}
        ),
        OpCheck("tensordot", {"a": normal(2), "b": normal(3, 2)}, "no axis", {"axes": 0}),
    ]


_PAIRS = ((1, 2), (-1, 0))
