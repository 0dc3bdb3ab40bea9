"""Rows of losses_multiclass.py."""

import numpy as np

from autograd_cli.ops.checks.row import Draw, OpCheck
from autograd_cli.ops.losses_multiclass import SoftmaxError

_CLASSES = np.array([2, 0, 1, 2])
_GRID = np.arange(8).reshape(2, 2, 2) % 3
_OPTIONS = {"weight": np.array([1.0, 0.5, 2.0]), "label_smoothing": 0.3}


def rows() -> list[OpCheck]:
    """For every function of the file a row for every reduction, and for every kind of labels."""
    draw = Draw(92)
    z, deep, shares = 2 * draw.normal(4, 3), draw.normal(2, 3, 2, 2), draw.between(0.1, 1.0, 4, 3)
    shares /= shares.sum(axis=1, keepdims=True)
    return [
        OpCheck("cross_entropy", {"z": logits}, note, params, (labels,))
        for note, logits, labels, params in (
            ("mean", z, _CLASSES, {}),
            ("sum", z, _CLASSES, {"reduction": "sum"}),
            ("none", z, _CLASSES, {"reduction": "none"}),
            ("grid", deep, _GRID, {"reduction": "none"}),
            ("weighted", z, _CLASSES, {"weight": _OPTIONS["weight"]}),
            ("smoothed", z, _CLASSES, {"label_smoothing": 0.1}),
            ("weighted, smoothed", z, _CLASSES, _OPTIONS),
            ("shares, mean", z, shares, {}),
            ("shares, sum", z, shares, {"reduction": "sum"}),
            ("shares, none", z, shares, {"reduction": "none"}),
            ("shares, weighted, smoothed", z, shares, _OPTIONS),
            ("shares, grid", deep, draw.between(0.0, 1.0, *deep.shape), {"reduction": "none"}),
        )
    ] + [OpCheck("SoftmaxError", {"z": z}, via=lambda _, x: SoftmaxError.apply(x, _CLASSES))]
