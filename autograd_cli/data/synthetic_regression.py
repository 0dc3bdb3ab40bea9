"""A linear model with noise, drawn from a seed.

Shapes    beta (d,) uniform in [-1, 1], x (n, d) uniform in [0, 1), y (n,) = x beta + noise e with
          e standard normal
"""

from autograd_cli.data.dataset import Dataset
from autograd_cli.seeds import Seeds


def synthetic_regression(n: int, d: int, noise: float, seed: int) -> Dataset:
    """`n` examples of `d` features; the same numbers for the same seed, whatever the run's."""
    rng = Seeds(seed).stream("synthetic_regression")
    beta = rng.uniform(-1, 1, d)
    x = rng.random((n, d))
    y = x @ beta + noise * rng.standard_normal(n)
    return Dataset("regression", x, y, tuple(f"x{i}" for i in range(d)))
