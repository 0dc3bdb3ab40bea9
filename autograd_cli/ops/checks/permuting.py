"""Rows of permuting.py and rearranging.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    normal = Draw(10).normal
    return [
        OpCheck("transpose", {"x": normal(2, 3)}, "all"),
        OpCheck("transpose", {"x": normal(2, 3, 2)}, "axes", {"axes": (1, 2, 0)}),
        OpCheck("permute_dims", {"x": normal(2, 3, 2)}, params={"axes": (2, 0, -2)}),
        OpCheck("swapaxes", {"x": normal(2, 3)}, params={"axis1": 0, "axis2": -1}),
        OpCheck("matrix_transpose", {"x": normal(2, 3, 2)}),
        OpCheck("moveaxis", {"x": normal(2, 3, 2)}, "one", {"source": 0, "destination": -1}),
        OpCheck(
            "moveaxis", {"x": normal(2, 3, 1)}, "two", {"source": (0, 2), "destination": (1, 0)}
        ),
        OpCheck("rollaxis", {"x": normal(2, 3, 1)}, params={"axis": 2, "start": 1}),
        OpCheck("flip", {"x": normal(2, 3)}, "all"),
        OpCheck("flip", {"x": normal(2, 3)}, "axes", {"axis": (0, -1)}),
        OpCheck("fliplr", {"x": normal(2, 3)}),
        OpCheck("flipud", {"x": normal(2, 3)}),
        OpCheck("rot90", {"x": normal(2, 3)}, "once"),
        OpCheck("rot90", {"x": normal(2, 3)}, "twice", {"k": 2}),
        OpCheck("rot90", {"x": normal(2, 3, 2)}, "back", {"k": -1, "axes": (2, 1)}),
        OpCheck("roll", {"x": normal(2, 3)}, "flattened", {"shift": 2}),
        OpCheck("roll", {"x": normal(2, 3)}, "axis", {"shift": -1, "axis": 1}),
        OpCheck("roll", {"x": normal(3, 4)}, "axes", {"shift": (1, 2), "axis": (0, 1)}),
    ]
