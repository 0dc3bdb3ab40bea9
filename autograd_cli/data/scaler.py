"""Standardisation, fitted on the training part."""

from dataclasses import dataclass

import numpy as np

from autograd_cli.config import SettingError
from autograd_cli.data.part import Array


@dataclass(frozen=True)
class Scaler:
    """Standardisation: z = (x - mean) / scale, with mean and scale (D,) of the training part."""

    mean: Array
    scale: Array

    @classmethod
    def fit(cls, x: Array, columns: Array | None = None) -> "Scaler":
        """Of the `columns` (D,) that are true; the others keep mean 0 and scale 1.

        So does the scale of a feature that never varies, which becomes 0.

        Raises SettingError if numbers are so large that they have no deviation in float64.
        """
        # Not where the deviation is 0: rounding makes that of equal numbers 1e-17 or so.
        varies = x.max(axis=0) > x.min(axis=0)
        with np.errstate(over="ignore", invalid="ignore"):
            mean, scale = x.mean(axis=0), np.where(varies, x.std(axis=0), 1.0)
        if columns is not None:
            mean, scale = np.where(columns, mean, 0.0), np.where(columns, scale, 1.0)
        endless = ~np.isfinite(scale)
        if endless.any():
            which = f"feature {int(endless.argmax())}, counted from 0,"
            raise SettingError(
                ("dataset", "standardize"), f"{which} is too large to have a deviation in float64"
            )
        return cls(mean, scale)

    def apply(self, x: Array) -> Array:
        scaled: Array = x - self.mean
        scaled /= self.scale
        return scaled

    def undo(self, z: Array) -> Array:
        """The numbers that `apply` made into z, but for rounding."""
        x: Array = z * self.scale + self.mean
        return x
