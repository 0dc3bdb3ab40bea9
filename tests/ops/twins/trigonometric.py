"""Angles elsewhere."""

import numpy as np

REFERENCE = {"ArctanSlope": lambda x: np.cos(np.arctan(x)) ** 2}
TORCH = {
    "ArctanSlope": lambda torch, x: 1 / (1 + x * x),
    "radians": lambda torch, x: torch.deg2rad(x),
    "degrees": lambda torch, x: torch.rad2deg(x),
}
