"""Rows of padding.py and repeating.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    normal = Draw(12).normal
    sides = ((1, 2), (0, 3))
    own = [
        OpCheck("pad", {"x": normal(3, 2)}, mode, {"pad_width": sides, "mode": mode})
        for mode in ("edge", "reflect", "symmetric", "wrap")
    ]
    return [
        OpCheck("pad", {"x": normal(2, 3)}, "zeros", {"pad_width": 1}),
        OpCheck(
            "pad",
            {"x": normal(2, 3)},
            "constants",
            {"pad_width": sides, "constant_values": ((1, 2), (3, 4))},
        ),
        *own,
        OpCheck("tile", {"x": normal(2, 3)}, "both axes", {"reps": (2, 3)}),
        OpCheck("tile", {"x": normal(2, 3)}, "the last axis", {"reps": 2}),
        OpCheck("tile", {"x": normal(3)}, "a new axis", {"reps": (2, 1)}),
        OpCheck("repeat", {"x": normal(2, 3)}, "flattened", {"repeats": 2}),
        OpCheck("repeat", {"x": normal(2, 3)}, "axis", {"repeats": 3, "axis": -1}),
        OpCheck("repeat", {"x": normal(3, 2)}, "counts", {"repeats": [2, 0, 3], "axis": 0}),
    ]
