"""Zeros in place of some elements: what the rules of kinked functions are made of."""

import numpy as np

__all__ = []


def masked(g, mask):
    """`g` where the mask holds and exactly 0 elsewhere, even where g is infinite."""
    # A product, the faster for a mask of floats, is several times as fast as where, which branches
    # at every element; but infinity times 0 is NaN.
    try:
        with np.errstate(invalid="raise"):
            return g * mask.astype(g.dtype)
    except FloatingPointError:
        return np.where(mask, g, 0)


def kept(x, mask, out=None):
    """An array where the mask holds and exactly 0 elsewhere, even for infinity and NaN."""
    if x.dtype.kind != "f":
        return np.multiply(x, mask, out=out)
    # All bits or none: as fast as a product, and several times as fast as where.
    y = np.empty_like(x) if out is None else out
    bits = f"i{x.itemsize}"
    np.bitwise_and(x.view(bits), -mask.view(np.int8), out=y.view(bits))
    return y
