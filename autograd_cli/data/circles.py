"""Two circles in the plane, one inside the other, drawn from a seed.

Shapes    x (n, 2), y (n,): 0 outer, 1 inner, by turns
Formula   x = r (cos t, sin t) + e, t uniform in [0, 2 pi), e normal with deviation `noise`;
          r = 1 for the outer one, r = `factor` for the inner one
"""

import numpy as np

from autograd_cli.data.dataset import Dataset
from autograd_cli.data.plane import add_noise, alternating, from_polar
from autograd_cli.seeds import Seeds


def circles(n: int, noise: float, *, factor: float, seed: int) -> Dataset:
    """`n` points; y float64, 0.0 or 1.0."""
    rng = Seeds(seed).stream("circles")
    y = alternating(n, 2).astype(np.float64)
    x = from_polar(np.where(y == 0, 1.0, factor), rng.uniform(0, 2 * np.pi, n))
    add_noise(x, noise, rng)
    return Dataset("binary", x, y, ("x0", "x1"), ("outer", "inner"))
