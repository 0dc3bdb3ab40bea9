"""Patients with diabetes, and how far the disease has come a year later.

Source    B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, Least Angle Regression (2004), with
          no licence stated; scikit-learn's copy
Shapes    x (442, 10) in natural units, not scaled as scikit-learn's default is: age in years, sex 1
          or 2, body mass index in kg/m^2, average blood pressure, and s1..s6 of the blood serum
          (total cholesterol, LDL, HDL, total cholesterol / HDL, log triglycerides, glucose);
          y (442,): a measure of progression, 25 to 346
"""

from typing import Any

from autograd_cli.data.bundled import bundled
from autograd_cli.data.dataset import Dataset


def diabetes() -> Dataset:
    """All 442 patients."""
    return bundled("diabetes", "regression", _load)


def _load() -> Any:
    from sklearn.datasets import load_diabetes  # heavy

    return load_diabetes(scaled=False)
