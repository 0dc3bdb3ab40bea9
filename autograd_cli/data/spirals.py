"""Spiral arms in the plane that start at the origin, drawn from a seed.

Shapes    x (n, 2), y (n,): the arm, by turns
Formula   x = r (cos t, sin t) + e, t = 2 pi (turns r + k / classes) on arm k, r = sqrt(u) with u
          uniform in [0, 1), so that an arm is not crowded at its start; e normal with deviation
          `noise`
"""

import numpy as np

from autograd_cli.config import SettingError
from autograd_cli.data.dataset import Dataset
from autograd_cli.data.plane import add_noise, alternating, from_polar
from autograd_cli.seeds import Seeds


def spirals(n: int, noise: float, *, classes: int, turns: float, seed: int) -> Dataset:
    """`n` points; y int64 in 0..classes-1, or for two arms float64, 0.0 or 1.0.

    Raises SettingError if there are more arms than points.
    """
    if n < classes:
        raise SettingError(("dataset", "n"), f"{n} points are too few for {classes} arms")
    rng = Seeds(seed).stream("spirals")
    arm = alternating(n, classes)
    radius = np.sqrt(rng.random(n))
    x = from_polar(radius, 2 * np.pi * (turns * radius + arm / classes))
    add_noise(x, noise, rng)
    names = tuple(f"arm{k}" for k in range(classes))
    if classes == 2:
        return Dataset("binary", x, arm.astype(np.float64), ("x0", "x1"), names)
    return Dataset("multiclass", x, arm, ("x0", "x1"), names)
