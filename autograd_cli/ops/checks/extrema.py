"""Rows of extrema.py and clipping.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck, elementwise


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    draw = Draw(4)
    names = ("maximum", "minimum", "fmax", "fmin")
    bounds = {"a_min": draw.between(-1.6, -1.4, 3), "a_max": draw.between(1.4, 1.6, 2, 1)}
    return [
        *(elementwise(name, (-3.0, 3.0), (-3.0, 3.0)) for name in names),
        *(
            OpCheck(name, {"a": draw.apart(2, 3), "b": draw.between(-0.1, 0.1, 3)}, "apart")
            for name in names
        ),
        OpCheck("clip", {"a": draw.apart(2, 3)}, "numbers", constants=(-1.0, 1.2)),
        OpCheck("clip", {"a": draw.apart(2, 3)}, "from below", {"a_min": 0.0, "a_max": None}),
        OpCheck("clip", {"a": draw.apart(2, 3)}, "from above", constants=(None, 0.0)),
        OpCheck("clip", {"a": draw.apart(2, 3), **bounds}, "tensors"),
    ]
