"""Labelled points in the plane: what moons, circles and spirals are made of."""

import numpy as np

from autograd_cli.data.part import Array


def alternating(n: int, classes: int) -> Array:
    """Labels (n,) int64 that take turns: 0, 1, .., 0, 1, ..; the first classes get what is over."""
    return np.arange(n, dtype=np.int64) % classes


def from_polar(radius: Array | float, angle: Array) -> Array:
    """The points (n, 2) at a radius and an angle, in radians."""
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def add_noise(x: Array, noise: float, rng: np.random.Generator) -> None:
    """Move each number of x by a normal one with deviation `noise`, in place."""
    moves = rng.standard_normal(x.shape)
    moves *= noise
    x += moves
