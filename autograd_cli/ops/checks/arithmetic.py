"""Rows of arithmetic.py, division.py and casting.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck, elementwise


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    draw = Draw(1)
    anywhere = (-3.0, 3.0)
    return [
        elementwise("add", anywhere, anywhere),
        elementwise("subtract", anywhere, anywhere),
        elementwise("multiply", anywhere, anywhere),
        elementwise("divide", anywhere, (1.0, 3.0)),
        elementwise("negative", anywhere),
        elementwise("positive", anywhere),
        elementwise("reciprocal", (0.5, 3.0)),
        elementwise("remainder", anywhere, (0.5, 1.5)),
        elementwise("mod", anywhere, (-1.5, -0.5)),
        elementwise("fmod", anywhere, (0.5, 1.5)),
        OpCheck(
            "divmod",
            {"a": draw.apart(2, 3), "b": draw.between(1.1, 1.2, 3)},
            via=lambda xp, a, b: xp.divmod(a, b)[1],
        ),
        elementwise("copy", anywhere),
        OpCheck("astype", {"x": draw.normal(2, 3)}, via=lambda _, x: x.astype(x.dtype)),
    ]
