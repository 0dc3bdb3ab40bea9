"""Rows of losses.py."""

import numpy as np

from autograd_cli.ops.checks.row import Draw, OpCheck

_LABELS = np.array([0, 1, 1, 0], np.float32)  # exact, and does not widen float32
_CLASSES = np.array([2, 0, 1, 2])


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    draw = Draw(9)
    return [
        OpCheck("logistic_loss", {"z": 3 * draw.normal(4)}, constants=(_LABELS,)),
    ]
