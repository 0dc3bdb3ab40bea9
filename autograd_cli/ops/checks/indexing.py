"""Rows of indexing.py and assignment.py."""

from typing import Any

import numpy as np

from autograd_cli.ops.checks.row import Draw, OpCheck
from autograd_cli.ops.indexing import PutItem

_REPEATED = np.array([0, 2, 0])


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    draw = Draw(7)
    return [
        OpCheck("getitem", {"x": draw.normal(3, 3)}, "slices", via=lambda _, x: x[1:, ::2]),
        OpCheck(
            "getitem", {"x": draw.normal(3, 2)}, "repeated rows", via=lambda _, x: x[[0, 2, 0]]
        ),
        OpCheck(
            "PutItem",
            {"x": draw.normal(3, 2)},
            via=lambda _, x: PutItem.apply(x, index=_REPEATED, shape=(3, 2)),
        ),
        OpCheck(
            "setitem",
            {"a": draw.normal(3, 2), "b": draw.normal(2)},
            "rows",
            via=_assigned(slice(1, None)),
        ),
        OpCheck(
            "setitem",
            {"a": draw.normal(3, 2), "b": draw.normal(3, 2)},
            "repeated rows",
            via=_assigned(_REPEATED),
        ),
    ]


def _assigned(index: Any) -> Any:
    def call(_: Any, a: Any, b: Any) -> Any:
        y = a.copy()
        y[index] = b
        return y

    return call
