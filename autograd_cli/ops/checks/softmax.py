"""Rows of softmax.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    normal = Draw(20).normal
    return [
        OpCheck("softmax", {"x": normal(2, 3)}),
        OpCheck("softmax", {"x": normal(2, 3, 2)}, "axis", {"axis": 1}),
        OpCheck("log_softmax", {"x": normal(2, 3)}),
        OpCheck("log_softmax", {"x": normal(2, 3, 2)}, "axis", {"axis": 0}),
        OpCheck("logsumexp", {"x": normal(2, 3)}),
        OpCheck("logsumexp", {"x": normal(2, 3)}, "axis", {"axis": -1}),
        OpCheck("logsumexp", {"x": normal(2, 3, 2)}, "axes", {"axis": (0, 2), "keepdims": True}),
    ]
