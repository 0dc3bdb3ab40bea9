"""Rows of powers.py and roots.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck, elementwise


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    draw = Draw(15)
    anywhere = (-3.0, 3.0)
    return [
        elementwise("power", (0.5, 2.0), anywhere),
        OpCheck("power", {"a": draw.normal(2, 3)}, "constant exponent", via=lambda _, x: x**3),
        OpCheck("power", {"b": draw.normal(2, 3)}, "constant base", via=lambda _, x: 2**x),
        elementwise("float_power", (0.5, 2.0), anywhere),
        elementwise("square", anywhere),
        elementwise("sqrt", (0.5, 3.0)),
        elementwise("cbrt", (0.5, 3.0)),
        OpCheck("cbrt", {"x": draw.apart(2, 3)}, "negative too"),
        elementwise("hypot", (0.5, 3.0), anywhere),
    ]
