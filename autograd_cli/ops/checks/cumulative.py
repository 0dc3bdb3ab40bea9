"""Rows of cumulative.py, recurrence.py, prod.py and differences.py."""

import numpy as np

from autograd_cli.engine import Array
from autograd_cli.ops.checks.row import Draw, OpCheck
from autograd_cli.ops.recurrence import Recurrence


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    draw = Draw(22)
    return [
        OpCheck("cumsum", {"x": draw.normal(2, 3)}, "all"),
        OpCheck("cumsum", {"x": draw.normal(2, 3)}, "axis", {"axis": 0}),
        OpCheck("cumprod", {"x": draw.apart(2, 3)}, "all"),
        OpCheck("cumprod", {"x": _zeroed(draw.normal(4, 2), 1)}, "a zero", {"axis": 0}),
        OpCheck("cumprod", {"x": _zeroed(draw.normal(2, 5), 1, 3)}, "zeros", {"axis": -1}),
        OpCheck(
            "Recurrence",
            {"a": draw.normal(4, 2), "b": draw.normal(5, 2)},
            via=lambda _, a, b: Recurrence.apply(a, b, axis=0),
        ),
        OpCheck("prod", {"x": draw.apart(2, 3)}, "all"),
        OpCheck("prod", {"x": _zeroed(draw.normal(4, 2), 2)}, "a zero", {"axis": 0}),
        OpCheck("prod", {"x": _zeroed(draw.normal(2, 3), 0, 1)}, "zeros", {"axis": -1}),
        OpCheck("prod", {"x": draw.normal(2, 3, 2)}, "axes", {"axis": (0, 2), "keepdims": True}),
        OpCheck("diff", {"x": draw.normal(2, 3)}),
        OpCheck("diff", {"x": draw.normal(4, 2)}, "second", {"n": 2, "axis": 0}),
        OpCheck(
            "diff",
            {"x": draw.normal(2, 3), "first": draw.normal(), "last": draw.normal(2, 2)},
            "ends",
            via=lambda xp, x, first, last: xp.diff(x, prepend=first, append=last),
        ),
        OpCheck("trapezoid", {"y": draw.normal(2, 3)}, "distances", {"dx": 0.5, "axis": 0}),
        OpCheck("trapezoid", {"y": draw.normal(3, 2), "x": draw.normal(3, 2)}, params={"axis": 0}),
        OpCheck("trapezoid", {"y": draw.normal(2, 3, 2), "x": draw.normal(3)}, "axis", {"axis": 1}),
    ]


def _zeroed(x: Array, *places: int) -> Array:
    """`x` with zeros in its longer axis."""
    np.moveaxis(x, np.argmax(x.shape), 0)[list(places)] = 0
    return x
