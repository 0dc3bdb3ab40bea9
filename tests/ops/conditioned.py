"""Matrices whose derivatives can be checked to many digits."""

import numpy as np


def matrices(*shape, seed=0):
    """Well conditioned, with singular values and the eigenvalues of their squares far apart."""
    m, n = shape[-2:]
    noise = np.random.default_rng(seed).uniform(-0.2, 0.2, size=shape)
    return noise + np.eye(m, n) * np.arange(1, n + 1)


def square(a):
    return a.mT @ a
