"""Handwritten digits, as pictures of 8 x 8 pixels.

Source    E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, the test part
          (1998); UCI Machine Learning Repository, https://doi.org/10.24432/C50P49; Creative
          Commons Attribution 4.0; scikit-learn's copy
Shapes    x (1797, 64): the rows of the picture one after another, from 0 (paper) to 1 (ink);
          y (1797,): the digit
"""

from dataclasses import replace
from typing import Any

from autograd_cli.data.bundled import bundled
from autograd_cli.data.dataset import Dataset

INK = 16  # a pixel counts how many of 4 x 4 finer ones have ink


def digits() -> Dataset:
    """All 1,797 pictures; y int64 in 0..9."""
    counted = bundled("digits", "multiclass", _load)
    return replace(counted, x=counted.x / INK)


def _load() -> Any:
    from sklearn.datasets import load_digits  # heavy

    return load_digits()
