"""Rows of sorting.py and quantiles.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    apart = Draw(23).apart
    return [
        OpCheck("sort", {"x": apart(2, 3)}),
        OpCheck("sort", {"x": apart(4, 2)}, "axis", {"axis": 0}),
        OpCheck("sort", {"x": apart(2, 3)}, "all", {"axis": None}),
        OpCheck("median", {"x": apart(2, 3)}, "all"),
        OpCheck("median", {"x": apart(2, 3)}, "axis", {"axis": 1}),
        OpCheck("median", {"x": apart(2, 3, 2)}, "axes", {"axis": (0, 2), "keepdims": True}),
        OpCheck("quantile", {"x": apart(2, 3)}, "one", {"q": 0.3}),
        OpCheck("quantile", {"x": apart(5, 2)}, "several", {"q": [0.1, 0.5, 1.0], "axis": 0}),
        OpCheck("percentile", {"x": apart(2, 5)}, params={"q": 35.0, "axis": -1}),
    ]
