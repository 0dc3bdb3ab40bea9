"""Zeros in place of some elements: what the rules of kinked functions are made of."""

import numpy as np

__all__ = []


def masked(g, mask):
    """`g` where the mask holds and exactly 0 elsewhere, even where g is infinite."""
    # A product is several times as fast as where, which branches at every element; but infinity
    # times 0 is NaN.
    try:
        with np.errstate(invalid="raise"):
            return g * mask
    except FloatingPointError:
        return np.where(mask, g, 0)
