"""Rows of arithmetic.py and casting.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck, elementwise


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    draw = Draw(1)
    anywhere = (-3.0, 3.0)
    return [
        elementwise("add", anywhere, anywhere),
        elementwise("subtract", anywhere, anywhere),
        elementwise("multiply", anywhere, anywhere),
        elementwise("divide", anywhere, (1.0, 3.0)),
        elementwise("negative", anywhere),
        elementwise("power", (0.5, 2.0), anywhere),
        OpCheck("power", {"a": draw.normal(2, 3)}, "constant exponent", via=lambda _, x: x**3),
        OpCheck("power", {"b": draw.normal(2, 3)}, "constant base", via=lambda _, x: 2**x),
        elementwise("copy", anywhere),
        OpCheck("astype", {"x": draw.normal(2, 3)}, via=lambda _, x: x.astype(x.dtype)),
    ]
