"""Absolute values, extrema, choices and parts of floats elsewhere."""

import numpy as np

TORCH = {
    "clip (from below)": lambda torch, a, a_min, a_max: torch.clip(a, a_min, a_max),
    "fabs": lambda torch, x: torch.abs(x),
    "where": lambda torch, x, y: torch.where(_mask(torch), x, y),
    "select": lambda torch, a, b, c: torch.where(a > 1, a * b, torch.where(_mask(torch), b, c)),
    # torch.ldexp gives no gradient where the exponent is negative
    "ldexp": lambda torch, x, exponent: x * 2.0 ** torch.tensor(exponent, dtype=x.dtype),
    "heaviside": None,
    "modf": lambda torch, x: torch.frac(x),
}


def _mask(torch):
    return torch.tensor(np.array([[True, False, True], [False, False, True]]))
