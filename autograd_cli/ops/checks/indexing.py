"""Rows of indexing.py, assignment.py and picking.py."""

from typing import Any

import numpy as np

from autograd_cli.ops.checks.row import Draw, OpCheck
from autograd_cli.ops.indexing import PutItem

_REPEATED = np.array([0, 2, 0])
_MASK = np.array([[True, False], [False, True], [True, True]])


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    normal = Draw(7).normal
    return [
        OpCheck("getitem", {"x": normal(3, 3)}, "slices", via=lambda _, x: x[1:, ::2]),
        OpCheck("getitem", {"x": normal(3, 2)}, "repeated rows", via=lambda _, x: x[[0, 2, 0]]),
        OpCheck("getitem", {"x": normal(3, 2)}, "mask", via=lambda _, x: x[_MASK]),
        OpCheck(
            "getitem", {"x": normal(3, 2, 2)}, "mixed", via=lambda _, x: x[_REPEATED, None, ..., 1]
        ),
        OpCheck(
            "PutItem",
            {"x": normal(3, 2)},
            via=lambda _, x: PutItem.apply(x, index=_REPEATED, shape=(3, 2)),
        ),
        OpCheck(
            "setitem", {"a": normal(3, 2), "b": normal(2)}, "rows", via=_assigned(slice(1, None))
        ),
        OpCheck("setitem", {"a": normal(3, 2), "b": normal()}, "mask", via=_assigned(_MASK)),
        OpCheck(
            "setitem",
            {"a": normal(3, 2), "b": normal(3, 2)},
            "repeated rows",
            via=_assigned(_REPEATED),
        ),
        OpCheck("take", {"x": normal(2, 3)}, "flattened", {"indices": [4, 0, -1, 4]}),
        OpCheck("take", {"x": normal(2, 3)}, "axis", {"indices": [[2, 0, 2]], "axis": 1}),
        OpCheck(
            "take",
            {"x": normal(2, 3)},
            "around",
            {"indices": [5, -4, 1], "axis": 1, "mode": "wrap"},
        ),
        OpCheck(
            "take_along_axis",
            {"arr": normal(2, 3)},
            params={"indices": np.array([[2, 0, 2, 1], [1, 1, 0, 0]]), "axis": 1},
        ),
        OpCheck(
            "compress",
            {"a": normal(3, 2)},
            via=lambda xp, a: xp.compress([True, False, True], a, axis=0),
        ),
        OpCheck("extract", {"a": normal(3, 2)}, via=lambda xp, a: xp.extract(_MASK, a)),
        OpCheck("delete", {"x": normal(3, 4)}, "slice", {"obj": slice(1, 3), "axis": 1}),
        OpCheck("delete", {"x": normal(2, 2)}, "flattened", {"obj": [0, -1]}),
        OpCheck(
            "insert",
            {"x": normal(2, 3), "values": normal(2, 2)},
            "columns",
            via=lambda xp, x, values: xp.insert(x, [1, 3], values, axis=1),
        ),
        OpCheck(
            "insert",
            {"x": normal(2, 2), "values": normal(2)},
            "flattened",
            via=lambda xp, x, values: xp.insert(x, -1, values),
        ),
    ]


def _assigned(index: Any) -> Any:
    def call(_: Any, a: Any, b: Any) -> Any:
        y = a.copy()
        y[index] = b
        return y

    return call
