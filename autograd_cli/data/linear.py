"""Points around a line, drawn from a seed.

Shapes    x (n, 1), y (n,)
Formula   y = slope x + intercept + e, x uniform in [-1, 1), e normal with deviation `noise`
"""

from autograd_cli.data.dataset import Dataset
from autograd_cli.seeds import Seeds


def linear(n: int, noise: float, *, slope: float, intercept: float, seed: int) -> Dataset:
    """`n` points."""
    rng = Seeds(seed).stream("linear")
    x = rng.uniform(-1, 1, n)
    y = slope * x + intercept + noise * rng.standard_normal(n)
    return Dataset("regression", x[:, None], y, ("x",))
