"""Rows of diagonals.py and triangles.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck
from autograd_cli.ops.diagonals import PutDiagonal


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    normal = Draw(13).normal
    planes = {"offset": 1, "axis1": 2, "axis2": 0}
    return [
        OpCheck("diagonal", {"x": normal(2, 3)}, "main"),
        OpCheck("diagonal", {"x": normal(3, 2, 3)}, "planes", planes),
        OpCheck("trace", {"x": normal(3, 3)}, "main"),
        OpCheck("trace", {"x": normal(3, 2, 3)}, "planes", planes),
        OpCheck("diag", {"x": normal(3)}, "of a vector", {"k": -1}),
        OpCheck("diag", {"x": normal(3, 2)}, "of a matrix", {"k": 1}),
        OpCheck("diagflat", {"x": normal(2, 2)}, params={"k": 1}),
        OpCheck(
            "PutDiagonal",
            {"x": normal(2, 2)},
            via=lambda _, x: PutDiagonal.apply(x, offset=-1, axes=(2, 0), shape=(3, 2, 3)),
        ),
        OpCheck("tril", {"x": normal(3, 3)}, "main"),
        OpCheck("tril", {"x": normal(2, 3, 2)}, "batch", {"k": -1}),
        OpCheck("tril", {"x": normal(3)}, "of a vector"),
        OpCheck("triu", {"x": normal(3, 3)}, "main"),
        OpCheck("triu", {"x": normal(2, 3, 2)}, "batch", {"k": 1}),
        OpCheck("triu", {"x": normal(3)}, "of a vector"),
    ]
