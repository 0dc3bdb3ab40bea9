"""Two half circles in the plane, one within reach of the other, drawn from a seed.

Shapes    x (n, 2), y (n,): 0 upper, 1 lower, by turns
Formula   x = (cos t, sin t) + e              for the upper one, t uniform in [0, pi)
          x = (1 - cos t, 1/2 - sin t) + e    for the lower one; e normal with deviation `noise`
"""

import numpy as np

from autograd_cli.data.dataset import Dataset
from autograd_cli.data.plane import add_noise, alternating, from_polar
from autograd_cli.seeds import Seeds


def moons(n: int, noise: float, *, seed: int) -> Dataset:
    """`n` points; y float64, 0.0 or 1.0."""
    rng = Seeds(seed).stream("moons")
    y = alternating(n, 2).astype(np.float64)
    x = from_polar(1.0, rng.uniform(0, np.pi, n) + np.pi * y)  # half a turn negates the point
    x += y[:, None] * np.array([1.0, 0.5])
    add_noise(x, noise, rng)
    return Dataset("binary", x, y, ("x0", "x1"), ("upper", "lower"))
