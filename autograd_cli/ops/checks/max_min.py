"""Rows of max_min.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    draw = Draw(10)
    return [
        OpCheck("max", {"x": draw.apart(2, 3)}, "all"),
        OpCheck("max", {"x": draw.apart(2, 3)}, "axis", {"axis": 1}),
        OpCheck("max", {"x": draw.apart(2, 3, 2)}, "axes", {"axis": (0, -1), "keepdims": True}),
        OpCheck("min", {"x": draw.apart(2, 3)}, "all"),
        OpCheck("min", {"x": draw.apart(2, 3, 2)}, "axes", {"axis": (0, -1), "keepdims": True}),
        OpCheck("amax", {"x": draw.apart(2, 3)}, "axis", {"axis": -2}),
        OpCheck("amin", {"x": draw.apart(2, 3)}, "axis", {"axis": -2}),
        OpCheck("ptp", {"x": draw.apart(2, 3)}, "all"),
        OpCheck("ptp", {"x": draw.apart(2, 3)}, "axis", {"axis": 0, "keepdims": True}),
    ]
