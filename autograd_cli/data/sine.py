"""Points around a sine wave, drawn from a seed.

Shapes    x (n, 1), y (n,)
Formula   y = sin(2 pi frequency x) + e, x uniform in [-1, 1), e normal with deviation `noise`
"""

import numpy as np

from autograd_cli.data.dataset import Dataset
from autograd_cli.seeds import Seeds


def sine(n: int, noise: float, *, frequency: float, seed: int) -> Dataset:
    """`n` points."""
    rng = Seeds(seed).stream("sine")
    x = rng.uniform(-1, 1, n)
    y = np.sin(2 * np.pi * frequency * x) + noise * rng.standard_normal(n)
    return Dataset("regression", x[:, None], y, ("x",))
