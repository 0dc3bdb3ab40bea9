"""Cell nuclei of breast tumours, measured in pictures (Wisconsin diagnostic data).

Source    W. N. Street, W. H. Wolberg and O. L. Mangasarian, Nuclear feature extraction for breast
          tumor diagnosis (1993); UCI Machine Learning Repository,
          https://doi.org/10.24432/C5DW2B; Creative Commons Attribution 4.0; scikit-learn's copy
Shapes    x (569, 30): ten measurements of the nuclei, of each the mean, the standard error and the
          worst; y (569,): 0 malignant (212 tumours), 1 benign (357), in scikit-learn's order
"""

from typing import Any

from autograd_cli.data.bundled import bundled
from autograd_cli.data.dataset import Dataset


def breast_cancer() -> Dataset:
    """All 569 tumours; y float64, 0.0 or 1.0, so that the positive class is benign."""
    return bundled("breast_cancer", "binary", _load)


def _load() -> Any:
    from sklearn.datasets import load_breast_cancer  # heavy

    return load_breast_cancer()
