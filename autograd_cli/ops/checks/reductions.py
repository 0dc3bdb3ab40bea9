"""Rows of reductions.py and average.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    draw = Draw(5)
    return [
        OpCheck("sum", {"x": draw.normal(2, 3)}, "all"),
        OpCheck("sum", {"x": draw.normal(2, 3, 2)}, "axes", {"axis": (0, 2)}),
        OpCheck("mean", {"x": draw.normal(2, 3)}, "all"),
        OpCheck("mean", {"x": draw.normal(2, 3)}, "axis", {"axis": -1, "keepdims": True}),
        OpCheck("average", {"x": draw.normal(2, 3)}, "all"),
        OpCheck(
            "average",
            {"x": draw.normal(2, 3), "w": draw.between(0.5, 2.0, 3)},
            "weights of an axis",
            via=lambda xp, x, w: xp.average(x, axis=1, weights=w),
        ),
        OpCheck(
            "average",
            {"x": draw.normal(2, 3), "w": draw.between(0.5, 2.0, 2, 3)},
            "weights of all",
            via=lambda xp, x, w: xp.average(x, weights=w, keepdims=True),
        ),
    ]
