"""Rows of absolute.py, selection.py, steps.py and floats.py."""

import numpy as np

from autograd_cli.ops.checks.row import Draw, OpCheck, elementwise

_MASK = np.array([[True, False, True], [False, False, True]])


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    draw = Draw(17)
    return [
        elementwise("abs", (-3.0, -0.5)),
        OpCheck("absolute", {"x": draw.apart(2, 3)}),
        OpCheck("fabs", {"x": draw.apart(2, 3)}),
        elementwise("copysign", (0.5, 3.0), (-3.0, -0.5)),
        OpCheck("copysign", {"a": draw.apart(2, 3), "b": draw.apart(3)}, "both signs"),
        OpCheck(
            "where",
            {"x": draw.normal(2, 3), "y": draw.normal(3)},
            via=lambda xp, x, y: xp.where(_MASK, x, y),
        ),
        OpCheck(
            "select",
            {"a": draw.apart(2, 3), "b": draw.normal(3), "c": draw.normal()},
            via=lambda xp, a, b, c: xp.select([a > 1, _MASK], [a * b, b], c),
        ),
        OpCheck(
            "heaviside",
            {"x2": draw.normal(2, 3)},
            via=lambda xp, x2: xp.heaviside(np.array([-1, 0, 2], np.float32), x2),
        ),
        elementwise("nan_to_num", (-3.0, 3.0)),
        OpCheck("ldexp", {"x": draw.normal(2, 3)}, constants=(np.array([3, 0, -2]),)),
        OpCheck("frexp", {"x": draw.between(4.1, 7.9, 3)}, via=lambda xp, x: xp.frexp(x)[0]),
        OpCheck("modf", {"x": draw.apart(2, 3)}, via=lambda xp, x: xp.modf(x)[0]),
    ]
