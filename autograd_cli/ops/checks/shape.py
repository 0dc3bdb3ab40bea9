"""Rows of shape.py and broadcasting.py."""

from typing import Any

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    draw = Draw(6)
    row = draw.normal(3)
    return [
        OpCheck("reshape", {"x": draw.normal(2, 3)}, constants=((3, 2),)),
        OpCheck(
            "reshape",
            {"x": draw.normal(2, 3)},
            "order F",
            via=lambda xp, x: xp.reshape(x, (3, -1), order="F"),
        ),
        OpCheck("flatten", {"x": draw.normal(2, 3, 2)}, "all but the first"),
        OpCheck(
            "flatten", {"x": draw.normal(2, 3, 2)}, "the first", {"start_dim": 0, "end_dim": 1}
        ),
        OpCheck("ravel", {"x": draw.normal(2, 3)}),
        OpCheck("squeeze", {"x": draw.normal(1, 3, 1)}, "all"),
        OpCheck("squeeze", {"x": draw.normal(1, 3, 1)}, "axis", {"axis": -1}),
        OpCheck("expand_dims", {"x": draw.normal(2, 3)}, "one", {"axis": 1}),
        OpCheck("expand_dims", {"x": draw.normal(2, 3)}, "several", {"axis": (0, -1)}),
        OpCheck("atleast_1d", {"x": draw.normal()}),
        OpCheck("atleast_2d", {"x": draw.normal(3)}),
        OpCheck("atleast_3d", {"x": draw.normal(3)}),
        OpCheck("broadcast_to", {"x": draw.normal(2, 1)}, params={"shape": (4, 2, 3)}),
        OpCheck(
            "broadcast_arrays",
            {"a": draw.normal(2, 1), "b": draw.normal(3)},
            via=lambda xp, a, b: _product(xp.broadcast_arrays(a, b, row)),
        ),
        OpCheck("meshgrid", {"a": draw.normal(2), "b": draw.normal(3)}, "xy", via=_meshed("xy")),
        OpCheck("meshgrid", {"a": draw.normal(2), "b": draw.normal(3)}, "ij", via=_meshed("ij")),
    ]


def _product(parts: Any) -> Any:
    first, second, *_ = parts
    return first * second


def _meshed(indexing: str) -> Any:
    return lambda xp, a, b: _product(xp.meshgrid(a, b, indexing=indexing))
