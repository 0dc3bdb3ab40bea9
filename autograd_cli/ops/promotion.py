"""Integers as floats: NumPy makes small ones float16 in exp, and lets unsigned ones wrap around."""

__all__ = []


def as_floats(x):
    """`x` itself if it is of floats, else in float64."""
    return x if x.dtype.kind == "f" else x.astype(float)
