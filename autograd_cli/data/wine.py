"""Chemical analyses of wines from one Italian region, whose three growers are to be told apart.

Source    M. Forina et al., PARVUS (1988); UCI Machine Learning Repository,
          https://doi.org/10.24432/C5PC7J; Creative Commons Attribution 4.0; scikit-learn's copy
Shapes    x (178, 13), columns of very different size (hue around 1, proline up to 1680); y (178,):
          the grower, of 59, 71 and 48 wines
"""

from typing import Any

from autograd_cli.data.bundled import bundled
from autograd_cli.data.dataset import Dataset


def wine() -> Dataset:
    """All 178 wines; y int64 in 0..2."""
    return bundled("wine", "multiclass", _load)


def _load() -> Any:
    from sklearn.datasets import load_wine  # heavy

    return load_wine()
