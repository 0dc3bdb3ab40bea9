"""Fisher's Iris, as scikit-learn ships it, whole or without its third species.

Source    R. A. Fisher, The use of multiple measurements in taxonomic problems (1936), with the two
          corrections that scikit-learn made in 0.20; in the public domain
Shapes    x (150, 4) centimetres, y (150,): 0 setosa, 1 versicolor, 2 virginica
"""

from dataclasses import replace
from typing import Any

import numpy as np

from autograd_cli.data.bundled import bundled
from autograd_cli.data.dataset import Dataset


def iris() -> Dataset:
    """All 150 flowers; y int64 in 0..2."""
    flowers = bundled("iris", "multiclass", _load)
    names = tuple(name.removesuffix(" (cm)") for name in flowers.feature_names)
    return replace(flowers, feature_names=names)


def iris_binary() -> Dataset:
    """The 100 flowers of the first two species; y float64, 0.0 or 1.0."""
    whole = iris()
    rows = whole.y != 2
    y = whole.y[rows].astype(np.float64)
    return Dataset("binary", whole.x[rows], y, whole.feature_names, whole.class_names[:2])


def _load() -> Any:
    from sklearn.datasets import load_iris  # heavy

    return load_iris()
