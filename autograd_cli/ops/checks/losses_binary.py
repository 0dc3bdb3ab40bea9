"""Rows of losses_binary.py."""

import numpy as np

from autograd_cli.ops.checks.row import Draw, OpCheck

_REDUCTIONS = ("mean", "sum", "none")
_LABELS = np.array([0, 1, 1, 0])
_SOFT = np.array([[0.0, 0.3], [1.0, 0.8], [0.5, 0.0]])


def rows() -> list[OpCheck]:
    """For every function of the file, a row for every reduction, and for what else it takes."""
    draw = Draw(9)
    logits, soft_logits = 3 * draw.normal(4), 3 * draw.normal(3, 2)
    probabilities, scores = draw.between(0.1, 0.9, 4), np.array([0.4, 1.7, -0.5, -2.0])
    return [
        OpCheck("logistic_loss", {"z": logits}, constants=(_LABELS,)),
        *(
            OpCheck(name, {"x": x}, of, {"reduction": of}, (_LABELS,))
            for name, x in (
                ("binary_cross_entropy", probabilities),
                ("binary_cross_entropy_with_logits", logits),
                ("hinge_loss", scores),
            )
            for of in _REDUCTIONS
        ),
        *(
            OpCheck(
                "binary_cross_entropy_with_logits",
                {"z": soft_logits},
                note,
                params,
                (_SOFT,),
            )
            for note, params in (
                ("weighted, mean", {"pos_weight": 2.5}),
                ("weighted, sum", {"pos_weight": 2.5, "reduction": "sum"}),
                ("weighted, none", {"pos_weight": np.array([0.5, 3]), "reduction": "none"}),
                ("smoothed", {"label_smoothing": 0.1}),
                ("smoothed, weighted", {"label_smoothing": 0.1, "pos_weight": 0.5}),
            )
        ),
    ]
