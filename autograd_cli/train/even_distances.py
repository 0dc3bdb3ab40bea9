"""Some of many, at even distances: what is kept where all would be too much."""

import numpy as np

from autograd_cli.data import Array


def at_even_distances(n: int, most: int) -> Array:
    """Up to `most` of the numbers from 0 to n - 1, ascending, the first and the last among them."""
    return np.linspace(0, n - 1, min(n, most)).round().astype(np.int64)
