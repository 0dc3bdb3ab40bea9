"""Rows of trigonometric.py and sinc.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck, elementwise
from autograd_cli.ops.trigonometric import ArctanSlope


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    draw = Draw(16)
    anywhere, within_1 = (-3.0, 3.0), (-0.8, 0.8)
    return [
        elementwise("sin", anywhere),
        elementwise("cos", anywhere),
        elementwise("tan", (-1.2, 1.2)),
        elementwise("arcsin", within_1),
        elementwise("arccos", within_1),
        elementwise("arctan", anywhere),
        OpCheck("ArctanSlope", {"x": draw.normal(2, 3)}, via=lambda _, x: ArctanSlope.apply(x)),
        elementwise("arctan2", anywhere, (0.5, 3.0)),
        OpCheck("arctan2", {"a": draw.apart(2, 3), "b": draw.between(-3, 3, 3)}, "all around"),
        elementwise("deg2rad", (-300.0, 300.0)),
        elementwise("radians", (-300.0, 300.0)),
        elementwise("rad2deg", anywhere),
        elementwise("degrees", anywhere),
        elementwise("sinc", anywhere),
        OpCheck("sinc", {"x": draw.between(-0.1, 0.1, 3)}, "near 0"),
    ]
