"""Rows of norm.py."""

import numpy as np

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    apart = Draw(24).apart
    vectors = [(2, "2"), (1, "1"), (np.inf, "inf"), (-np.inf, "-inf"), (3, "3"), (-1.5, "-1.5")]
    matrices = [("fro", "fro"), (1, "1"), (-1, "-1"), (np.inf, "inf"), (-np.inf, "-inf")]
    matrices += [(2, "2"), (-2, "-2"), ("nuc", "nuc")]
    return [
        OpCheck("norm", {"x": apart(2, 3)}, "all"),
        *[
            OpCheck("norm", {"x": apart(2, 3)}, f"vectors, {name}", {"ord": ord, "axis": 1})
            for ord, name in vectors
        ],
        *[
            OpCheck(
                "norm",
                {"x": apart(2, 3, 2)},
                f"matrices, {name}",
                {"ord": ord, "axis": (2, 0), "keepdims": True},
            )
            for ord, name in matrices
        ],
    ]
