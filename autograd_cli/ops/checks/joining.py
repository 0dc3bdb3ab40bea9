"""Rows of joining.py and splitting.py."""

from typing import Any

import numpy as np

from autograd_cli.ops.checks.row import Draw, OpCheck

_ROW = np.array([[0.5, -1.0, 2.0]], np.float32)  # exact, and does not widen float32


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    normal = Draw(11).normal
    return [
        OpCheck("concatenate", {"a": normal(2, 3), "b": normal(1, 3)}, "rows", via=_joined(0)),
        OpCheck("concatenate", {"a": normal(2, 1), "b": normal(2, 2)}, "columns", via=_joined(-1)),
        OpCheck(
            "concatenate",
            {"a": normal(2, 2), "b": normal(3)},
            "flattened",
            via=lambda xp, a, b: xp.concatenate([a, b], axis=None),
        ),
        OpCheck(
            "concatenate",
            {"a": normal(2, 3)},
            "with an array, and twice",
            via=lambda xp, a: xp.concatenate([a, _ROW, a * a]),
        ),
        OpCheck(
            "concat",
            {"a": normal(2), "b": normal(3)},
            via=lambda xp, a, b: xp.concat([a, b]),
        ),
        OpCheck("stack", {"a": normal(2, 3), "b": normal(2, 3)}, via=_listed("stack", axis=1)),
        OpCheck("vstack", {"a": normal(3), "b": normal(2, 3)}, via=_listed("vstack")),
        OpCheck("hstack", {"a": normal(2, 1), "b": normal(2, 2)}, via=_listed("hstack")),
        OpCheck("dstack", {"a": normal(2, 3), "b": normal(2, 3)}, via=_listed("dstack")),
        OpCheck("column_stack", {"a": normal(2), "b": normal(2, 2)}, via=_listed("column_stack")),
        OpCheck("append", {"a": normal(2, 2), "b": normal(1, 2)}, "rows", {"axis": 0}),
        OpCheck("append", {"a": normal(2, 2), "b": normal(3)}, "flattened"),
        OpCheck(
            "block",
            {"a": normal(2, 2), "b": normal(2)},
            via=lambda xp, a, b: xp.block([[a, a * a], [b, b]]),
        ),
        OpCheck("split", {"x": normal(4, 3)}, "equal", via=_parts("split", 2)),
        OpCheck("split", {"x": normal(2, 4)}, "indices", via=_parts("split", [1, 3], axis=1)),
        OpCheck("array_split", {"x": normal(5, 2)}, via=_parts("array_split", 3)),
        OpCheck("hsplit", {"x": normal(2, 4)}, via=_parts("hsplit", 2)),
        OpCheck("vsplit", {"x": normal(4, 2)}, via=_parts("vsplit", 2)),
        OpCheck("dsplit", {"x": normal(2, 2, 4)}, via=_parts("dsplit", [1, 3])),
        OpCheck("unstack", {"x": normal(2, 3)}, via=_parts("unstack", axis=1)),
    ]


def _joined(axis: int) -> Any:
    return lambda xp, a, b: xp.concatenate((a, b), axis=axis)


def _listed(function: str, **params: Any) -> Any:
    return lambda xp, a, b: getattr(xp, function)([a, b], **params)


def _parts(function: str, *constants: Any, **params: Any) -> Any:
    """The sum of the squares of the first part, and the second part as it is."""

    def call(xp: Any, x: Any) -> Any:
        first, second, *_ = getattr(xp, function)(x, *constants, **params)
        return (first * first).sum() + second

    return call
